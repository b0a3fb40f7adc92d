import { randomBytes, randomUUID } from 'node:crypto';

/** One server-sent event. */
export interface StreamEvent {
  event: string;
  data: Record<string, unknown>;
}

/** A linked device without a browser: it speaks the page's protocol, so that the server can be tested by itself. */
export interface PageDevice {
  id: string;
  /** The next event with this name, waiting for it if it has not come yet. */
  next(event: string): Promise<Record<string, unknown>>;
  get(path: string, query?: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>;
  post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Uploads bytes, and answers with what the server says of them. */
  upload(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  /** The bytes of a message's file, or the status of the refusal. */
  download(place: { chat: string; id: string; fromMe: boolean }): Promise<Buffer | number>;
  /** Sends items of any kind in one request, and answers with their results. */
  sendOut(...items: Record<string, unknown>[]): Promise<Record<string, unknown>[]>;
  /** Sends a text, and answers with its result. */
  send(client: string, id: string, text: string, attempt?: string): Promise<Record<string, unknown>>;
  close(): void;
}

/** Opens a device's stream at `url`, from `after`. Rejections of `next` mean that the stream ended. */
export async function openPageDevice(
  url: string,
  {
    id = randomBytes(16).toString('hex'),
    after = 0,
    naming = 'phone',
  }: { id?: string; after?: number; naming?: 'phone' | 'lid' } = {},
): Promise<PageDevice> {
  const abort = new AbortController();
  const response = await fetch(`${url}/page/stream?device=${id}&after=${after}&naming=${naming}`, {
    signal: abort.signal,
  });
  if (!response.body) throw new Error('no stream');
  const events = readEvents(response.body);
  const seen: StreamEvent[] = [];

  async function answer(reply: Response) {
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }

  async function post(path: string, body: unknown) {
    const headers = { 'content-type': 'application/json', 'x-practice-device': id };
    return answer(await fetch(`${url}/page/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  async function sendOut(...items: Record<string, unknown>[]) {
    const whole = items.map((item) => ({ attempt: randomUUID(), ...item }));
    const { status, body } = await post('outgoing', { items: whole });
    if (status !== 200) throw new Error(`outgoing was refused: ${status} ${body.error}`);
    return body.results as Record<string, unknown>[];
  }

  return {
    id,
    sendOut,
    async upload(bytes) {
      const headers = { 'content-type': 'application/octet-stream', 'x-practice-device': id };
      const reply = await fetch(`${url}/page/media`, { method: 'POST', headers, body: Buffer.from(bytes) });
      return (await reply.json()) as { sha256: string; size: number };
    },
    async download({ chat, id: message, fromMe }) {
      const query = new URLSearchParams({ device: id, chat, id: message, fromMe: `${fromMe}` });
      const reply = await fetch(`${url}/page/media?${query}`);
      return reply.ok ? Buffer.from(await reply.arrayBuffer()) : reply.status;
    },
    async next(name) {
      const at = seen.findIndex(({ event }) => event === name);
      const known = seen[at];
      if (known) {
        seen.splice(at, 1);
        return known.data;
      }
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error(`the stream ended before ${name}`);
        if (value.event === name) return value.data;
        seen.push(value);
      }
    },
    get: async (path, query = {}) =>
      answer(await fetch(`${url}/page/${path}?${new URLSearchParams({ device: id, ...query })}`)),
    post,
    async send(client, messageId, text, attempt = randomUUID()) {
      const item = { op: 'message', type: 'text', chat: `${client}@c.us`, id: messageId, text, attempt };
      const [result] = await sendOut(item);
      return result ?? {};
    },
    close: () => abort.abort(),
  };
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      for (const [event, data] of JSON.parse(field('data'))) yield { event, data };
    }
  }
}
