// A page that means harm: it calls every door that was put into its window, with whatever could hurt behind it.

/** Longer than any report that the app takes, which is four million characters. */
const tooLong = 4_200_000;

/** Functions in the window that neither the browser nor the page itself has put there. */
function doors() {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  const usual = new Set([...Object.getOwnPropertyNames(frame.contentWindow), ...own]);
  frame.remove();
  return Object.getOwnPropertyNames(window)
    .filter((name) => !usual.has(name))
    .map((name) => window[name])
    .filter((value) => typeof value === 'function');
}

const own = [
  '__d',
  'require',
  'importNamespace',
  'importDefault',
  'ErrorGuard',
  'Debug',
  'webpackChunkwhatsapp_web_client',
];

function nested(depth) {
  return '['.repeat(depth) + ']'.repeat(depth);
}

const html = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
const bidi = '\u202eevil\u202c\u2066\u200b\u0000\ud800 ﷽';
const now = () => Math.floor(Date.now() / 1000);

function message(change) {
  return {
    kind: 'message',
    message: {
      id: '3AHOSTILE000000000001',
      chat: '4917000000666@c.us',
      fromMe: false,
      type: 'chat',
      text: 'hostile',
      timestamp: now(),
      senderName: null,
      ack: 1,
      phone: null,
      ...change,
    },
  };
}

/** Items of which each is wrong in its own way, or carries what must stay harmless. */
const items = () => [
  null,
  42,
  'text',
  [],
  {},
  { kind: '__proto__' },
  { kind: 'constructor', constructor: { prototype: { polluted: true } } },
  { kind: 'message' },
  { kind: 'message', message: null },
  message({ id: 5 }),
  message({ id: '' }),
  message({ id: '../../../../etc/passwd' }),
  message({ id: 'x'.repeat(10_000) }),
  message({ chat: '../../etc@c.us' }),
  message({ chat: 'a b@c.us' }),
  message({ chat: `${'9'.repeat(500)}@c.us` }),
  message({ timestamp: -1 }),
  message({ timestamp: 0 }),
  message({ timestamp: 1e18 }),
  message({ timestamp: Number.MAX_SAFE_INTEGER }),
  message({ timestamp: 'yesterday' }),
  message({ type: { toString: 'chat' } }),
  message({ text: { length: 5 } }),
  message({ ack: 99 }),
  message({ senderName: ['a'] }),
  message({ fromMe: 'true' }),
  message({ phone: '+49 (0) 151' }),
  message({ media: { mimeType: html, fileName: '../../../evil.exe', size: -5, sha256: '../../secret' } }),
  message({ reactions: [{ id: 1 }, null] }),
  message({ quoted: { id: null, text: 7 } }),
  message({ details: { type: 'unknown', json: nested(5_000) } }),
  { kind: 'ack', ack: { id: '3AHOSTILE', chat: 'nobody', fromMe: 1, ack: 'read' } },
  { kind: 'reaction', reaction: { id: '', emoji: html } },
  { kind: 'alias', alias: { lid: '../@lid', phone: 'abc', username: bidi.repeat(500) } },
  { kind: 'capability', capability: { name: 'constructor', driver: 'root' } },
  { kind: 'state', state: { authenticated: 'yes', qr: 'x'.repeat(100_000) } },
];

/** Text that is malformed, too deep, too long, or says what it should not. */
function* reports() {
  const load = Number(window.lexlineLoad ?? 0);
  yield '';
  yield 'null';
  yield '{"load":';
  yield '[]';
  yield '{"load":"1","items":{}}';
  yield JSON.stringify({ load, logIn: 0, items: items() });
  yield JSON.stringify({ load: load + 1_000, logIn: 0, items: items() });
  yield JSON.stringify({ load: -1, logIn: 0, items: [message({ id: '3AHOSTILEWRONGLOAD1' })] });
  yield JSON.stringify({ load, logIn: -1, items: items() });
  yield JSON.stringify({ load: 1e308, logIn: 0, items: [] });
  yield `{"load":${load},"logIn":0,"items":[{"__proto__":{"polluted":true},"kind":"message"}],"__proto__":{"polluted":true}}`;
  yield `{"load":${load},"logIn":0,"items":[${nested(20_000)}]}`;
  yield `{"load":${load},"logIn":0,"items":[${'0,'.repeat(20_000)}0]}`;
  yield JSON.stringify({ load, logIn: 0, items: [message({ text: 'x'.repeat(3_900_000), timestamp: -5 })] });
  yield 'x'.repeat(4_000_000);
  yield 'x'.repeat(tooLong);
  yield `{"load":${load},"logIn":0,"items":["${'\ud800'.repeat(1_000)}"]}`;
}

/** What no function of ours expects. */
const oddities = [undefined, null, 0, Number.NaN, true, Symbol.iterator, () => {}, new Proxy({}, {}), [[]], html, bidi];

/** One round of everything, at every door. Never throws. */
export function attack() {
  for (const door of doors()) {
    for (const odd of oddities) call(door, odd, odd);
    for (const report of reports()) call(door, report);
    for (const name of ['constructor', '__proto__', 'toString', 'nothing'])
      call(door, name, { __proto__: null, chat: html });
  }
}

function call(door, ...parameters) {
  try {
    const answer = door(...parameters);
    answer?.catch?.(() => {});
  } catch {
    // A door that throws has held.
  }
}
