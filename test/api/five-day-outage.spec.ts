import { expect, test } from '@playwright/test';
import type { Event } from '../../main/contract/event-log.ts';
import type { Webhook } from '../../main/contract/webhook.ts';
import { openStream } from '../support/open-stream.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';
import { answerWith, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let api: TestApi;
let lawyer: TestLawyer;
let routes: RouteCaller;
let receiver: WebhookReceiver;
let webhook: Webhook;
/** How far a reader of the log had come before the outage. */
let cursor: number;
let before: string;

interface Row {
  id: string;
  type: string;
  conversation: string | null;
}

/** All that was told since the outage began, as it stands in the database. */
const missed = (): Row[] =>
  api.store.rows(
    'SELECT id, type, conversation_id AS conversation FROM events WHERE cursor > ? ORDER BY cursor',
    cursor,
  );
const idOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers['webhook-id']);
const state = async () => (await routes.use('getWebhook', { id: webhook.id })).state;

function clientsWrite(): Promise<unknown> {
  const some = ['+4917000001', '+4917000002', '+4917000003'] as const;
  return Promise.all(
    some.map((phone) => storeMessage(api.store.database, lawyer.lawyer.id, { phone, at: api.clock.now() } as never)),
  );
}

/** How long it is away: five days are over in that time, whatever is on its way then. */
const HOURS = 6 * 24;

for (const [name, isAway, way] of [
  ['takes no connection', true, 'all since'],
  ['answers 500', false, 'resume'],
] as const) {
  test.describe(`a directory that ${name} for five days`, () => {
    test.beforeEach(async () => {
      api = await startTestApi({ deliver: true });
      lawyer = await api.addLawyer();
      routes = createRouteCaller(api, lawyer);
      receiver = await startWebhookReceiver();
      webhook = await routes.use('createWebhook', { body: { url: receiver.url, events: ['*'] } });
      await clientsWrite();
      await expect.poll(() => receiver.received.length).toBeGreaterThan(2);
      await outage();
    });

    test.afterEach(async () => {
      await receiver.stop();
      await api.stop();
    });

    async function outage(): Promise<void> {
      const delivered = () => api.store.rows("SELECT 1 FROM webhook_queue WHERE status <> 'delivered'").length === 0;
      await expect.poll(delivered).toBe(true);
      ({ next: cursor } = await routes.use('listEvents', { query: '?after=now' }));
      before = new Date(api.clock.now()).toISOString();
      await api.clock.advance(MINUTE);
      if (isAway) await receiver.stop();
      else receiver.answer = answerWith(500);
      for (let hour = 0; hour < HOURS; hour++) {
        await clientsWrite();
        // As for a machine that sleeps: not each of the 60 looks that it would take in an hour.
        await api.clock.jump(HOUR);
        await state();
      }
      const { port } = new URL(receiver.url);
      if (isAway) receiver = await startWebhookReceiver(answerWith(204), { port: Number(port) });
      receiver.answer = answerWith(204);
      receiver.received.length = 0;
    }

    /** What it is told after that cursor, in parts. */
    async function readLog(): Promise<string[]> {
      const events: Event[] = [];
      for (let after = cursor, more = true; more; ) {
        const { data, next, has_more } = await routes.use('listEvents', { query: `?after=${after}&limit=100` });
        events.push(...data);
        [after, more] = [next, has_more];
      }
      return events.map(({ id }) => id);
    }

    test(`is switched off with an alert, and has all of it by the cursor, by SSE, and by “${way}”`, async () => {
      test.setTimeout(240_000);
      const disabled = { state: 'disabled', is_active: false, disabled_reason: 'failing' };
      expect(await routes.use('getWebhook', { id: webhook.id })).toMatchObject(disabled);
      const alert = { code: 'webhook_disabled', subject: webhook.id };
      expect((await routes.use('listAlerts')).data).toEqual([expect.objectContaining({ ...alert, cleared_at: null })]);
      expect(missed().filter(({ type }) => type === 'alert.raised')).toHaveLength(1);
      expect(missed().filter(({ type }) => type === 'message.received')).toHaveLength(3 * HOURS);
      // Nothing is sent to it any more.
      await clientsWrite();
      await api.clock.advance(24 * HOUR);
      expect(receiver.received).toEqual([]);

      expect(await readLog()).toEqual(missed().map(({ id }) => id));

      const stream = await openStream(api.port, { key: lawyer.key, headers: { 'last-event-id': `${cursor}` } });
      await expect.poll(() => stream.events().length).toBe(missed().length);
      await clientsWrite();
      await expect.poll(() => stream.events().map(({ id }) => id)).toEqual(missed().map(({ id }) => id));

      if (way === 'all since') {
        const recovered = await routes.use('recoverWebhook', { id: webhook.id, body: { since: before } });
        expect(recovered).toMatchObject({ state: 'disabled' });
        expect(receiver.received).toEqual([]);
      }
      await routes.use('resumeWebhook', { id: webhook.id, body: {} });
      await expect.poll(state, { timeout: 60_000 }).toBe('active');
      await clientsWrite();
      await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(missed().length);
      expect(receiver.received.map(idOf).sort()).toEqual(
        missed()
          .map(({ id }) => id)
          .sort(),
      );
      const place = new Map(receiver.received.map((one, n) => [idOf(one), n]));
      for (const conversation of new Set(missed().flatMap((row) => row.conversation ?? []))) {
        const places = missed().flatMap((row) => (row.conversation === conversation ? [place.get(row.id) ?? -1] : []));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }
      const cleared = { ...alert, cleared_at: expect.any(String) };
      expect((await routes.use('listAlerts')).data).toEqual([expect.objectContaining(cleared)]);
      await expect.poll(() => stream.events().length).toBe(missed().length);
      stream.cut();
      await stream.closed;
    });
  });
}
