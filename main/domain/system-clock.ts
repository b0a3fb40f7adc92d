import type { Clock } from './clock.ts';

/** The longest delay that a timer of Node's can hold, in ms. */
const MAX_DELAY = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, call) {
    const timer = setTimeout(call, Math.min(Math.max(delay, 0), MAX_DELAY));
    return () => clearTimeout(timer);
  },
};
