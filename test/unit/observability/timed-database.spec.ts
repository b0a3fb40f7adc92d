import { expect, test } from '@playwright/test';
import { createMetrics } from '../../../main/observability/metrics.ts';
import { timedDatabase } from '../../../main/observability/timed-database.ts';
import { openTempDatabase } from '../../support/temp-database.ts';

test('reads and writes are timed, those that fail too, and give what they gave', async () => {
  const store = openTempDatabase();
  const metrics = createMetrics();
  const database = timedDatabase(store.database, metrics);
  expect(await database.read(async (stores) => stores.lawyers.all())).toEqual([]);
  expect(await database.write(async () => 7)).toBe(7);
  await expect(database.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const { text } = await metrics.text();
  expect(text).toContain('lexline_database_duration_seconds_count{kind="read"} 1');
  expect(text).toContain('lexline_database_duration_seconds_count{kind="write"} 2');
  await store.remove();
});
