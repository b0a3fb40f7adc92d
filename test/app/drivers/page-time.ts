import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** How far the page's clock is ahead, in ms, and how many times as fast its timers run. */
    pageTime?: { ahead: number; haste: number };
  }
}

/**
 * Puts the page's time into the test's hands, from its next load on: what it waits for in vain, by a limit of its own, need
 * not be waited for. The limits stay what they are.
 */
export async function holdTime(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { now } = Date;
    const { setTimeout } = window;
    const time = { ahead: 0, haste: 1 };
    window.pageTime = time;
    Date.now = () => now() + time.ahead;
    window.setTimeout = ((run: TimerHandler, delay = 0, ...given: unknown[]) =>
      setTimeout(run, delay / time.haste, ...given)) as typeof window.setTimeout;
  });
}

/** The page's clock goes on by so many ms at once. */
export function letPass(page: Page, ms: number): Promise<void> {
  return page.evaluate((passed) => {
    if (!window.pageTime) throw new Error('the page was not loaded since its time is held');
    window.pageTime.ahead += passed;
  }, ms);
}

/** The timers that the page sets while `act` runs are so many times as fast. */
export async function hurried<Result>(page: Page, act: () => Promise<Result>): Promise<Result> {
  const setHaste = (haste: number) =>
    page.evaluate((times) => {
      if (!window.pageTime) throw new Error('the page was not loaded since its time is held');
      window.pageTime.haste = times;
    }, haste);
  await setHaste(10);
  try {
    return await act();
  } finally {
    await setHaste(1);
  }
}
