import { expect, test } from '@playwright/test';
import { EventId, LawyerId, WebhookId } from '../../../main/contract/ids.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const ulid = (end: string) => `01k0000000000000000000000${end}`;
const LAWYER = LawyerId.parse(`law_${ulid('a')}`);
const ACTIVE = WebhookId.parse(`whk_${ulid('a')}`);
const OFF = WebhookId.parse(`whk_${ulid('b')}`);
const SENT = EventId.parse(`evt_${ulid('a')}`);
const QUEUED = EventId.parse(`evt_${ulid('b')}`);

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('webhooks from before they had states go on with what is queued, and those that a 410 has ended stay off', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0016-webhooks');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${LAWYER}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO webhooks (id, lawyer_id, url, secret, is_active, created) VALUES
      ('${ACTIVE}', '${LAWYER}', 'https://a.example.org/', 'whsec_c2VjcmV0', 1, 1000),
      ('${OFF}', '${LAWYER}', 'https://b.example.org/', 'whsec_c2VjcmV0', 0, 2000);
    INSERT INTO webhook_event_types (webhook_id, pattern) VALUES ('${ACTIVE}', 'session.*'), ('${OFF}', '*');
    INSERT INTO events (cursor, id, lawyer_id, type, created) VALUES
      (7, '${SENT}', '${LAWYER}', 'session.ready', 3000), (8, '${QUEUED}', '${LAWYER}', 'session.ready', 4000);
    INSERT INTO webhook_queue (id, webhook_id, lawyer_id, event_id, payload, attempts, status, created, last_attempt, next_attempt)
      VALUES (1, '${ACTIVE}', '${LAWYER}', '${SENT}', '{}', 1, 'delivered', 3000, 3100, 3000),
        (2, '${ACTIVE}', '${LAWYER}', '${QUEUED}', '{}', 0, 'pending', 4000, NULL, 4000);
    INSERT INTO webhook_attempts (queue_id, attempted, latency, status_code, response_start)
      VALUES (1, 3100, 12, 204, '');`);
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  let ids: number[] = [];
  await database.read(async ({ webhooks, webhookQueue, deliveries, events }) => {
    expect(await webhooks.find(LAWYER, ACTIVE)).toEqual({
      ...{
        id: ACTIVE,
        url: 'https://a.example.org/',
        events: ['session.*'],
        description: '',
        payload: 'full',
        batch: null,
      },
      ...{ max_concurrency: 8, state: 'active', is_active: true, disabled_reason: null, failing_since: null },
      ...{ answered_at: new Date(3100).toISOString(), old_secret_until: null },
      ...{ created_at: new Date(1000).toISOString(), updated_at: new Date(1000).toISOString() },
    });
    const off = {
      state: 'disabled',
      answered_at: null,
      is_active: false,
      disabled_reason: 'gone',
      updated_at: new Date(2000).toISOString(),
    };
    expect(await webhooks.find(LAWYER, OFF)).toMatchObject(off);
    expect((await events.after(LAWYER, 0, 5)).map(({ id }) => id)).toEqual([SENT, QUEUED]);
    const due = await webhookQueue.due(5000, { deliveries: new Set(), webhooks: new Set() }, 5);
    expect(due).toHaveLength(1);
    ids = due.map(({ id }) => id);
    expect((await deliveries.find(ACTIVE, SENT))?.attempts_made).toEqual([
      {
        ...{ at: new Date(3100).toISOString(), latency_ms: 12, status_code: 204, error: null, response_start: '' },
        ...{ request_headers: {}, response_headers: null },
      },
    ]);
  });
  const [begun] = await database.write((stores) => stores.webhookQueue.beginAttempts(ids, 5000));
  expect(begun).toMatchObject({ eventId: QUEUED, secrets: ['whsec_c2VjcmV0'], tries: begun?.attempts });
  // Resumed, it is told what comes, and not all that happened while nobody could know that it would be wanted.
  await database.write((stores) => stores.webhooks.catchUp(OFF, null, false, 6000));
  expect(await database.read((stores) => stores.webhooks.catchingUp())).toMatchObject([{ id: OFF, cursor: 8 }]);
  await database.close();
});
