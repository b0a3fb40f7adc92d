import { expect, type Page } from '@playwright/test';

/** Drawing the reference takes long where nothing helps to draw, and longer beside other tests; nothing else is done meanwhile. */
export const DRAWING = { timeout: 60_000 };

/** Until the reference shows its operations. */
export async function referenceDrawn(page: Page): Promise<void> {
  await expect(page.locator('.opblock').first()).toBeVisible(DRAWING);
}
