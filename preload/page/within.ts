import { cancelLater, later } from './own-globals.ts';
import { Refusal } from './page-driver.ts';

/** Refuses with the code after so many ms: the page and wa-js wait for events that may never come. */
export function within<T>(ms: number, promise: Promise<T>, code: string): Promise<T> {
  let timer: number | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = Number(later(() => reject(new Refusal(code)), ms));
  });
  // When it is too late nobody hears of its failure any more.
  promise.catch(() => {});
  return Promise.race([promise, limit]).finally(() => cancelLater(timer));
}

/** Resolves with true once the test holds, with false when it did not within so many ms. */
export async function isSoon(ms: number, everyMs: number, test: () => boolean): Promise<boolean> {
  return (await isFoundSoon(ms, everyMs, () => (test() ? true : null))) === true;
}

/** What `look` finds within so many ms, or null. */
export async function isFoundSoon<T>(ms: number, everyMs: number, look: () => T | null): Promise<T | null> {
  for (let waited = 0; waited < ms; waited += everyMs) {
    const found = look();
    if (found !== null) return found;
    await new Promise((resolve) => later(() => resolve(null), everyMs));
  }
  return look();
}
