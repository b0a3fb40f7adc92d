import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type LedgerEntry, type LedgerFact, ledgerEntrySchema } from './ledger-entry.ts';
import { syncFolder } from './sync-folder.ts';

/** The append-only file behind the practice account: the truth of what was exchanged. */
export interface Ledger {
  /** Every durable entry, oldest first. */
  entries(): readonly LedgerEntry[];
  /**
   * Appends facts, in order and all together, and resolves once they are on disk (fsync).
   * Concurrent appends share one fsync. Rejects, and refuses everything after it, when the disk fails.
   */
  append(facts: readonly LedgerFact[]): Promise<readonly LedgerEntry[]>;
  /** Calls `listener` with every batch that became durable, before its `append` resolves. */
  onDurable(listener: (entries: readonly LedgerEntry[]) => void): void;
  /** Number of fsyncs so far; tests use it to see that appends are grouped. */
  syncs(): number;
  /** Waits for what is under way and closes the file. */
  close(): Promise<void>;
}

interface Pending {
  facts: readonly LedgerFact[];
  resolve: (entries: readonly LedgerEntry[]) => void;
  reject: (reason: unknown) => void;
}

/** A whole line that cannot be read means damage, not a crash: going on would silently forget what was exchanged. */
export class LedgerDamaged extends Error {
  readonly code = 'ledger_damaged';
}

/**
 * Opens (or creates) the ledger in `file`. A torn last line, left by a kill during a write, is cut off: it was never
 * acknowledged. Throws `LedgerDamaged` when a whole line is not an entry.
 */
export async function openLedger(file: string, clock: () => number = Date.now): Promise<Ledger> {
  await mkdir(dirname(file), { recursive: true });
  // 'a+' creates without truncating; 'r+' lets the torn rest be overwritten at an explicit position.
  await (await open(file, 'a+')).close();
  const handle = await open(file, 'r+');
  const content = await handle.readFile();
  const wholeLength = content.lastIndexOf(0x0a) + 1;
  if (wholeLength < content.length) {
    await handle.truncate(wholeLength);
    await handle.sync();
  }
  let entries: LedgerEntry[];
  try {
    entries = parse(content.subarray(0, wholeLength).toString('utf8'), file);
  } catch (error) {
    await handle.close();
    throw error;
  }
  await syncFolder(dirname(file));

  let position = wholeLength;
  let nextSeq = entries.length + 1;
  let syncCount = 0;
  let closed = false;
  let failure: unknown;
  let waiting: Pending[] = [];
  let flushing = false;
  let flushed = Promise.resolve();
  const listeners: ((entries: readonly LedgerEntry[]) => void)[] = [];

  async function flush(): Promise<void> {
    flushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const numbered = batch.map(({ facts }) => facts.map((fact) => ({ ...fact, seq: nextSeq++, at: clock() })));
      try {
        const bytes = Buffer.from(
          numbered
            .flat()
            .map((entry) => `${JSON.stringify(entry)}\n`)
            .join(''),
        );
        await writeAll(handle, bytes, position);
        await handle.datasync();
        position += bytes.length;
        syncCount += 1;
      } catch (error) {
        failure = error;
        for (const { reject } of [...batch, ...waiting]) reject(error);
        waiting = [];
        break;
      }
      const durable = numbered.flat();
      for (const entry of durable) entries.push(entry);
      for (const listener of listeners) listener(durable);
      batch.forEach(({ resolve }, index) => {
        resolve(numbered[index] ?? []);
      });
    }
    // In the same turn as the last look at `waiting`: an append that comes now must start a flush of its own.
    flushing = false;
  }

  return {
    entries: () => entries,
    append(facts) {
      if (closed) return Promise.reject(new Error('the ledger is closed'));
      if (failure !== undefined) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        waiting.push({ facts, resolve, reject });
        if (!flushing) flushed = flush();
      });
    },
    onDurable: (listener) => void listeners.push(listener),
    syncs: () => syncCount,
    async close() {
      if (closed) return;
      closed = true;
      await flushed;
      await handle.close();
    },
  };
}

function parse(text: string, file: string): LedgerEntry[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      const entry = ledgerEntrySchema.parse(JSON.parse(line));
      if (entry.seq !== index + 1) throw new Error(`seq ${entry.seq}`);
      return entry;
    } catch (cause) {
      throw new LedgerDamaged(`line ${index + 1} of ${file} is not a ledger entry`, { cause });
    }
  });
}

type Handle = Awaited<ReturnType<typeof open>>;

async function writeAll(handle: Handle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const result = await handle.write(bytes, written, bytes.length - written, position + written);
    written += result.bytesWritten;
  }
}
