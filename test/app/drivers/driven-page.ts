import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type Page } from '@playwright/test';
import type { PageCommand, PageCommandInput, PageCommandOutput } from '../../../main/contract/page-commands.ts';
import type { PageCapability, PageItem, PageMessage, PageState } from '../../../main/contract/page-reports.ts';
import type { ViewApp } from './view-app/view-app.ts';

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
  inApp<Result>(act: (viewApp: ViewApp) => Result): Promise<Result>;
  close(): Promise<void>;
}

interface Options {
  url: string;
  /** Where the page's bundle is; by default the npm package's. Another one breaks wa-js, and the second driver works. */
  waJsFile?: string;
}

export async function openDrivenPage({
  url,
  waJsFile = require.resolve('@wppconnect/wa-js'),
}: Options): Promise<DrivenPage> {
  const folder = await mkdtemp(join(tmpdir(), 'lexline-driven-'));
  const electron = await _electron.launch({
    executablePath: require('electron') as string,
    args: [join(import.meta.dirname, 'view-app')],
    env: {
      ...(process.env as Record<string, string>),
      VIEW_URL: url,
      VIEW_PROFILE: join(folder, 'profile'),
      VIEW_PRELOAD: join(root, 'out/preload/whatsapp.cjs'),
      VIEW_PAGE_SCRIPT: join(root, 'out/preload/page.js'),
      VIEW_PAGE_DATA: join(folder, 'page-data'),
      VIEW_WA_JS: waJsFile,
    },
  });
  const isPage = (candidate: Page) => candidate.url().startsWith(url);
  await expect.poll(() => electron.windows().some(isPage)).toBe(true);
  const page = electron.windows().find(isPage);
  if (!page) throw new Error('the view did not open');

  function inApp<Result>(act: (viewApp: ViewApp) => Result): Promise<Result> {
    // Playwright carries the function over as text.
    return electron.evaluate((_electronModule, text) => {
      const { viewApp } = globalThis as unknown as { viewApp: ViewApp };
      return new Function('viewApp', `return (${text})(viewApp)`)(viewApp);
    }, act.toString());
  }

  const items = (): Promise<PageItem[]> => inApp((viewApp) => viewApp.items);

  return {
    page,
    items,
    messages: async () => (await items()).flatMap((item) => (item.kind === 'message' ? [item.message] : [])),
    state: async () => (await items()).flatMap((item) => (item.kind === 'state' ? [item.state] : [])).at(-1),
    async abilities() {
      const told = (await items()).flatMap((item) => (item.kind === 'capability' ? [item.capability] : []));
      return new Map(told.map(({ name, driver }) => [name, driver]));
    },
    refused: () => inApp((viewApp) => viewApp.refused),
    async command(name, input) {
      const answer = (await electron.evaluate(
        (_electronModule, [command, argument]) => {
          const { viewApp } = globalThis as unknown as { viewApp: ViewApp };
          return viewApp.command(command as string, argument);
        },
        [name, input] as const,
      )) as { ok: true; value: never } | { ok: false; error: string };
      if (!answer.ok) throw new Error(answer.error);
      return answer.value;
    },
    inApp,
    async close() {
      await electron.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
