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
  send(client: string, id: string, text: string, attempt?: string): Promise<number>;
  close(): void;
}

/** Opens a device's stream at `url`, from `after`. Rejections of `next` mean that the stream ended. */
export async function openPageDevice(
  url: string,
  { id = randomBytes(16).toString('hex'), after = 0 }: { id?: string; after?: number } = {},
): Promise<PageDevice> {
  const abort = new AbortController();
  const response = await fetch(`${url}/page/stream?device=${id}&after=${after}`, { signal: abort.signal });
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

  return {
    id,
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
      const { status } = await post('messages', { chat: `${client}@c.us`, id: messageId, text, attempt });
      return status;
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
      yield { event: field('event'), data: JSON.parse(field('data')) };
    }
  }
}
