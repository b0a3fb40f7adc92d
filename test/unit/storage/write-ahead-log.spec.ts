import { statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { createGroupedWriter } from '../../../main/storage/commit-in-groups.ts';
import type { LogMover } from '../../../main/storage/log-mover.ts';
import { takeOverWriteAheadLog } from '../../../main/storage/write-ahead-log.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
/** A page in the log, with the log's own header of it. */
const PAGE = 4096 + 24;

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

/** Writes some 15 pages in a commit of its own. */
function writeSome(n: number): Promise<void> {
  return store.database.write((stores) =>
    stores.idempotency.save(
      `key ${n}`,
      Buffer.from(String(n)),
      { requestHash: Buffer.from(''), status: 200, body: Buffer.alloc(60_000, 'x'), sealedBy: null },
      AT,
    ),
  );
}

test('the write-ahead log is moved into the file, and begins anew while there is traffic', async () => {
  for (let n = 0; n < 600; n++) await writeSome(n);
  // 9,000 pages and more were written, without a pause.
  expect(statSync(`${store.file}-wal`).size).toBeLessThan(5000 * PAGE);
  await expect
    .poll(() => {
      const [state] = store.rows<{ log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)');
      return (state?.log ?? 0) - (state?.checkpointed ?? 0);
    })
    .toBeLessThan(600);
});

test('a thread that was started to move the log keeps nobody from closing, and nothing is lost', async () => {
  const writers = Array.from({ length: 60 }, (_, n) => writeSome(n));
  await Promise.all(writers);
  await store.database.close();
  await store.reopen();
  expect(store.rows('SELECT 1 FROM kept_answers')).toHaveLength(60);
});

test('while another one moves the log, the writer is held up by it only when the log is long', async () => {
  const file = `${store.folder}/bare.db`;
  const moves: string[] = [];
  const sqlite = new Sqlite(file, { verbose: (text) => /PASSIVE/.test(String(text)) && moves.push(String(text)) });
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('CREATE TABLE kept (value BLOB) STRICT');
  const beside = new Sqlite(file);
  beside.pragma('wal_autocheckpoint = 0');
  const reading = new Sqlite(file);
  const mover: LogMover = {
    async move() {
      // As if it were written while it is moved: what is newer than somebody's view stays in the log.
      reading.exec('BEGIN; SELECT count(*) FROM kept');
      beside.exec('INSERT INTO kept VALUES (zeroblob(10))');
      beside.pragma('wal_checkpoint(PASSIVE)');
      reading.exec('COMMIT');
      return true;
    },
    close: async () => {},
  };
  const groups = createGroupedWriter(sqlite, takeOverWriteAheadLog(sqlite, mover));
  const insert = sqlite.prepare('INSERT INTO kept VALUES (zeroblob(400000))');
  for (let n = 0; n < 100; n++) {
    await groups.write(
      async () => void insert.run(),
      () => {},
    );
  }
  // Some 9,900 pages were written: the log was begun anew each 2,000 of them or a little later.
  expect(moves.length).toBeGreaterThanOrEqual(3);
  expect(moves.length).toBeLessThanOrEqual(5);
  expect(statSync(`${file}-wal`).size).toBeLessThan(3000 * PAGE);
  await groups.drain();
  for (const one of [reading, beside]) one.close();
  sqlite.close();
});

test('a log that nobody else moves is moved by the writer before it grows without end', async () => {
  const sqlite = new Sqlite(`${store.folder}/bare.db`);
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('CREATE TABLE kept (value BLOB) STRICT');
  const asked: string[] = [];
  const failing: LogMover = {
    async move() {
      asked.push('move');
      return false;
    },
    close: async () => {},
  };
  const groups = createGroupedWriter(sqlite, takeOverWriteAheadLog(sqlite, failing));
  const insert = sqlite.prepare('INSERT INTO kept VALUES (zeroblob(400000))');
  for (let n = 0; n < 100; n++) {
    await groups.write(
      async () => void insert.run(),
      () => {},
    );
  }
  expect(asked.length).toBeGreaterThan(1);
  // Some 9,900 pages were written.
  expect(statSync(`${store.folder}/bare.db-wal`).size).toBeLessThan(4300 * PAGE);
  await groups.drain();
  sqlite.close();
});
