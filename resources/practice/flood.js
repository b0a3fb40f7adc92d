import { identity } from './session.js';

// A page that wants to drown the app: what it sends is well-formed, and there is no end of it; what it is asked is done,
// and answered with what is too much, or cannot be read.

/** The message, in nobody's chat, that is reacted to. */
const place = { id: '3AF100D0000000000001', chat: '4917000000666@c.us', fromMe: false };

/** As many as one report takes, of which so many make a round. */
const itemsInReport = 500;
const reportsInRound = 20;

/** Milliseconds between two rounds: the page's own reports find their way in between. */
const pauseMs = 1_000;

const seconds = () => Math.floor(Date.now() / 1000);
const list = (length, item) => Array.from({ length }, (_, index) => item(index));

function message() {
  const more = { type: 'chat', text: 'react to me', timestamp: seconds(), senderName: null, ack: null, phone: null };
  return { kind: 'message', message: { ...place, ...more } };
}

function reaction(index) {
  const emoji = ['👍', '❤️', '🙏', ''][index % 4];
  return {
    kind: 'reaction',
    reaction: { ...place, byMe: false, sender: place.chat, emoji, timestamp: seconds() },
  };
}

/** Of the page's true owner, connecting and connected in turn; ends with what is true. */
function state(index) {
  const me = { phone: identity.account, lid: identity.lid };
  return {
    kind: 'state',
    state: {
      ...{ driver: 'wa-js', driverReady: true, authenticated: true, mainReady: true },
      ...{ socket: index % 2 === 0 ? 'OPENING' : 'CONNECTED', linking: null, qr: null, pairingCode: null, me },
      ...{ syncPercent: null, phoneOffline: false, updateNeeded: false, unsupportedBrowser: false, blank: false },
    },
  };
}

/** What no contract has, each item as large as the app looks at. */
const nothing = () => ({ kind: 'reaction', reaction: { id: 'x'.repeat(2_000), emoji: 7 } });

async function round() {
  const report = (items) => {
    const text = JSON.stringify({ load: Number(window.lexlineLoad ?? 0), logIn: 0, items });
    return Promise.resolve(window.lexlineReport?.(text)).catch(() => {});
  };
  if (identity.account) await report([message()]);
  for (let count = 0; count < reportsInRound; count += 1) {
    await report(list(itemsInReport, reaction));
    if (identity.account) await report(list(itemsInReport, state));
    await report(list(itemsInReport, nothing));
  }
  // And many at once, for which there is no room.
  await Promise.all(list(reportsInRound * 5, () => report(list(itemsInReport, reaction))));
}

async function sendWithoutEnd() {
  for (;;) {
    await round();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function cyclic() {
  const around = { ok: true };
  around.value = around;
  return around;
}

const text = (value) => JSON.stringify({ ok: true, value });

/**
 * Each answer is malformed in a way of its own: too much, no text, no JSON, or what nobody asked for. None is believable:
 * what would be believed is a lie, and no flood.
 */
const answers = [
  () => text('x'.repeat(40_000_000)),
  () => text(list(15_000, () => ({ chat: place.chat, again: {} }))),
  () => text(list(300_000, (index) => ({ chat: `${index}@c.us` }))),
  () => ({
    get ok() {
      throw new Error('no');
    },
  }),
  () => ({
    ok: true,
    get value() {
      throw new Error('x'.repeat(10_000_000));
    },
  }),
  cyclic,
  () => JSON.stringify({ ok: false, error: 'x'.repeat(20_000_000) }),
  () => '['.repeat(1_000_000),
];

/** Puts itself around the function through which the driver is asked, before that is there. */
function answerTooMuch() {
  let asked = 0;
  let real;
  const answer = async (...question) => {
    await real?.(...question);
    asked += 1;
    return answers[asked % answers.length]();
  };
  const trap = { configurable: true, writable: true, value: answer };
  // Whoever defines a value over it says nothing of `configurable`: so it stays, and the function can be taken away.
  Object.defineProperty(window, 'lexlineCommand', trap);
  const watch = setInterval(() => {
    if (window.lexlineCommand === answer) return;
    clearInterval(watch);
    real = window.lexlineCommand;
    Object.defineProperty(window, 'lexlineCommand', trap);
  }, 1);
}

/** Ends with the document. */
export function startFlood() {
  answerTooMuch();
  void sendWithoutEnd();
}
