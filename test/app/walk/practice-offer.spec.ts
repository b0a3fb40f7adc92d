import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { freePorts } from '../../support/free-ports.ts';
import { processes } from '../../support/running-app.ts';
import { upToTheLawyer } from './first-run.ts';
import { launch } from './shown-app.ts';

test.describe.configure({ mode: 'parallel' });

for (const language of ['en', 'ar'] as const) {
  test(`who only tries it out is led into the practice account and back, by new starts of the app, in ${language}`, async () => {
    test.setTimeout(180_000);
    const { outputDir } = test.info();
    const dataDir = mkdtempSync(join(tmpdir(), 'lexline-walk-'));
    let last: number | undefined;
    try {
      const [port = 0] = await freePorts(1);
      // The next starts are none of Playwright's: their window is found by this port.
      const args = ['--api-port', '0', `--remote-debugging-port=${port}`];
      const app = await launch(dataDir, language, args);
      const ended = app.electron.waitForEvent('close');
      await upToTheLawyer(app, async () => {});
      await app.look(outputDir, 'practice-offer');
      await app.button('first.practice.start').click();
      await ended;

      const practising = await startedAgain(dataDir, true);
      last = practising;
      const { browser, page } = await windowAt(port);
      await expect(page.getByText(app.word('app.practice_badge')).first()).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await page.screenshot({ path: join(outputDir, 'practice-account.png') });
      await page.getByRole('button', { name: app.word('app.practice_badge') }).click();
      await page.getByRole('button', { name: app.word('practice.leave') }).click();
      await expect.poll(() => isRunning(practising), { timeout: 30_000 }).toBe(false);
      await browser.close();

      last = await startedAgain(dataDir, false);
      const back = await windowAt(port);
      await expect(back.page.getByRole('heading', { name: app.word('first.lawyer.title') })).toBeVisible({
        timeout: 30_000,
      });
      await back.page.screenshot({ path: join(outputDir, 'real-account.png') });
      await back.browser.close();
    } finally {
      if (last !== undefined && isRunning(last)) {
        const running = last;
        process.kill(running, 'SIGTERM');
        await expect.poll(() => isRunning(running)).toBe(false);
      }
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

function isRunning(id: number): boolean {
  return processes().some(({ pid, state }) => pid === id && state !== 'Z');
}

/** The process that came after the one before, on the same data. */
async function startedAgain(dataDir: string, practice: boolean): Promise<number> {
  const find = () =>
    processes().find(
      ({ command, state }) =>
        command.includes(dataDir) &&
        command.includes('--practice') === practice &&
        !command.includes('--type=') &&
        state !== 'Z',
    );
  await expect.poll(() => find() !== undefined, { timeout: 30_000 }).toBe(true);
  return find()?.pid ?? 0;
}

async function windowAt(port: number): Promise<{ browser: Browser; page: Page }> {
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
  return { browser, page: own() as Page };
}
