import { expect, test } from '@playwright/test';
import { answerOutside, answerUpload } from '../../../main/api/answer-once.ts';
import type { UploadedFile } from '../../../main/api/read-upload.ts';
import { createMetrics } from '../../../main/observability/metrics.ts';
import { timedDatabase } from '../../../main/observability/timed-database.ts';
import { FakeClock } from '../../support/fake-clock.ts';
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

test('what a request does outside of the database, for as long as it takes, is no time of the database', async () => {
  const store = openTempDatabase();
  const metrics = createMetrics();
  const database = timedDatabase(store.database, metrics);
  const once = { database, clock: new FakeClock(), turns: new Map(), key: null };
  const work = async () => ({ status: 200, body: '' });
  expect(await answerOutside(once, ['POST', '/v1/x'], work)).toEqual({ status: 200, body: '' });
  expect(await answerUpload(once, {} as UploadedFile, () => ['POST', '/v1/x'], work)).toEqual({
    status: 200,
    body: '',
  });
  const { text } = await metrics.text();
  // The look for an answer that was given before.
  expect(text).toContain('lexline_database_duration_seconds_count{kind="read"} 1');
  await store.remove();
});
