import { identity } from './session.js';

// The connection to the practice server: what WhatsApp's web socket is to the real page.

/** The server refused a request for good; asking again would not help. */
class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

async function answerOf(response) {
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  if (response.status >= 400 && response.status < 500) throw new Refused(response.status, problem.error ?? 'refused');
  throw new Error(`server answered ${response.status}`);
}

export async function getJson(path, query = {}) {
  const search = new URLSearchParams({ device: identity.device, ...query });
  return answerOf(await fetch(`/page/${path}?${search}`, { cache: 'no-store' }));
}

export async function postJson(path, body) {
  const response = await fetch(`/page/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-practice-device': identity.device },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

/** Waits longer after every failure, up to two seconds; practice is on one's own machine. */
export function pauseAfter(failures) {
  return new Promise((resolve) => setTimeout(resolve, Math.min(2000, 150 * 2 ** Math.min(failures, 6))));
}

let sending = Promise.resolve();

/**
 * Sends a message of ours, after the ones before it, and tries until the server has it or refuses it. `attempt` makes
 * the repeated request the same attempt; sending again is another one.
 */
export function postMessage(message) {
  const body = { ...message, attempt: crypto.randomUUID() };
  const send = async () => {
    for (let failures = 0; ; failures += 1) {
      try {
        return await postJson('messages', body);
      } catch (error) {
        if (error instanceof Refused) throw error;
        await pauseAfter(failures);
      }
    }
  };
  const result = sending.then(send);
  sending = result.catch(() => undefined);
  return result;
}

/**
 * Opens the stream of what happens after `cursor`. `handlers` maps event names to functions of (data, cursor);
 * `onClosed` is called once, when the stream breaks. Returns the function that closes it.
 */
export function openStream(cursor, handlers, onClosed) {
  const search = new URLSearchParams({ device: identity.device, after: String(cursor) });
  const source = new EventSource(`/page/stream?${search}`);
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => {
      handle(JSON.parse(event.data), event.lastEventId === '' ? null : Number(event.lastEventId));
    });
  }
  // EventSource would come back by itself, but neither after an error answer nor from the cursor we want.
  source.onerror = () => {
    source.close();
    onClosed();
  };
  return () => source.close();
}
