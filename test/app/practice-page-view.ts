import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type JSHandle, type Page } from '@playwright/test';
import { createPracticeClient, type PracticeClient } from '../../main/practice/practice-client.ts';
import {
  createPracticeServer,
  type PracticeServer,
  type PracticeServerOptions,
} from '../../main/practice/practice-server.ts';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** What the app with the view leaves in its main process for a test. */
interface PageApp {
  openPage(page: { url: string; partition: string; userAgent?: string | undefined }): Promise<void>;
  closePage(): void;
}

/** The Electron of this worker, once a page was opened. Each stand-in has a view and a partition of its own in it. */
let electron: ElectronApplication | undefined;
/** Where the partitions of this worker's stand-ins are: they outlive an Electron that is killed. */
let profile: string | undefined;
let partitions = 0;

/** Tests that open stand-ins: what they share ends with the worker. */
export const test = base.extend<object, { electronOfWorker: undefined }>({
  electronOfWorker: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters' names.
    async ({}, use) => {
      await use(undefined);
      await electron?.close();
      if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', auto: true },
  ],
});

async function launch(): Promise<ElectronApplication> {
  profile ??= await mkdtemp(join(tmpdir(), 'practice-profile-'));
  return _electron.launch({
    // The electron package answers with the runtime's path, and honours ELECTRON_OVERRIDE_DIST_PATH.
    executablePath: require('electron') as string,
    args: [join(root, 'test/support/practice-page-app')],
    env: {
      ...(process.env as Record<string, string>),
      PRACTICE_PROFILE: profile,
      WA_JS_BUNDLE: require.resolve('@wppconnect/wa-js'),
    },
  });
}

/** The stand-in page in a hardened Electron view with the unmodified wa-js, and the people around it. */
export interface StandIn {
  server: PracticeServer;
  people: PracticeClient;
  page(): Page;
  /** Opens the view (again after a kill, with the same profile). `userAgent` stands in for Chrome's. */
  open(options?: { userAgent?: string }): Promise<Page>;
  /** Ends Electron the hard way, as a crash would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the practice server; `open()` then opens the view on it. */
export async function createStandIn(options: Partial<PracticeServerOptions> = {}): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-page-'));
  const server = await createPracticeServer({
    ledgerFile: join(folder, 'ledger.jsonl'),
    assetsDir: join(root, 'resources/practice'),
    ...options,
  });
  partitions += 1;
  const partition = `persist:practice-page-${partitions}`;
  let page: Page | undefined;

  return {
    server,
    people: createPracticeClient(server.url),
    page() {
      if (!page) throw new Error('the view is not open');
      return page;
    },
    async open({ userAgent } = {}) {
      electron ??= await launch();
      await electron.evaluate((_electronModule, options) => (globalThis as unknown as PageApp).openPage(options), {
        url: `${server.url}/`,
        partition,
        userAgent,
      });
      const opened = () => electron?.windows().find((candidate) => candidate.url().startsWith(server.url));
      await expect.poll(() => opened() !== undefined).toBe(true);
      page = opened();
      if (!page) throw new Error('the view did not open');
      return page;
    },
    async kill() {
      const ending = electron;
      electron = undefined;
      if (!ending) return;
      const closed = ending.waitForEvent('close');
      ending.process().kill('SIGKILL');
      await closed;
    },
    async close() {
      await electron?.evaluate(() => (globalThis as unknown as PageApp).closePage());
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until wa-js is fully ready on the page. */
export async function waJsReady(page: Page): Promise<void> {
  // A function, not a string: the page's policy forbids evaluating strings.
  await page.waitForFunction(() => (window as { WPP?: { isFullReady: boolean } }).WPP?.isFullReady);
}

/** Scans the code that the page shows and waits until the chats are there. */
export async function scanAndWait(standIn: StandIn, phone: string): Promise<void> {
  const page = standIn.page();
  const code = page.locator('[data-testid="link-device-qr-code"][data-ref]');
  await expect(code.locator('canvas')).toBeVisible();
  await standIn.people.scan({ ref: (await code.getAttribute('data-ref')) ?? '', phone, name: 'Dr. Law' });
  await expect(page.locator('#pane-side')).toBeVisible();
}

/**
 * Has the page wait for something. When this resolves it does wait: what is done next cannot come too early for it.
 * `listen` can use nothing from around it.
 */
export async function listenIn<Told>(page: Page, listen: () => Promise<Told>): Promise<{ told: Promise<Told> }> {
  const begun: JSHandle<{ told: Promise<Told> }> = await page.evaluateHandle(`({ told: (${listen})() })`);
  const told: Promise<Told> = begun.evaluate((waiting) => waiting.told);
  // It may end with the page before anybody asks.
  told.catch(() => {});
  return { told };
}
