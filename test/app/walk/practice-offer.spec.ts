import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { freePorts } from '../../support/free-ports.ts';
import { processes } from '../../support/running-app.ts';
import { upToTheLawyer } from './first-run.ts';
import { type Language, launch } from './shown-app.ts';

test.describe.configure({ mode: 'parallel' });

for (const language of ['en', 'ar'] as const) {
  test(`who only tries it out is led into the practice account, by a new start of the app, in ${language}`, async () => {
    test.setTimeout(120_000);
    const { outputDir } = test.info();
    const dataDir = mkdtempSync(join(tmpdir(), 'lexline-walk-'));
    try {
      const [port = 0] = await freePorts(1);
      // The second start is none of Playwright's: its window is found by this port.
      const args = ['--api-port', '0', `--remote-debugging-port=${port}`];
      const app = await launch(dataDir, language, args);
      const ended = app.electron.waitForEvent('close');
      await upToTheLawyer(app, async () => {});
      await app.look(outputDir, 'practice-offer');
      await app.button('first.practice.start').click();
      await ended;
      const again = await startedAgain(dataDir);
      try {
        await practises(port, app.word('app.practice_badge'), language, join(outputDir, 'practice-account.png'));
      } finally {
        process.kill(again, 'SIGTERM');
        await expect.poll(() => processes().some(({ pid, state }) => pid === again && state !== 'Z')).toBe(false);
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/** The process that came after the first one, on the same data. */
async function startedAgain(dataDir: string): Promise<number> {
  const find = () =>
    processes().find(
      ({ command }) => command.includes(dataDir) && command.includes('--practice') && !command.includes('--type='),
    );
  await expect.poll(() => find() !== undefined, { timeout: 30_000 }).toBe(true);
  return find()?.pid ?? 0;
}

async function practises(port: number, badge: string, language: Language, picture: string): Promise<void> {
  const debugging = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${debugging}/json/version`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 30_000 }).toBe(true);
  const browser = await chromium.connectOverCDP(debugging);
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  const own = () => pages().find((page) => page.url().startsWith('app://lexline/'));
  await expect.poll(() => own() !== undefined).toBe(true);
  const page = own() as Page;
  await expect(page.getByText(badge).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  await page.screenshot({ path: picture });
}
