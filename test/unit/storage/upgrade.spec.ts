import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { failureOf } from '../../../main/app/start-failure.ts';
import { MIGRATIONS } from '../../../main/storage/migrate.ts';
import { openSqlite, UnreadableDatabaseError } from '../../../main/storage/open-sqlite.ts';
import { failureOfUpgrade, stepsBehind, type UpgradeNews, upgrade } from '../../../main/storage/upgrade.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

/** All that is told of the upgrade of that file, as it arrives in another process. */
function upgraded(file: string): UpgradeNews[] {
  const told: UpgradeNews[] = [];
  upgrade(structuredClone({ file, key: store.key, auditKey: store.key }), (news) => told.push(structuredClone(news)));
  return told;
}

/** An older database, which lacks the newest two migrations, or that one and those behind it. */
function older(first = MIGRATIONS.at(-2)?.name ?? ''): string {
  const { file, sqlite } = openDatabaseBefore(store, first);
  sqlite.close();
  return file;
}

test('an older database is brought up to date step by step, each told before it is taken', () => {
  const file = older();
  expect(stepsBehind(file, store.key)).toBe(2);
  expect(upgraded(file)).toEqual([
    { kind: 'step', step: 1, steps: 2 },
    { kind: 'step', step: 2, steps: 2 },
    { kind: 'done' },
  ]);
  expect(stepsBehind(file, store.key)).toBe(0);
  expect(upgraded(file)).toEqual([{ kind: 'done' }]);
});

test('a new database lacks nothing, nor does one of a newer version, and one that cannot be read says so', () => {
  const file = join(store.folder, 'other.db');
  const sqlite = openSqlite(file, store.key);
  sqlite.exec('CREATE TABLE a (x TEXT) STRICT');
  expect(stepsBehind(file, store.key)).toBe(0);
  sqlite.pragma('user_version = 99');
  expect(stepsBehind(file, store.key)).toBe(0);
  sqlite.close();
  expect(() => stepsBehind(file, Buffer.alloc(32, 9))).toThrow(UnreadableDatabaseError);
});

test('a step that fails is told with its name and cause, and is the same failure in the other process', () => {
  const file = older('0021-webhook-pages');
  const sqlite = openSqlite(file, store.key);
  // In the way of the migration that makes a table of that name.
  sqlite.exec('CREATE TABLE webhook_payloads (x TEXT) STRICT');
  sqlite.close();
  const last = upgraded(file).at(-1);
  expect(last).toMatchObject({ kind: 'failed', migration: '0021-webhook-pages', code: 'SQLITE_ERROR' });
  if (last?.kind !== 'failed') throw new Error('it did not fail');
  const error = failureOfUpgrade(last);
  expect(error.message).toMatch(/^Migration 0021-webhook-pages was undone: .*already exists/);
  expect(failureOf(error)).toBe('update_undone');
  expect(stepsBehind(file, store.key)).toBe(3);
});

test('a file that somebody else holds, and one that is none, are told by their codes', () => {
  const file = older();
  const last = (news: UpgradeNews[]) => {
    const failed = news.at(-1);
    return failed?.kind === 'failed' ? failureOf(failureOfUpgrade(failed)) : null;
  };
  expect(last(upgraded(join(store.folder, 'nowhere', 'live.db')))).toBe('unknown');
  const holder = openSqlite(file, store.key);
  holder.exec('BEGIN EXCLUSIVE');
  expect(last(upgraded(file))).toBe('database_in_use');
  holder.close();
});
