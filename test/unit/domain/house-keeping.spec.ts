import type { AttachmentId, WebhookId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { acceptMessage } from '../../../main/domain/accept-message.ts';
import { startHouseKeeping } from '../../../main/domain/house-keeping.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { removeWebhook } from '../../../main/domain/remove-webhook.ts';
import { type Core, expect, HOUR, settle, test } from '../../support/core-fixture.ts';
import { FakeLog } from '../../support/fake-log.ts';

const DAY = 24 * HOUR;
const FILE = { sha256: 'a'.repeat(64), size: 12, mimeType: 'image/png' };

/** House-keeping with nothing but the database: its log, and which files it asked about. */
function keepHouse(core: Core, database: Database = core.store.database) {
  const log = new FakeLog();
  const used: boolean[] = [];
  const stop = startHouseKeeping({
    database,
    clock: core.clock,
    log,
    answersKept: DAY,
    removeUnusedFiles: async (isUsed) => used.push(await isUsed(FILE.sha256)),
  });
  return { log, used, stop };
}

/** Enough turns of the event loop for some slices. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await settle();
}

async function uploads(core: Core, count = 1): Promise<AttachmentId[]> {
  const ids = Array.from({ length: count }, () => newId('att', core.clock.now()));
  const nothing = { declaredType: null, declaredSize: null, declaredSha256: null, durationSeconds: null };
  const upload = {
    lawyerId: core.lawyer.id,
    messageId: null,
    fileName: 'a.png',
    width: null,
    height: null,
    ...nothing,
  };
  await core.store.database.write(async (stores) => {
    for (const id of ids) await stores.attachments.insert({ id, ...upload, file: FILE, at: core.clock.now() });
  });
  return ids;
}

/** How many rows of a table each transaction has removed, at most. */
function watched(core: Core, table: string): { database: Database; most: () => number } {
  const rows = () => Number(core.store.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)[0]?.n);
  let most = 0;
  const database: Database = {
    ...core.store.database,
    async write(work) {
      const before = rows();
      const result = await core.store.database.write(work);
      most = Math.max(most, before - rows());
      return result;
    },
  };
  return { database, most: () => most };
}

const left = (core: Core) => core.store.rows<{ id: string }>('SELECT id FROM attachments').map(({ id }) => id);

test('an upload that no message was sent with is removed after seven days, and its file after it', async ({ core }) => {
  const [first] = await uploads(core);
  const { used, log, stop } = keepHouse(core);
  await quiet();
  await core.clock.advance(6 * DAY);
  await quiet();
  expect([left(core), used.every(Boolean)]).toEqual([[first], true]);
  await core.clock.advance(DAY + HOUR);
  await quiet();
  expect([left(core), used.at(-1), log.lines]).toEqual([[], false, []]);
  stop();
});

test('one that belongs to a message is kept for ever, whatever became of the message', async ({ core }) => {
  const [id] = await uploads(core);
  if (!id) throw new Error('it was made');
  const outgoing = { to: Phone.parse('+4917000001'), attachment: { id } };
  await core.store.database.write((stores) => acceptMessage(stores, core.lawyer.id, outgoing, core.clock.now()));
  core.store.run("UPDATE messages SET status = 'cancelled'");
  await core.clock.advance(100 * DAY);
  const { stop } = keepHouse(core);
  await quiet();
  stop();
  expect(left(core)).toEqual([id]);
});

test('many are removed in slices, so that no transaction is long', async ({ core }) => {
  await uploads(core, 1000);
  await core.clock.advance(8 * DAY);
  const { database, most } = watched(core, 'attachments');
  const { stop } = keepHouse(core, database);
  await quiet();
  stop();
  expect([left(core), most()]).toEqual([[], 300]);
});

test('what cannot be removed is noted, holds up nothing else, and is tried again after an hour', async ({ core }) => {
  await uploads(core);
  await core.clock.advance(8 * DAY);
  let isIll = true;
  const write = core.store.database.write.bind(core.store.database);
  const database: Database = {
    ...core.store.database,
    write: (work) => (isIll ? Promise.reject(new Error('the disk is full')) : write(work)),
  };
  const { log, used, stop } = keepHouse(core, database);
  await quiet();
  expect([log.lines.length > 0, log.errors(), used, left(core).length]).toEqual([true, [], [true], 1]);
  isIll = false;
  await core.clock.advance(HOUR);
  await quiet();
  stop();
  expect(left(core)).toEqual([]);
});

/** So many deliveries to an address of their own, made now, each with one attempt. */
async function deliveries(core: Core, count: number, status: 'pending' | 'delivered' | 'failed'): Promise<WebhookId> {
  const id = newId('whk');
  const { store, clock, lawyer } = core;
  await store.database.write((stores) =>
    stores.webhooks.insert({ id, lawyerId: lawyer.id, url: 'https://x', secret: 's', events: ['*'], at: clock.now() }),
  );
  const rows = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)';
  store.run(
    `${rows} INSERT INTO events (id, lawyer_id, type, created) SELECT ? || i, ?, 'session.ready', ? FROM n`,
    ...[count, `evt_${id}`, lawyer.id, clock.now()],
  );
  store.run(
    `${rows} INSERT INTO webhook_queue (webhook_id, lawyer_id, event_id, cursor, status, created, next_attempt)
     SELECT ?, ?, ? || i, i, ?, ?, ? FROM n`,
    ...[count, id, lawyer.id, `evt_${id}`, status, clock.now(), clock.now()],
  );
  store.run(
    `INSERT INTO webhook_payloads (queue_id, payload) SELECT id, 'what a client wrote' FROM webhook_queue WHERE webhook_id = ?`,
    id,
  );
  store.run(
    'INSERT INTO webhook_attempts (queue_id, attempted, latency) SELECT id, created, 1 FROM webhook_queue WHERE webhook_id = ?',
    id,
  );
  return id;
}

const queued = (core: Core) =>
  core.store.rows<{ status: string; n: number }>(
    'SELECT status, count(*) AS n FROM webhook_queue GROUP BY status ORDER BY status',
  );
const attempts = (core: Core) => core.store.rows<{ n: number }>('SELECT count(*) AS n FROM webhook_attempts')[0]?.n;

test('deliveries that have ended are removed after seven days, in slices, and what is younger or waits stays', async ({
  core,
}) => {
  await deliveries(core, 2, 'pending');
  await deliveries(core, 700, 'delivered');
  await deliveries(core, 5, 'failed');
  await core.clock.advance(6 * DAY);
  await deliveries(core, 3, 'delivered');
  const { database, most } = watched(core, 'webhook_queue');
  const { stop, log } = keepHouse(core, database);
  await quiet();
  expect(queued(core).map(({ n }) => n)).toEqual([703, 5, 2]);
  await core.clock.advance(DAY + HOUR);
  await quiet();
  stop();
  expect(queued(core)).toEqual([
    { status: 'delivered', n: 3 },
    { status: 'pending', n: 2 },
  ]);
  expect([attempts(core), most() <= 300, log.lines]).toEqual([5, true, []]);
});

test('what waits for an address that is switched off is never delivered, and is removed like the rest', async ({
  core,
}) => {
  const id = await deliveries(core, 4, 'pending');
  await core.store.database.write((stores) => stores.webhooks.stop(id, 'disabled', 'gone', core.clock.now()));
  await core.clock.advance(8 * DAY);
  const { stop } = keepHouse(core);
  await quiet();
  stop();
  expect(queued(core)).toEqual([]);
});

test('an address with many deliveries is switched off first and removed in slices, and others keep theirs', async ({
  core,
}) => {
  const id = await deliveries(core, 1000, 'pending');
  await deliveries(core, 2, 'pending');
  const { database, most } = watched(core, 'webhook_queue');
  const states: unknown[] = [];
  const write = database.write.bind(database);
  database.write = async (work) => {
    const result = await write(work);
    states.push(core.store.rows('SELECT state FROM webhooks WHERE id = ?', id)[0]?.state);
    return result;
  };
  await removeWebhook(database, core.lawyer.id, id, core.clock.now());
  expect([queued(core), attempts(core), most()]).toEqual([[{ status: 'pending', n: 2 }], 2, 300]);
  expect([states[0], states.at(-1)]).toEqual(['paused', undefined]);
  await expect(removeWebhook(database, core.lawyer.id, id, core.clock.now())).rejects.toThrow('webhook_not_found');
});

test('an address whose removing was cut short is listed as switched off, and can be removed again', async ({
  core,
}) => {
  const id = await deliveries(core, 1000, 'delivered');
  let writes = 0;
  const database: Database = {
    ...core.store.database,
    write: (work) => (++writes > 2 ? Promise.reject(new Error('the app is killed')) : core.store.database.write(work)),
  };
  await expect(removeWebhook(database, core.lawyer.id, id, core.clock.now())).rejects.toThrow('killed');
  const list = () => core.store.database.read((stores) => stores.webhooks.list(core.lawyer.id, { limit: 9 }));
  expect([(await list()).rows.map(({ is_active }) => is_active), queued(core)[0]?.n]).toEqual([[false], 700]);
  await removeWebhook(core.store.database, core.lawyer.id, id, core.clock.now());
  expect([(await list()).rows, queued(core)]).toEqual([[], []]);
});
