import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** How far the page's clock is ahead, in ms. */
    pageTime?: { ahead: number };
  }
}

/**
 * Puts the page's time into the test's hands, from its next load on: what it waits for in vain, by a limit of its own, need
 * not be waited for. The limits stay what they are.
 */
export async function holdTime(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { now } = Date;
    const time = { ahead: 0 };
    window.pageTime = time;
    Date.now = () => now() + time.ahead;
  });
}

/** The page's clock goes on by so many ms at once. */
export function letPass(page: Page, ms: number): Promise<void> {
  return page.evaluate((passed) => {
    if (!window.pageTime) throw new Error('the page was not loaded since its time is held');
    window.pageTime.ahead += passed;
  }, ms);
}
