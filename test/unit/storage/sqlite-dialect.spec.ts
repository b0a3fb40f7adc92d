import { expect, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { createSqliteDialect } from '../../../main/storage/sqlite-dialect.ts';

test('no limit that is bound is left for SQLite to plan by, and each is kept to', async () => {
  const sqlite = new Sqlite(':memory:');
  const sources: string[] = [];
  const db = new Kysely<{ numbers: { n: number } }>({
    dialect: createSqliteDialect({ choose: () => sqlite, check: ({ source }) => sources.push(source) }),
  });
  await sql`CREATE TABLE numbers (n INTEGER PRIMARY KEY)`.execute(db);
  await sql`INSERT INTO numbers VALUES (1), (2), (3)`.execute(db);
  sources.length = 0;
  expect(await db.selectFrom('numbers').select('n').orderBy('n').limit(2).execute()).toEqual([{ n: 1 }, { n: 2 }]);
  const { rows } = await sql`SELECT n FROM (SELECT n FROM numbers LIMIT ${2}) ORDER BY n DESC LIMIT ${1}`.execute(db);
  expect(rows).toEqual([{ n: 2 }]);
  expect(sources.join('; ')).not.toMatch(/limit \?(?! \+ 0)/i);
  sqlite.close();
});
