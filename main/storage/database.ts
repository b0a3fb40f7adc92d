import { Kysely } from 'kysely';
import type { StoredEvent } from '../contract/events.ts';
import type { Clock } from '../domain/clock.ts';
import { createMac } from '../domain/mac.ts';
import type { BackgroundDatabase } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import { createGroupedWriter, STEADY_CLOCK } from './commit-in-groups.ts';
import { createStores } from './create-stores.ts';
import { toDiskError } from './disk-errors.ts';
import { createLogMover } from './log-mover.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Schema } from './schema.ts';
import { besideTransactionsOf, createSqliteDialect, inTransactionsOf } from './sqlite-dialect.ts';
import { bringUpToDate } from './upgrade.ts';
import { takeOverWriteAheadLog } from './write-ahead-log.ts';

function rethrow(error: unknown): never {
  throw toDiskError(error);
}

/**
 * Opens (or makes) the database file and brings it to the newest schema. Writes go through one connection, one after
 * another, and share commits; reads have a second connection for while one is open, so that they never wait for it.
 * `auditKey`, 32 bytes, proves the audit log and must not be made from `key`: who has the one cannot forge with it.
 * `clock` only ever runs forward.
 */
export function openDatabase(
  file: string,
  key: Buffer,
  auditKey: Buffer,
  clock: Clock = STEADY_CLOCK,
): BackgroundDatabase & { close(): Promise<void> } {
  const mac = createMac(auditKey);
  const writing = openSqlite(file, key);
  try {
    bringUpToDate(writing, mac);
  } catch (error) {
    writing.close();
    throw error;
  }
  const reading = openSqlite(file, key, { readonly: true });
  const writer = new Kysely<Schema>({ dialect: createSqliteDialect(inTransactionsOf(writing)) });
  const reader = new Kysely<Schema>({ dialect: createSqliteDialect(besideTransactionsOf(writing, reading)) });
  const mover = createLogMover(file, key);
  const groups = createGroupedWriter(writing, takeOverWriteAheadLog(writing, mover), clock);
  /** What the writer whose turn it is has appended. */
  let appended: StoredEvent[] = [];
  const writeStores = createStores(writer, mac, (event) => {
    appended.push(event);
    for (const listener of writtenListeners) listener();
  });
  const readStores = createStores(reader, mac, () => {});
  const listeners = new Set<(events: readonly StoredEvent[]) => void>();
  const writtenListeners = new Set<() => void>();

  function tell(events: readonly StoredEvent[]): void {
    if (events.length === 0) return;
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        // It is on disk: whoever wrote it must not hear that it failed.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  function write<Result>(
    how: 'write' | 'writeBehind' | 'writeAlong',
    work: (stores: Stores) => Promise<Result>,
  ): Promise<Result> {
    const events: StoredEvent[] = [];
    const perform = () => {
      appended = events;
      return work(writeStores);
    };
    return groups[how](perform, () => tell(events)).catch(rethrow);
  }

  return {
    write: (work) => write('write', work),
    writeBehind: (work) => write('writeBehind', work),
    writeAlong: (work) => write('writeAlong', work),
    read: (work) => work(readStores).catch(rethrow),
    readAlong: (work) => work(readStores).catch(rethrow),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onWritten(listener) {
      writtenListeners.add(listener);
      return () => writtenListeners.delete(listener);
    },
    async close() {
      await groups.drain();
      await mover.close();
      // The last to close empties the write-ahead log into the file, which a read-only connection could not.
      reading.close();
      writing.close();
    },
  };
}
