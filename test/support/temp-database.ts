import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database as Sqlite, Statement } from 'better-sqlite3';
import type { Lawyer } from '../../main/contract/entities.ts';
import { Phone } from '../../main/contract/values.ts';
import type { Millis } from '../../main/domain/clock.ts';
import { newId } from '../../main/domain/new-id.ts';
import type { Database } from '../../main/domain/ports.ts';
import type { NewMessage } from '../../main/domain/stores/message-store.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { openSqlite } from '../../main/storage/open-sqlite.ts';

import { STANDING_CLOCK } from './fake-clock.ts';

export type OpenDatabase = ReturnType<typeof openDatabase>;

/** A real, encrypted database in a folder of its own, with a second connection for a test to look at the tables. */
export interface TempDatabase {
  readonly folder: string;
  readonly file: string;
  readonly key: Buffer;
  readonly database: OpenDatabase;
  /** The rows of any query, read beside the stores. */
  rows<Row = Record<string, unknown>>(sql: string, ...values: unknown[]): Row[];
  /** A statement past the stores, as an intruder or a bug would write it. */
  run(sql: string, ...values: unknown[]): void;
  /** Every row of every table but the audit log, which tells refusals, too: equal before and after means that nothing was changed. */
  content(): string;
  /** All of it as it is now, for others of this process to begin with. */
  bytes(): Promise<Buffer>;
  /** Closes it and opens it again, as a new start of the app does. */
  reopen(): Promise<OpenDatabase>;
  remove(): Promise<void>;
}

/** Of all databases of a process: a file is nothing without its keys. */
const key = randomBytes(32);
const auditKey = randomBytes(32);

/** What a first start makes of no file, before anything is written: applying every migration takes longer than most tests. */
let untouched: Buffer | undefined;

/** A new one, or one that goes on where another was when those were its bytes. */
export function openTempDatabase(from: Buffer | undefined = untouched): TempDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-test-'));
  const file = join(folder, 'test.db');
  if (from) writeFileSync(file, from);
  let database = openDatabase(file, key, auditKey, STANDING_CLOCK);
  let beside: Sqlite = openSqlite(file, key);
  let statements = new Map<string, Statement>();
  untouched ??= wholeFile();

  function wholeFile(): Buffer {
    const [state] = beside.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (state?.busy !== 0) throw new Error('somebody is using the database');
    return readFileSync(file);
  }

  /** Tests ask the same again and again, and to compile it takes longer than to answer it. */
  function prepared(sql: string): Statement {
    const statement = statements.get(sql) ?? beside.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  return {
    folder,
    file,
    key,
    get database() {
      return database;
    },
    rows: <Row>(sql: string, ...values: unknown[]) =>
      prepared(sql)
        .raw(false)
        .all(...values) as Row[],
    run(sql, ...values) {
      prepared(sql).run(...values);
    },
    content() {
      const tables = prepared(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'audit_%' ORDER BY name",
      )
        .pluck()
        .all() as string[];
      return JSON.stringify(tables.map((table) => [table, prepared(`SELECT * FROM ${table}`).raw().all()]));
    },
    async bytes() {
      // Behind everything that waits to be written.
      await database.write(async () => {});
      return wholeFile();
    },
    async reopen() {
      beside.close();
      await database.close();
      database = openDatabase(file, key, auditKey, STANDING_CLOCK);
      beside = openSqlite(file, key);
      statements = new Map();
      return database;
    },
    async remove() {
      beside.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A text that a client wrote, in every respect as plain as can be. */
export function plainMessage(
  place: Pick<NewMessage, 'lawyerId' | 'conversationId' | 'sentAt'>,
  change: Partial<NewMessage> = {},
): NewMessage {
  return {
    ...place,
    id: newId('msg', place.sentAt),
    direction: 'inbound',
    kind: 'text',
    text: 'Hello',
    senderName: null,
    senderPhone: null,
    status: 'received',
    whatsappId: newId('msg'),
    chat: null,
    quoted: null,
    forwarded: false,
    viewOnce: false,
    disappearsAfter: null,
    details: null,
    editedAt: null,
    revokedAt: null,
    storedAt: place.sentAt,
    ...change,
  };
}

let made = 0;

/** A lawyer, stored, with a number and an address of their own. */
export function addLawyer(database: Database, at: Millis): Promise<Lawyer> {
  made += 1;
  const phone = Phone.parse(`+4930${String(1_000_000 + made)}`);
  return database.write((stores) =>
    stores.lawyers.insert({ id: newId('law', at), name: `Lawyer ${made}`, email: `l${made}@example.org`, phone, at }),
  );
}
