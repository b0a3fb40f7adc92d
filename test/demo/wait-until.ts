import { setTimeout as sleep } from 'node:timers/promises';

/** Between two looks, in ms: it is also how late a fact can be seen at most. */
const LOOK_EVERY = 5;

/** Asks until there is an answer other than null or undefined. Whoever calls sets the deadline by `signal`. */
export async function waitUntil<Answer>(
  look: () => Answer | Promise<Answer>,
  signal: AbortSignal,
): Promise<NonNullable<Answer>> {
  for (;;) {
    signal.throwIfAborted();
    const answer = await look();
    if (answer !== null && answer !== undefined) return answer;
    await sleep(LOOK_EVERY, undefined, { signal });
  }
}
