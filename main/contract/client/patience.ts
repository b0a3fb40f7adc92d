/** In ms. */
type Millis = number;

/** The pause before the first repetition, doubled before each further one, in ms. */
const FIRST_PAUSE: Millis = 500;
const LONGEST_PAUSE: Millis = 8_000;

/** A server that asks for more patience than that gets none: whoever called should decide. In ms. */
export const LONGEST_RETRY_AFTER: Millis = 60_000;

/**
 * How long to wait before repetition `n` (from 1). Drawn from the upper half of the pause, so that many clients of a server
 * that comes back do not come back together. `random` is from 0 to 1.
 */
export function backOff(n: number, random: number): Millis {
  const pause = Math.min(FIRST_PAUSE * 2 ** (n - 1), LONGEST_PAUSE);
  return pause / 2 + (pause / 2) * random;
}

/** A Retry-After header in ms: seconds, or a date (RFC 9110, section 10.2.3). Null: there is none that can be read. */
export function retryAfter(header: string | null, now: number): Millis | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Rejects with the signal's reason as soon as it is aborted. */
export function wait(ms: Millis, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    function stop(): void {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}
