import { identity } from './session.js';

// The connection to the practice server: what WhatsApp's web socket is to the real page.

/** The server refused a request for good; asking again would not help. */
export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

async function answerOf(response) {
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  if (response.status >= 400 && response.status < 500) throw new Refused(response.status, problem.error ?? 'refused');
  throw new Error(`server answered ${response.status}`);
}

export async function getJson(path, query = {}) {
  return (await answerOf(await getFrom(path, query))).json();
}

export async function getBlob(path, query) {
  return (await answerOf(await getFrom(path, query))).blob();
}

function getFrom(path, query) {
  const search = new URLSearchParams({ device: identity.device, ...query });
  return fetch(`/page/${path}?${search}`, { cache: 'no-store' });
}

export async function postJson(path, body) {
  return post(path, JSON.stringify(body), 'application/json');
}

/** Uploads bytes; answers with their hash and size. */
export async function postBytes(path, blob) {
  return post(path, blob, 'application/octet-stream');
}

async function post(path, body, type) {
  const headers = { 'content-type': type, 'x-practice-device': identity.device };
  const response = await fetch(`/page/${path}`, { method: 'POST', headers, body });
  return (await answerOf(response)).json();
}

/** Waits longer after every failure, up to two seconds; practice is on one's own machine. */
export function pauseAfter(failures) {
  return new Promise((resolve) => setTimeout(resolve, Math.min(2000, 150 * 2 ** Math.min(failures, 6))));
}

/**
 * Opens the stream of what happens after `cursor`. `handlers` maps names to functions of the data; `onCursor` is told
 * how far the page is, after each batch. `onClosed` is called once, when the stream breaks. Returns what closes it.
 */
export function openStream(cursor, handlers, onCursor, onClosed) {
  const search = new URLSearchParams({ device: identity.device, after: String(cursor), naming: identity.naming });
  const source = new EventSource(`/page/stream?${search}`);
  source.addEventListener('batch', (event) => {
    for (const [name, data] of JSON.parse(event.data)) {
      try {
        handlers[name]?.(data);
      } catch (error) {
        console.error(error);
      }
    }
    if (event.lastEventId !== '') onCursor(Number(event.lastEventId));
  });
  // EventSource would come back by itself, but neither after an error answer nor from the cursor we want.
  source.onerror = () => {
    source.close();
    onClosed();
  };
  return () => source.close();
}
