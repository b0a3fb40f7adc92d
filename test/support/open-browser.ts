import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';

const require = createRequire(import.meta.url);

/** A page of an address in a bare browser. */
export interface OpenBrowser {
  page: Page;
  /** What the page has complained about on its console, such as something that its policy forbids. */
  complaints: string[];
  /** Every address that was asked for. */
  requested(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openBrowser(url: string): Promise<OpenBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'lexline-browser-'));
  const browser = await _electron.launch({
    executablePath: require('electron') as string,
    args: [join(import.meta.dirname, 'browser-app')],
    env: {
      ...(process.env as Record<string, string>),
      BROWSER_URL: url,
      BROWSER_PROFILE: join(folder, 'profile'),
    },
  });
  const page = await browser.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  // A page that is loaded anew while it loads for the first time may never be told to be there.
  await page.waitForURL((at) => at.href.startsWith(url));
  // Once more, now that its console is heard from the beginning.
  await page.reload();
  return {
    page,
    complaints,
    requested: () => browser.evaluate(() => (globalThis as unknown as { requested: string[] }).requested),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
