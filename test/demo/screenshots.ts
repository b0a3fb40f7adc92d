import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { createClient } from '../../main/contract/client.ts';
import { startApp } from './app-process.ts';
import { DEMO_CLIENTS } from './demo-clients.ts';
import { createPracticeApi, type PracticeApi } from './practice-api.ts';
import { waitUntil } from './wait-until.ts';

/** For all of it, on a slow machine, in ms. */
const DEADLINE = 180_000;

const FOLDER = join(import.meta.dirname, '../../resources/screenshots');

/** `npm run screenshots`: the README's pictures of the window, made anew in the practice account. */
async function takeScreenshots(): Promise<void> {
  const root = join(import.meta.dirname, '../..');
  const dataDir = mkdtempSync(join(tmpdir(), 'lexline-screenshots-'));
  const app = startApp({ root, dataDir, debuggable: true, args: ['--practice'] });
  const signal = AbortSignal.any([app.ended, AbortSignal.timeout(DEADLINE)]);
  try {
    const { api, practiceKey = '' } = await app.ready;
    const browser = await chromium.connectOverCDP(await app.debugger);
    const page = await waitUntil(
      () =>
        browser
          .contexts()
          .flatMap((context) => context.pages())
          .find((one) => one.url().startsWith('app://lexline')),
      signal,
    );
    const practice = await createPracticeApi(api, practiceKey);
    await practice.hurry();
    await linkPhone(page, practice, signal);
    await talk(practice, api, practiceKey, signal);
    await photographChats(page);
    await browser.close();
  } finally {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

async function linkPhone(page: Page, practice: PracticeApi, signal: AbortSignal): Promise<void> {
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // What is to be known about a development machine is nobody's business elsewhere.
  await page.getByRole('button', { name: 'Collapse' }).click();
  await page.locator('svg[data-qr]').waitFor();
  await waitUntil(async () => ((await practice.scan()) ? true : null), signal);
  await waitUntil(async () => ((await practice.session()).state === 'ready' ? true : null), signal);
}

/** The clients write and are answered; the last one waits for an answer. */
async function talk(practice: PracticeApi, api: string, key: string, signal: AbortSignal): Promise<void> {
  const lexline = createClient({ baseUrl: api, key, timeout: 10_000 });
  for (const client of DEMO_CLIENTS) {
    await practice.write(client, client.text);
    await waitUntil(async () => (await practice.stored(client.phone))[0], signal);
    await lexline.sendMessage({ body: { to: client.phone, text: client.answer } });
    await waitUntil(async () => ((await practice.arrived(client.phone)).includes(client.answer) ? true : null), signal);
  }
}

async function photographChats(page: Page): Promise<void> {
  const [first] = DEMO_CLIENTS;
  if (!first) return;
  await page.getByRole('option', { name: first.name }).click();
  await page.getByRole('log').getByText(first.answer).waitFor();
  await photograph(page, 'chat');
  await page.emulateMedia({ colorScheme: 'dark' });
  await photograph(page, 'chat-dark');
}

async function photograph(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  process.stdout.write(`resources/screenshots/${name}.png\n`);
}

await takeScreenshots();
