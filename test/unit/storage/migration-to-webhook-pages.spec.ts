import { expect, test } from '@playwright/test';
import { EventId, WebhookId } from '../../../main/contract/ids.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const LAWYER = 'law_01k0000000000000000000000a';
const HOOK = WebhookId.parse('whk_01k0000000000000000000000a');
const eventOf = (n: number) => EventId.parse(`evt_01k000000000000000000000${String(n).padStart(2, '0')}`);

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('what was to be delivered, and what was, is the same as before to the letter', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0021-webhook-pages');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${LAWYER}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO webhooks (id, lawyer_id, url, secret, created, updated)
      VALUES ('${HOOK}', '${LAWYER}', 'https://example.org', 's', 1, 1);`);
  const addEvent = sqlite.prepare('INSERT INTO events (id, lawyer_id, type, created) VALUES (?, ?, ?, 1)');
  const addRow = sqlite.prepare(`
    INSERT INTO webhook_queue (id, webhook_id, lawyer_id, event_id, payload, status, created, next_attempt, cursor)
    VALUES (?, ?, ?, ?, ?, ?, 1, 1, ?)`);
  // With holes between the numbers, as after a week's tidying.
  const states = { 3: 'delivered', 7: 'pending', 20: 'failed', 21: 'pending' };
  const payloadOf = (n: number) => `{"n":${n},"text":"„Grüße“ ${'x'.repeat(n * 1_000)}"}`;
  for (const [id, status] of Object.entries(states)) {
    const n = Number(id);
    addEvent.run(eventOf(n), LAWYER, 'session.ready');
    addRow.run(n, HOOK, LAWYER, eventOf(n), payloadOf(n), status, n);
  }
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  for (const [id, status] of Object.entries(states)) {
    const found = await database.read((stores) => stores.deliveries.find(HOOK, eventOf(Number(id))));
    expect(found).toMatchObject({ status, payload: payloadOf(Number(id)) });
  }
  const begun = await database.write((stores) => stores.webhookQueue.beginAttempts([7, 21], 5));
  expect(begun.map(({ id, payload }) => [id, payload])).toEqual([7, 21].map((n) => [n, payloadOf(n)]));
  await database.close();
});
