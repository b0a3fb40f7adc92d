import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { waitUntil } from './wait-until.ts';

/** Our window's page; WhatsApp's page is another one in the same app. */
const WINDOW_URL = 'app://lexline';

/** Takes pictures of the app's window, and handles it as a person would. */
export interface Photographer {
  /** The QR screen, once the code is drawn. Answers with the file. */
  photographQr(): Promise<string>;
  /** The chat with that client, with the text in it. Answers with the file. */
  photographChat(name: string, text: string): Promise<string>;
  close(): Promise<void>;
}

/** `debuggerUrl` is where Chromium's debugging port of the app listens; `folder` must exist. */
export async function openPhotographer(
  debuggerUrl: string,
  folder: string,
  signal: AbortSignal,
): Promise<Photographer> {
  const browser = await chromium.connectOverCDP(debuggerUrl);
  const page = await waitUntil(() => windowOf(browser), signal);

  async function photograph(name: string): Promise<string> {
    const path = join(folder, name);
    // Pictures and letters that are still on their way, and the end of every animation.
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  return {
    async photographQr() {
      // A fresh data folder first shows its recovery key, until the person has written it down.
      await page.getByRole('button', { name: 'I have written it down' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.locator('svg[data-qr]').waitFor();
      return photograph('qr.png');
    },
    async photographChat(name, text) {
      // What is to be known about a development machine has been on the first picture.
      const collapse = page.getByRole('button', { name: 'Collapse' });
      if (await collapse.isVisible()) await collapse.click();
      await page.getByRole('option', { name }).click();
      await page.getByRole('log').getByText(text).waitFor();
      return photograph('chat.png');
    },
    // This ends the connection, not the app.
    close: () => browser.close(),
  };
}

function windowOf(browser: Browser): Page | undefined {
  return browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((page) => page.url().startsWith(WINDOW_URL));
}
