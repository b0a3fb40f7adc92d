import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { PageCommandInput } from '../../../main/contract/page-commands.ts';
import type { DriverName } from '../../../main/contract/values.ts';
import { createPracticeClient, type PracticeClient } from '../../../main/practice/practice-client.ts';
import { createPracticeServer, type PracticeServerOptions } from '../../../main/practice/practice-server.ts';
import { type DrivenPage, openDrivenPage } from './driven-page.ts';

const root = join(import.meta.dirname, '../../..');

export const ACCOUNT = '4915100001';

/** The stand-in's people, and the real view on its page. */
export interface StandIn {
  readonly people: PracticeClient;
  readonly url: string;
  /** Opens the view. On `dom` wa-js' bundle cannot be run, and the second driver works after its deadline. */
  open(driver?: DriverName): Promise<DrivenPage>;
  close(): Promise<void>;
}

export async function createStandIn(options: Partial<PracticeServerOptions> = {}): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'lexline-drivers-'));
  const ledgerFile = join(folder, 'ledger.jsonl');
  const server = await createPracticeServer({ ledgerFile, assetsDir: join(root, 'resources/practice'), ...options });
  const opened: DrivenPage[] = [];
  const brokenBundle = join(folder, 'broken.js');
  await writeFile(brokenBundle, 'throw new Error("this bundle does not run");');
  return {
    people: createPracticeClient(server.url),
    url: `${server.url}/`,
    async open(driver = 'wa-js') {
      const broken = driver === 'dom' ? { waJsFile: brokenBundle } : {};
      const driven = await openDrivenPage({ url: `${server.url}/`, ...broken });
      opened.push(driven);
      return driven;
    },
    async close() {
      for (const driven of opened) await driven.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The lawyer's phone scans the code on the page, and the chats are there. */
export async function link({ people }: StandIn, driven: DrivenPage, phone = ACCOUNT): Promise<void> {
  await expect.poll(async () => (await driven.state())?.qr).toBeTruthy();
  await people.scan({ ref: (await driven.state())?.qr ?? '', phone, name: 'Dr. Law' });
  await isReady(driven);
}

/** Logged in, connected and with the chats there. The second driver may take over first, which takes its deadline. */
export async function isReady(driven: DrivenPage): Promise<void> {
  const ready = { driverReady: true, authenticated: true, mainReady: true, socket: 'CONNECTED' };
  await expect.poll(() => driven.state(), { timeout: 45_000 }).toMatchObject(ready);
}

/** The page holds that message. Before, it may not even have its chat. */
export async function isThere(driven: DrivenPage, place: PageCommandInput<'findMessage'>): Promise<void> {
  await expect.poll(() => driven.command('findMessage', place).catch(() => null)).not.toBeNull();
}
