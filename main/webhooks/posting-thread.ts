import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../domain/system-clock.ts';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './post-in-thread.ts';
import { createPostWebhook } from './post-webhook.ts';

/** The entry of the thread that talks to receivers: does each request of a message, and answers those that are done together. */
function answerRequests({ allowLoopback }: ThreadData): void {
  const client = createPostWebhook(allowLoopback, systemClock);
  let answers: ThreadAnswer[] = [];

  function answer(one: ThreadAnswer): void {
    if (answers.push(one) > 1) return;
    setImmediate(() => {
      parentPort?.postMessage(answers);
      answers = [];
    });
  }

  async function perform({ id, question }: ThreadRequest): Promise<void> {
    const { url } = question;
    const value =
      question.kind === 'post' ? await client.post(url, question.headers, question.body) : await client.reach(url);
    answer({ id, value });
  }

  parentPort?.on('message', (requests: ThreadRequest[]) => {
    for (const request of requests) void perform(request);
  });
}

answerRequests(workerData as ThreadData);
