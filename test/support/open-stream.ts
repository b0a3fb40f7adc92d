import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Event } from '../../main/contract/event-log.ts';

/** Somebody who reads Server-Sent Events, or leaves off reading. */
export interface OpenStream {
  headers: IncomingHttpHeaders;
  /** All that came, as it came. */
  text(): string;
  /** Of each whole block that has data. */
  events(): Event[];
  /** The `id` of the last whole block. */
  lastId(): string;
  /** Cuts the connection. */
  cut(): void;
  pause(): void;
  resume(): void;
  /** How it ended: by a whole answer, or cut off. */
  closed: Promise<'ended' | 'cut off'>;
}

export function openStream(
  port: number,
  { key, query = '', headers = {} }: { key: string; query?: string; headers?: Record<string, string> },
): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const path = `/v1/events/stream${query}`;
    const sent = { authorization: `Bearer ${key}`, ...headers };
    const request = httpRequest({ host: '127.0.0.1', port, path, agent: false, headers: sent });
    request.once('error', reject);
    request.once('response', (response) => {
      if (response.statusCode === 200) return resolve(readerOf(response));
      response.resume();
      reject(new Error(`the stream was answered with ${response.statusCode}`));
    });
    request.end();
  });
}

function readerOf(response: IncomingMessage): OpenStream {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
  });
  response.on('error', () => {});
  const blocks = () => text.split('\n\n').slice(0, -1);
  const field = (block: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  return {
    headers: response.headers,
    text: () => text,
    events: () =>
      blocks().flatMap((block) => {
        const data = field(block, 'data');
        if (data === undefined) return [];
        const event = Event.parse(JSON.parse(data));
        const isSame = field(block, 'id') === String(event.cursor) && field(block, 'event') === event.type;
        if (!isSame) throw new Error(`a block does not say what its event says: ${block.slice(0, 100)}`);
        return [event];
      }),
    lastId: () =>
      blocks()
        .flatMap((block) => field(block, 'id') ?? [])
        .at(-1) ?? '',
    cut: () => response.destroy(),
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    closed: new Promise((resolve) => response.once('close', () => resolve(response.complete ? 'ended' : 'cut off'))),
  };
}
