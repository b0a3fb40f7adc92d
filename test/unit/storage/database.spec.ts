import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import type { StoredEvent } from '../../../main/contract/events.ts';
import { DiskError } from '../../../main/domain/disk-error.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { MIGRATIONS, migrate, NewerDatabaseError } from '../../../main/storage/migrate.ts';
import { openSqlite, UnreadableDatabaseError } from '../../../main/storage/open-sqlite.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('a new file gets every migration, and a second opening changes nothing', async () => {
  const file = join(store.folder, 'new.db');
  const open = () => openDatabase(file, store.key, store.key).close();
  const look = () => {
    const sqlite = openSqlite(file, store.key);
    const [version, broken] = ['user_version', 'foreign_key_check'].map((name) => sqlite.pragma(name));
    const schema = sqlite.prepare('SELECT * FROM sqlite_schema').all();
    sqlite.close();
    return { version, broken, schema };
  };
  await open();
  const first = look();
  expect(first).toMatchObject({ version: [{ user_version: MIGRATIONS.length }], broken: [] });
  await open();
  expect(look()).toEqual(first);
  // What the other tests begin with is the same.
  expect(store.rows('SELECT * FROM sqlite_schema')).toEqual(first.schema);
});

test('a migration that fails leaves the database as it was, and can be tried again', async () => {
  const sqlite = openSqlite(join(store.folder, 'other.db'), store.key);
  const good = { name: 'good', sql: 'CREATE TABLE a (x) STRICT;'.replace('x', 'x TEXT') };
  const bad = { name: 'bad', sql: 'CREATE TABLE b (x TEXT) STRICT; CREATE TABLE a (x TEXT) STRICT;' };
  expect(() => migrate(sqlite, [good, bad])).toThrow(/already exists/);
  expect(sqlite.pragma('user_version', { simple: true })).toBe(1);
  expect(sqlite.prepare("SELECT name FROM sqlite_schema WHERE name = 'b'").all()).toEqual([]);
  migrate(sqlite, [good, { name: 'mended', sql: 'CREATE TABLE b (x TEXT) STRICT;' }]);
  expect(sqlite.pragma('user_version', { simple: true })).toBe(2);
  sqlite.close();
});

test('a database of a newer version is refused and not changed by a byte', async () => {
  const file = join(store.folder, 'newer.db');
  const sqlite = openSqlite(file, store.key);
  sqlite.exec('CREATE TABLE future (x TEXT)');
  sqlite.pragma('user_version = 99');
  sqlite.close();
  const before = readFileSync(file);
  expect(() => openDatabase(file, store.key, store.key)).toThrow(NewerDatabaseError);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a wrong key is refused and the file is left alone', async () => {
  await addLawyer(store.database, AT);
  await store.reopen();
  const before = readFileSync(store.file);
  expect(() => openDatabase(store.file, randomBytes(32), store.key)).toThrow(UnreadableDatabaseError);
  expect(readFileSync(store.file).equals(before)).toBe(true);
  await addLawyer(await store.reopen(), AT);
});

test('what is no database is refused and left alone', () => {
  const file = join(store.folder, 'text.db');
  writeFileSync(file, 'this is a text of some length, and no database at all'.repeat(100));
  const before = readFileSync(file);
  expect(() => openDatabase(file, store.key, store.key)).toThrow(UnreadableDatabaseError);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a flipped byte in any page is detected', async () => {
  for (let i = 0; i < 50; i++) await addLawyer(store.database, AT);
  await store.database.close();
  const copy = join(store.folder, 'copy.db');
  // Closing the last connection moves the write-ahead log into the file.
  store.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  const whole = readFileSync(store.file);
  const pageSize = 4096;
  expect(whole.length % pageSize).toBe(0);
  for (let page = 0; page < whole.length / pageSize; page += 3) {
    const damaged = Buffer.from(whole);
    const offset = page * pageSize + ((page * 769) % pageSize);
    damaged.writeUInt8(damaged.readUInt8(offset) ^ 0x10, offset);
    writeFileSync(copy, damaged);
    expect(stateOf(copy), `page ${page}`).not.toBe('ok');
  }
  writeFileSync(copy, whole);
  expect(stateOf(copy)).toBe('ok');
  await store.reopen();
});

test('neither the file nor its log holds a readable word', async () => {
  const word = 'Geheimniskraemerei';
  for (let i = 0; i < 20; i++) {
    await store.database.write((stores) =>
      stores.lawyers.insert({
        id: newId('law'),
        name: `${word} ${i}`,
        email: `${word}${i}@example.org`,
        phone: `+49301234${i}00` as never,
        at: AT,
      }),
    );
  }
  expect(store.rows('SELECT name FROM lawyers')).toHaveLength(20);
  const files = [store.file, `${store.file}-wal`, `${store.file}-shm`];
  expect(files.filter((file) => existsSync(file))).toHaveLength(3);
  for (const file of files) {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      expect(readFileSync(file).includes(Buffer.from(word, encoding)), `${file} ${encoding}`).toBe(false);
    }
  }
  expect(readFileSync(store.file).includes('SQLite format 3')).toBe(false);
});

test('the settings that durability and secrecy rest on are in force', () => {
  const sqlite = openSqlite(store.file, store.key);
  const pragma = (name: string) => sqlite.pragma(name, { simple: true });
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('temp_store')).toBe(2);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('cipher')).toBe('sqlcipher');
  expect(() =>
    sqlite.exec(
      "INSERT INTO api_keys (id, role, lawyer_id, secret_hash, created) VALUES ('k', 'lawyer', 'nobody', zeroblob(32), 1)",
    ),
  ).toThrow(/FOREIGN KEY/);
  sqlite.close();
  const reading = openSqlite(store.file, store.key, { readonly: true });
  expect(reading.pragma('temp_store', { simple: true })).toBe(2);
  expect(() => reading.exec('DELETE FROM lawyers')).toThrow(/readonly/);
  reading.close();
});

test('a transaction that throws leaves nothing and tells nothing', async () => {
  const told: StoredEvent[] = [];
  store.database.onCommitted((events) => told.push(...events));
  const { id } = await addLawyer(store.database, AT);
  const before = store.content();
  const failing = store.database.write(async (stores) => {
    await stores.events.append(eventOf(id));
    await stores.webhooks.insert({ id: newId('whk'), lawyerId: id, url: 'u', secret: 's', events: ['*'], at: AT });
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  expect(store.content()).toBe(before);
  expect(told).toEqual([]);
  await store.database.write((stores) => stores.events.append(eventOf(id)));
  expect(told).toHaveLength(1);
});

test('what SQLite says of the disk is told as such, and what it says of the data is not', async () => {
  const failing = (code: string) => async () => {
    throw new Sqlite.SqliteError('as SQLite says it', code);
  };
  for (const code of [
    'SQLITE_FULL',
    'SQLITE_IOERR_WRITE',
    'SQLITE_BUSY',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_CORRUPT',
  ]) {
    for (const access of ['write', 'read'] as const) {
      await expect(store.database[access](failing(code)), code).rejects.toThrow(DiskError);
    }
  }
  await expect(store.database.write(failing('SQLITE_CONSTRAINT_UNIQUE'))).rejects.toThrow(Sqlite.SqliteError);
  const { id } = await addLawyer(store.database, AT);
  const again = store.database.write((stores) =>
    stores.lawyers.insert({ id, name: 'x', email: 'y', phone: '+4930123457' as never, at: AT }),
  );
  await expect(again).rejects.toThrow(Sqlite.SqliteError);
});

test('listeners are told after the commit, when another connection can read it', async () => {
  const { id } = await addLawyer(store.database, AT);
  const seen: unknown[] = [];
  const stop = store.database.onCommitted((events) => {
    seen.push([events.map(({ type }) => type), store.rows('SELECT type FROM events').length]);
  });
  await store.database.write(async (stores) => {
    await stores.events.append(eventOf(id));
    await stores.events.append(eventOf(id));
    expect(store.rows('SELECT type FROM events')).toEqual([]);
  });
  expect(seen).toEqual([[['session.qr', 'session.qr'], 2]]);
  stop();
  await store.database.write((stores) => stores.events.append(eventOf(id)));
  expect(seen).toHaveLength(1);
});

test('transactions run one after another', async () => {
  const order: string[] = [];
  const write = (name: string) =>
    store.database.write(async (stores) => {
      order.push(`${name} begins`);
      for (let i = 0; i < 5; i++) await stores.lawyers.all();
      order.push(`${name} ends`);
    });
  await Promise.all([write('a'), write('b')]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('a read does not wait for a transaction, and does not see it before its commit', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const writing = store.database.write(async (stores) => {
    await stores.lawyers.insert({ id: newId('law'), name: 'x', email: 'x', phone: '+4930123456' as never, at: AT });
    await promise;
  });
  expect(await store.database.read((stores) => stores.lawyers.all())).toEqual([]);
  resolve();
  await writing;
  expect(await store.database.read((stores) => stores.lawyers.all())).toHaveLength(1);
});

function stateOf(file: string): unknown {
  let sqlite: ReturnType<typeof openSqlite> | undefined;
  try {
    sqlite = openSqlite(file, store.key);
    return sqlite.pragma('integrity_check', { simple: true });
  } catch (error) {
    return error;
  } finally {
    sqlite?.close();
  }
}

function eventOf(lawyerId: StoredEvent['lawyer_id']) {
  const none = { conversation_id: null, message_id: null, client_id: null };
  return { id: newId('evt'), type: 'session.qr' as const, lawyer_id: lawyerId, ...none, at: AT };
}

test('what only reads cannot write, in whichever moment', async () => {
  const lawyer = await addLawyer(store.database, AT);
  const before = store.content();
  const other = { ...lawyer, id: newId('law'), phone: lawyer.phone_number, at: AT };
  const write = () => store.database.read((stores) => stores.lawyers.insert(other));
  await expect(write()).rejects.toThrow('a reader must not write');
  await store.database.write(async () => {
    await expect(write()).rejects.toThrow('a reader must not write');
  });
  expect(store.content()).toBe(before);
});
