import { PAGE_LOAD_NAME } from '../../../main/contract/page-channels.ts';
import type { Request } from './hostile-page.ts';
import { startHostilePage } from './hostile-page.ts';
import { expect, type InspectedApp, test } from './inspected-app.ts';

const wordsOf = (request: Request | undefined) =>
  JSON.stringify({ ua: request?.headers['user-agent'], brands: request?.headers['sec-ch-ua'] });
const OURS = /electron|lexline/i;

/** The view is where it was and still works, and the other place was not asked for anything. */
async function stayed(app: InspectedApp, elsewhere?: { requests: unknown[] }): Promise<void> {
  expect(await app.address()).toBe(app.page.url);
  expect(await app.inView('document.title')).toBe('Not WhatsApp');
  if (elsewhere) expect(elsewhere.requests).toEqual([]);
}

test('the page has no Node, nothing of Electron, and one function of ours', async ({ inspected }) => {
  const found = await inspected.inView<string[]>(
    `['require', 'process', 'module', 'exports', 'Buffer', 'global', 'ipcRenderer', 'electron', 'lexline']
       .filter((name) => typeof window[name] !== 'undefined')`,
  );
  expect(found).toEqual([]);
  expect(await inspected.inView('Object.keys(window).filter((name) => /lexline/i.test(name)).sort()')).toEqual(
    expect.arrayContaining(['lexlineReport']),
  );
  const preferences = await inspected.electron.evaluate(({ webContents }) => {
    const view = webContents.getAllWebContents().find((contents) => !contents.getURL().startsWith('app:'));
    // Electron's types leave it out.
    return (view as unknown as { getLastWebPreferences(): object } | undefined)?.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  expect(preferences).not.toHaveProperty('nodeIntegrationInWorker', true);
  expect(preferences).not.toHaveProperty('allowRunningInsecureContent', true);
});

test('it calls itself Chrome and nothing else, in the page, in requests and in workers', async ({ inspected }) => {
  const own = await inspected.inView<string>('navigator.userAgent');
  expect(own).toMatch(/^Mozilla\/5\.0 .* Chrome\/\d+\.\d+\.\d+\.\d+ Safari\/537\.36$/);
  expect(await inspected.inView('JSON.stringify(navigator.userAgentData?.brands ?? [])')).not.toMatch(OURS);
  expect(wordsOf(inspected.page.requests[0])).toContain(own);
  expect(wordsOf(inspected.page.requests[0])).not.toMatch(OURS);

  const fromFrame = await inspected.inView(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = '/frame';
    frame.onload = () => resolve(frame.contentWindow.navigator.userAgent);
    document.body.append(frame);
  })`);
  expect(fromFrame).toBe(own);
  const fromWorker = await inspected.inView(`new Promise((resolve) => {
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(navigator.userAgent)'])));
    worker.onmessage = ({ data }) => resolve(data);
  })`);
  expect(fromWorker).toBe(own);
  const fromServiceWorker = await inspected.inView(`(async () => {
    await navigator.serviceWorker.register('/sw.js');
    const { active } = await navigator.serviceWorker.ready;
    const answer = new Promise((resolve) => navigator.serviceWorker.addEventListener('message', ({ data }) => resolve(data)));
    active.postMessage('who are you?');
    return answer;
  })()`);
  expect(fromServiceWorker).toBe(own);
  const paths = inspected.page.requests.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['/frame', '/sw.js', '/from-the-service-worker']));
  for (const request of inspected.page.requests) {
    expect(request.headers['user-agent'], request.path).toBe(own);
    expect(wordsOf(request)).not.toMatch(OURS);
  }
});

test('it downloads nothing, by a link or a file that it made itself', async ({ inspected }) => {
  const begun = await inspected.electron.evaluate(({ webContents }) => {
    const view = webContents.getAllWebContents().find((contents) => !contents.getURL().startsWith('app:'));
    const states: string[] = [];
    view?.session.on('will-download', (event, item) => states.push(`${event.defaultPrevented} ${item.getState()}`));
    Object.assign(globalThis, { downloads: states });
    return view !== undefined;
  });
  expect(begun).toBe(true);
  await inspected.inView(`for (const href of ['/file', URL.createObjectURL(new Blob(['x']))]) {
    const link = document.createElement('a');
    Object.assign(link, { href, download: 'brief.docx' });
    document.body.append(link);
    link.click();
  }`);
  const downloads = () => inspected.electron.evaluate(() => (globalThis as { downloads?: string[] }).downloads ?? []);
  await expect.poll(downloads).toEqual([expect.stringMatching(/^true /), expect.stringMatching(/^true /)]);
  await stayed(inspected);
});

test('it does not leave for another origin, however it tries', async ({ inspected }) => {
  const elsewhere = await startHostilePage();
  const target = (path: string) => `${elsewhere.url}${path}`;
  const attempts: [string, string][] = [
    ['a location', `location.href = '${target('location')}'`],
    ['a replaced location', `location.replace('${target('replace')}')`],
    ['a link', `Object.assign(document.createElement('a'), { href: '${target('link')}' }).click()`],
    [
      'a form',
      `{ const form = Object.assign(document.createElement('form'), { action: '${target('form')}', method: 'post' });
         document.body.append(form); form.submit(); form.remove(); }`,
    ],
    [
      'a refresh',
      `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content="0;${target('refresh')}">')`,
    ],
    ['a redirect', `location.href = '/to?${encodeURIComponent(target('redirect'))}'`],
    [
      'the same server by another name',
      `location.href = '${inspected.page.url.replace('127.0.0.1', 'localhost')}other-name'`,
    ],
  ];
  for (const [name, code] of attempts) {
    const before = (await inspected.seen()).navigations.length;
    await inspected.inView(`${code}; 0`);
    await expect
      .poll(async () => (await inspected.seen()).navigations.length, { message: name })
      .toBeGreaterThan(before);
    await stayed(inspected, elsewhere);
  }
  expect(inspected.page.requests.map(({ path }) => path)).not.toContain('/other-name');
  await elsewhere.stop();
});

test('it opens no file, no data and no inner page of Chromium', async ({ inspected }) => {
  for (const url of [
    'file:///etc/passwd',
    'data:text/html,hello',
    'chrome://gpu',
    'view-source:http://127.0.0.1/',
    'devtools://devtools/bundled/inspector.html',
    'app://lexline/index.html',
  ]) {
    const before = await inspected.seen();
    await inspected.inView(`location.href = ${JSON.stringify(url)}; 0`).catch(() => {});
    const told = async () => {
      const { navigations, console } = await inspected.seen();
      return navigations.length + console.length - before.navigations.length - before.console.length;
    };
    await expect.poll(told, { message: url }).toBeGreaterThan(0);
    await stayed(inspected);
  }
});

test('it still goes where it may: to its own origin', async ({ inspected }) => {
  await inspected.inView(`location.href = '/second'; 0`);
  await expect.poll(() => inspected.address()).toBe(`${inspected.page.url}second`);
});

const TARGETS = [
  'https://example.com/opened',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hello',
  'smb://server/share',
  'ms-word:ofe|u|http://x',
  'vscode://file/etc/passwd',
  'chrome://gpu',
  'about:blank',
  'app://lexline/',
];
const OPEN_ALL = `${JSON.stringify(TARGETS)}.map((url) => { try { return window.open(url); } catch { return null; } })`;

test('it opens no window; web links go to the person’s own browser after a question, and nothing else does', async ({
  inspected,
}) => {
  const count = () => inspected.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  const before = await count();
  await inspected.showView();
  expect(await inspected.inView(OPEN_ALL)).toEqual(TARGETS.map(() => null));
  const asked = inspected.window.getByRole('dialog', { name: 'Open this link?' });
  await expect(asked.locator('[data-address]')).toHaveText('https://example.com/opened');
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await inspected.showView();
  await inspected.inView(
    `Object.assign(document.createElement('a'), { href: 'https://example.com/blank', target: '_blank' }).click(); 0`,
  );
  await expect(asked.locator('[data-address]')).toHaveText('https://example.com/blank');
  expect((await inspected.seen()).openedOutside).toEqual([]);
  await asked.getByRole('button', { name: 'Open in browser' }).click();
  await expect.poll(async () => (await inspected.seen()).openedOutside).toEqual(['https://example.com/blank']);
  expect(await count()).toBe(before);
  await stayed(inspected);
});

test('while nobody looks at it, it opens nothing at all', async ({ inspected }) => {
  expect(await inspected.inView(OPEN_ALL)).toEqual(TARGETS.map(() => null));
  await stayed(inspected);
  expect((await inspected.seen()).openedOutside).toEqual([]);
});

test('it holds no frame of another origin', async ({ inspected }) => {
  const elsewhere = await startHostilePage();
  await inspected.inView(`
    for (const [tag, name] of [['iframe', 'src'], ['embed', 'src'], ['object', 'data']])
      document.body.append(Object.assign(document.createElement(tag), { [name]: '${elsewhere.url}' + tag }));
    document.body.append(Object.assign(document.createElement('iframe'), { src: '/to?${encodeURIComponent(`${elsewhere.url}by-redirect`)}' }));
    0`);
  const attempted = async () =>
    (await inspected.seen()).navigations.filter((url) => url.startsWith(elsewhere.url)).length;
  await expect.poll(attempted).toBeGreaterThanOrEqual(4);
  await stayed(inspected, elsewhere);
  await elsewhere.stop();
});

test('a frame in it has no bridge of its own', async ({ inspected }) => {
  const bridge = await inspected.inView(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = '/frame';
    frame.onload = () => resolve([typeof frame.contentWindow.lexlineReport, typeof frame.contentWindow.require]);
    document.body.append(frame);
  })`);
  expect(bridge).toEqual(['undefined', 'undefined']);
});

test('it is granted neither place, clipboard, devices nor the screen', async ({ inspected }) => {
  const states = await inspected.inView(`Promise.all(
    ['geolocation', 'clipboard-read', 'midi', 'storage-access', 'idle-detection', 'local-fonts', 'window-management']
      .map((name) => navigator.permissions.query({ name }).then(({ state }) => state, () => 'unknown')))`);
  expect(states).not.toContain('granted');
  const asked = await inspected.inView(`Promise.all([
    new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve('refused ' + code))),
    navigator.clipboard.readText().then(() => 'granted', () => 'refused'),
    navigator.requestMIDIAccess({ sysex: true }).then(() => 'granted', () => 'refused'),
    navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'granted', () => 'refused'),
  ])`);
  expect(asked).toEqual(['refused 1', 'refused', 'refused', 'refused']);
  for (const request of [
    `navigator.hid.requestDevice({ filters: [] }).then((found) => found.length, () => 0)`,
    `navigator.usb.requestDevice({ filters: [] }).then(() => 1, () => 0)`,
    `navigator.serial.requestPort().then(() => 1, () => 0)`,
  ]) {
    expect(await inspected.inView(request), request).toBe(0);
  }
});

test('it shows no notification of its own, past what is set here, and is told so as by any browser', async ({
  inspected,
}) => {
  const found = await inspected.inView(`(async () => [
    Notification.permission,
    await Notification.requestPermission(),
    (await navigator.permissions.query({ name: 'notifications' })).state,
  ])()`);
  expect(found).toEqual(['denied', 'denied', 'denied']);
  const shown = await inspected.inView(`new Promise((resolve) => Object.assign(new Notification('Anna: a secret'), {
    onshow: () => resolve('shown'),
    onerror: () => resolve('refused'),
  }))`);
  expect(shown).toBe('refused');
});

const DIGITS = '4915112345678';
const message = (more: object) => ({
  kind: 'message',
  message: {
    id: '3EB0AA',
    chat: `${DIGITS}@c.us`,
    fromMe: false,
    type: 'chat',
    text: 'x',
    timestamp: 1_790_000_000,
    senderName: null,
    ack: null,
    phone: DIGITS,
    ...more,
  },
});

const GARBAGE: [string, unknown][] = [
  ['a number', 42],
  ['nothing', null],
  ['an object', { items: [] }],
  ['an empty text', ''],
  ['half a JSON', '{"items":['],
  ['a JSON number', '42'],
  ['a JSON null', 'null'],
  ['items that are none', '{"items":7}'],
  ['five million characters', 'x'.repeat(5_000_000)],
  ['a deep nest', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['a deep nest as an item', `{"items":[${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}]}`],
  ['100,000 items', JSON.stringify({ items: Array(100_000).fill({ kind: 'message' }) })],
  [
    'prototype keys',
    '{"__proto__":{"polluted":1},"items":[{"__proto__":{"polluted":1},"kind":"__proto__"},{"constructor":{"prototype":{"polluted":1}}}]}',
  ],
  [
    'messages that are none',
    JSON.stringify({
      items: [
        message({ timestamp: -1 }),
        message({ timestamp: 1e99 }),
        message({ id: '' }),
        message({ id: { $ne: null } }),
        message({ chat: 'no jid' }),
        message({ chat: "'; DROP TABLE messages; --@c.us" }),
        message({ text: ['x'] }),
        message({ fromMe: 'yes' }),
        { kind: 'message' },
        { kind: 'ack', ack: { id: 'x' } },
        { kind: 'state', state: { driverReady: 'maybe' } },
        { kind: 'unheard of' },
        null,
        7,
        [],
      ],
    }),
  ],
];

/** Reports as our own script does: with the numbers of the load and the log-in, so that what is in it is looked at. */
const report = (text: string) =>
  `window.lexlineReport(${JSON.stringify(text)}.replace('{', '{"logIn":0,"load":' + window.${PAGE_LOAD_NAME} + ',').replace(',}', '}'))`;

test('what it reports is parsed: garbage is neither stored nor does it harm', async ({ inspected }) => {
  for (const [name, garbage] of GARBAGE) {
    const text = JSON.stringify(garbage);
    await inspected.inView(`window.lexlineReport(JSON.parse(${JSON.stringify(text)})).catch(() => {})`);
    if (typeof garbage === 'string') await inspected.inView(`${report(garbage)}.catch(() => {})`);
    expect((await inspected.call('GET', '/v1/conversations')).body, name).toMatchObject({ data: [] });
  }
  expect(await inspected.electron.evaluate(() => ({}) as { polluted?: number })).toEqual({});
  expect(await inspected.electron.evaluate(() => 'polluted' in {})).toBe(false);
  await stayed(inspected);
  // The door itself works: what is well-formed is looked at, and kept waiting while nobody is linked.
  await expect(inspected.inView(report(JSON.stringify({ items: [message({})] })))).rejects.toThrow('whose account');
  expect((await inspected.call('GET', '/v1/conversations')).body.data).toHaveLength(0);
});

test('it cannot be made to report more than it is asked: the main process survives a flood', async ({ inspected }) => {
  const flood = JSON.stringify({ items: Array(500).fill(message({ timestamp: -1 })) });
  await inspected.inView(`Promise.allSettled(Array.from({ length: 50 }, () => ${report(flood)})).then(() => 0)`);
  expect((await inspected.call('GET', '/v1/conversations')).body).toMatchObject({ data: [] });
});
