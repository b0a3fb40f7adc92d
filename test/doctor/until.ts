import { setTimeout as sleep } from 'node:timers/promises';

/** Between two looks, in ms. */
const LOOK_EVERY = 250;
/** For what depends on the page loading and syncing, in ms. */
export const LONG = 10 * 60_000;
/** For what WhatsApp does at once, in ms. */
export const SHORT = 60_000;

/** Looks until there is an answer; null when it does not come in time. `patience` is in ms. */
export type Until = <Answer>(look: () => Promise<Answer | null>, patience: number) => Promise<Answer | null>;

export function createUntil(stopped: AbortSignal): Until {
  return async (look, patience) => {
    const deadline = performance.now() + patience;
    while (performance.now() < deadline) {
      stopped.throwIfAborted();
      const answer = await look();
      if (answer !== null) return answer;
      await sleep(LOOK_EVERY, undefined, { signal: stopped });
    }
    return null;
  };
}
