/** One block of Server-Sent Events: its `id` is the last one that was given, in it or before; '' while there was none. */
export interface Block {
  id: string;
  /** '' where it has none: then it is no event. */
  data: string;
}

/**
 * The blocks of a stream of Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html), of which one
 * that is cut off in the middle is none. Rejects when the connection breaks, and when nothing came for `silence` ms:
 * whoever was cut off without a word would wait for ever. Nothing more is read than is asked for.
 */
export async function* readEventStream(body: ReadableStream<Uint8Array>, silence: number): AsyncGenerator<Block> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let id = '';
  let data: string[] = [];
  try {
    for (;;) {
      const { value, done } = await within(silence, reader.read());
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A carriage return at the end may be half of a line's end.
      for (let end = LINE_END.exec(rest); end; end = LINE_END.exec(rest)) {
        const line = rest.slice(0, end.index);
        rest = rest.slice(end.index + end[0].length);
        if (line === '') {
          yield { id, data: data.join('\n') };
          data = [];
          continue;
        }
        const [field, text] = fieldOf(line);
        if (field === 'data') data.push(text);
        else if (field === 'id' && !text.includes('\0')) id = text;
      }
    }
  } finally {
    // It may be broken already: nobody is told a second time.
    await reader.cancel().catch(() => {});
  }
}

const LINE_END = /\r\n|\n|\r(?!$)/;

/** A line that begins with a colon is a comment: its field has no name. */
function fieldOf(line: string): [field: string, text: string] {
  const colon = line.indexOf(':');
  if (colon === -1) return [line, ''];
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}

async function within<Result>(ms: number, reading: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`nothing came for ${ms} ms`)), ms);
  try {
    return await Promise.race([reading, promise]);
  } finally {
    clearTimeout(timer);
  }
}
