import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPracticeClient, type PracticeClient } from '../../main/practice/practice-client.ts';
import { startStandIn } from '../support/stand-in-process.ts';
import { type BenchApp, type BenchAppOptions, startBenchApp } from './bench-app.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** The stand-in as a process of its own, a receiver in ours, and the app between them on a data folder of its own. */
export interface Rig {
  readonly phones: PracticeClient;
  readonly standInUrl: string;
  readonly receiver: Receiver;
  /** Where the app keeps everything. */
  readonly dataDir: string;
  /** Starts the app on the rig's data folder; one at a time. */
  startApp(options: Pick<BenchAppOptions, 'window' | 'inspected'>): Promise<BenchApp>;
  /** Registers the receiver with the app for events like `message.received`. */
  registerReceiver(app: BenchApp, events: readonly string[]): Promise<void>;
}

/** Everything that is open now, the newest last: what a signal must still close. */
const open = new Set<() => Promise<unknown>>();
let closed = false;

/** Ends whatever a rig has started and not ended yet; from then on nothing is started any more. */
export async function closeEverything(): Promise<void> {
  closed = true;
  for (const close of [...open].reverse()) await close().catch(() => {});
}

/** Runs the work on a rig of its own, and leaves nothing of it: no process, no file. */
export async function withRig<Result>(work: (rig: Rig) => Promise<Result>): Promise<Result> {
  const closes: (() => Promise<unknown>)[] = [];
  function closing(close: () => Promise<unknown>): void {
    closes.push(close);
    open.add(close);
  }
  function assertOpen(): void {
    if (closed) throw new Error('the bench was stopped');
  }
  try {
    assertOpen();
    const folder = mkdtempSync(join(tmpdir(), 'lexline-bench-'));
    closing(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    const standIn = await startStandIn(join(folder, 'ledger.jsonl'));
    closing(() => standIn.stop());
    const receiver = await startReceiver();
    closing(() => receiver.stop());
    const dataDir = join(folder, 'data');
    return await work({
      dataDir,
      phones: createPracticeClient(standIn.url),
      standInUrl: standIn.url,
      receiver,
      async startApp(options) {
        assertOpen();
        const app = await startBenchApp({ ...options, dataDir, whatsappUrl: standIn.url });
        closing(() => app.stop());
        return app;
      },
      async registerReceiver(app, events) {
        const { status, body } = await app.call('POST', '/v1/webhooks', { body: { url: receiver.url, events } });
        if (status !== 201) throw new Error(`the webhook was not registered: ${body.code}`);
        receiver.secret = body.secret;
      },
    });
  } finally {
    for (const close of closes.reverse()) {
      await close().catch(() => {});
      open.delete(close);
    }
  }
}
