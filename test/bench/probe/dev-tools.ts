/** A connection to one V8 by the DevTools protocol: a page of the app's, or its main process. */
export interface DevTools {
  /** Runs an expression where the page's own scripts run, and answers with its value. Rejects with what it throws. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** A method of the protocol. */
  send(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): void;
}

interface Answer {
  id: number;
  result?: Record<string, unknown> & {
    result?: { value?: unknown };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
  error?: { message: string };
}

/** Rejects when nobody listens at the address. */
export async function connectDevTools(url: string): Promise<DevTools> {
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`nobody answers at ${url}`)));
  });
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the connection to the app has ended'));
    waiting.clear();
  });

  async function send(method: string, params: Record<string, unknown> = {}): Promise<NonNullable<Answer['result']>> {
    lastId += 1;
    const id = lastId;
    const answer = await new Promise<Answer>((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the connection to the app has ended'));
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result ?? {};
  }

  return {
    async evaluate<Value>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result?.value as Value;
    },
    send,
    close: () => socket.close(),
  };
}

/** The page whose address begins so, at a Chromium's debugging port. Rejects when there is none. */
export async function findPage(browserUrl: string, prefix: string): Promise<DevTools> {
  const { host } = new URL(browserUrl);
  const targets = (await (await fetch(`http://${host}/json/list`)).json()) as {
    url: string;
    webSocketDebuggerUrl: string;
  }[];
  const target = targets.find(({ url }) => url.startsWith(prefix));
  if (!target) throw new Error(`no page of the app is at ${prefix}`);
  return connectDevTools(target.webSocketDebuggerUrl);
}
