import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { PageCommand, PageCommandInput, PageCommandOutput } from '../../../main/contract/page-commands.ts';
import type { PageCapability, PageItem, PageMessage, PageState } from '../../../main/contract/page-reports.ts';
import type { ViewApp, ViewSettings } from './view-app/view-app.ts';

const root = join(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);

/** The real view on a page that stands in for WhatsApp's, and what it reports. */
export interface DrivenPage {
  readonly page: Page;
  /** Every item that the page reported so far. */
  items(): Promise<PageItem[]>;
  messages(): Promise<PageMessage[]>;
  /** What it said of itself last. */
  state(): Promise<PageState | undefined>;
  /** Which driver does what, as it was told last. */
  abilities(): Promise<Map<PageCapability['name'], PageCapability['driver']>>;
  /** How many items it reported that the contract does not take. */
  refused(): Promise<number>;
  /** The answer to a command. Rejects with the PageError's words. */
  command<C extends PageCommand>(name: C, input: PageCommandInput<C>): Promise<PageCommandOutput<C>>;
  /** `act` is carried over as text: it can use nothing from around it. */
  inApp<Result>(act: (viewApp: ViewApp) => Result): Promise<Awaited<Result>>;
  close(): Promise<void>;
}

interface Options {
  url: string;
  /** Where the page's bundle is; by default the npm package's. Another one breaks wa-js, and the second driver works. */
  waJsFile?: string;
}

interface WorkersElectron {
  electron: ElectronApplication;
  /** With its profile. */
  folder: string;
  /** Where it takes what is to be run in it. */
  address: string;
}

/** The Electron of this worker, once a page was opened. Each page has a view and a partition of its own. */
let electronOfWorker: WorkersElectron | undefined;
let partitions = 0;

/** Tests that open pages: what they share ends with the worker. */
export const test = base.extend<object, { endsWithWorker: undefined }>({
  endsWithWorker: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters' names.
    async ({}, use) => {
      await use(undefined);
      if (!electronOfWorker) return;
      await electronOfWorker.electron.close();
      await rm(electronOfWorker.folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', auto: true },
  ],
});

async function launch(): Promise<WorkersElectron> {
  const folder = await mkdtemp(join(tmpdir(), 'lexline-driven-'));
  const electron = await _electron.launch({
    executablePath: require('electron') as string,
    args: [join(import.meta.dirname, 'view-app')],
    env: { ...(process.env as Record<string, string>), VIEW_PROFILE: join(folder, 'profile') },
  });
  const port = () => electron.evaluate(() => (globalThis as unknown as { viewAppPort?: number }).viewAppPort);
  await expect.poll(port).toBeGreaterThan(0);
  return { electron, folder, address: `http://127.0.0.1:${await port()}/` };
}

export async function openDrivenPage({
  url,
  waJsFile = require.resolve('@wppconnect/wa-js'),
}: Options): Promise<DrivenPage> {
  electronOfWorker ??= await launch();
  const { electron, folder, address } = electronOfWorker;

  async function run(body: { open: ViewSettings } | { act: string }): Promise<unknown> {
    const answer = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
    const { value, error } = (await answer.json()) as { value?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  partitions += 1;
  await run({
    open: {
      url,
      partition: `persist:view-app-${partitions}`,
      preloadFile: join(root, 'out/preload/whatsapp.cjs'),
      pageScriptFile: join(root, 'out/preload/page.js'),
      pageDataFolder: join(folder, 'page-data'),
      waJsFile,
    },
  });
  const opened = () => electron.windows().find((candidate) => candidate.url().startsWith(url));
  await expect.poll(() => opened() !== undefined).toBe(true);
  const page = opened();
  if (!page) throw new Error('the view did not open');

  const inApp = <Result>(act: (viewApp: ViewApp) => Result) => run({ act: act.toString() }) as Promise<Awaited<Result>>;

  const items = (): Promise<PageItem[]> => inApp((viewApp) => viewApp.items);

  return {
    page,
    items,
    // Chosen over there: a page reports much, and it is asked often.
    messages: () =>
      inApp((viewApp) => viewApp.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))),
    state: () =>
      inApp((viewApp) => viewApp.items.flatMap((item) => (item.kind === 'state' ? [item.state] : [])).at(-1)),
    async abilities() {
      const told = await inApp((viewApp) =>
        viewApp.items.flatMap((item) => (item.kind === 'capability' ? [item.capability] : [])),
      );
      return new Map(told.map(({ name, driver }) => [name, driver]));
    },
    refused: () => inApp((viewApp) => viewApp.refused),
    async command(name, input) {
      const act = `(viewApp) => viewApp.command(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
      const answer = (await run({ act })) as { ok: true; value: never } | { ok: false; error: string };
      if (!answer.ok) throw new Error(answer.error);
      return answer.value;
    },
    inApp,
    close: () => inApp((viewApp) => viewApp.close()),
  };
}
