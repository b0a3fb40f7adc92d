import { Worker } from 'node:worker_threads';
import type { PostResult, WebhookClient } from './post-webhook.ts';

/** What the thread is told when it starts. */
export interface ThreadData {
  allowLoopback: boolean;
}

type Question =
  | { kind: 'post'; url: string; headers: Record<string, string>; body: string }
  | { kind: 'reach'; url: string };

export interface ThreadRequest {
  id: number;
  question: Question;
}

export interface ThreadAnswer {
  id: number;
  value: PostResult | boolean;
}

/** Built, it lies beside the main process' file; in tests it is read as it stands. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './posting-thread.ts' : './posting-thread.js',
  import.meta.url,
);

/** What is known of a request that was with a thread that has ended: the receiver may have had it. */
const BROKEN_OFF: PostResult = {
  statusCode: null,
  error: 'interrupted',
  isUnreachable: false,
  responseHeaders: null,
  responseStart: null,
  retryAfter: null,
};

/**
 * A client whose requests are made in a thread of its own: whatever receivers do, and however many there are, costs the
 * main process no time in which it would store messages. The thread is started with the first request, and anew when it
 * has ended.
 */
export function createPostInThread(allowLoopback: boolean): WebhookClient {
  const waiting = new Map<number, (value: PostResult | boolean | null) => void>();
  let thread: Worker | undefined;
  let asked: ThreadRequest[] = [];
  let lastId = 0;
  let closed = false;

  function start(): Worker {
    const data: ThreadData = { allowLoopback };
    const started = new Worker(THREAD, { workerData: data, execArgv: [] });
    started.unref();
    started.on('message', (answers: ThreadAnswer[]) => {
      for (const { id, value } of answers) end(id, value);
    });
    // It is told of by what comes after it.
    started.on('error', () => {});
    started.once('exit', () => {
      thread = undefined;
      asked = [];
      for (const id of [...waiting.keys()]) end(id, null);
    });
    return started;
  }

  function end(id: number, value: PostResult | boolean | null): void {
    const resolve = waiting.get(id);
    waiting.delete(id);
    resolve?.(value);
  }

  /**
   * Null: the thread has ended. What is asked at one time goes there in one message; not in the next tick, which comes when
   * everything is done that follows a commit: half a millisecond later.
   */
  function ask(question: Question): Promise<PostResult | boolean | null> {
    if (closed) return Promise.resolve(null);
    const id = ++lastId;
    if (asked.push({ id, question }) === 1) queueMicrotask(send);
    return new Promise((resolve) => waiting.set(id, resolve));
  }

  function send(): void {
    if (asked.length === 0) return;
    thread ??= start();
    thread.postMessage(asked);
    asked = [];
  }

  return {
    async post(url, headers, body) {
      const answer = await ask({ kind: 'post', url, headers, body });
      return typeof answer === 'object' && answer !== null ? answer : BROKEN_OFF;
    },
    async reach(url) {
      return (await ask({ kind: 'reach', url })) === true;
    },
    close() {
      closed = true;
      void thread?.terminate();
    },
  };
}
