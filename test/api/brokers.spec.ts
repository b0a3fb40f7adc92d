import { expect, test } from '@playwright/test';
import { BrokerFault } from '../../main/brokers/broker-link.ts';
import { settle } from '../support/fake-clock.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  caller = createRouteCaller(api, lawyer);
});

test.afterEach(() => api.stop());

const given = (more: Record<string, unknown> = {}) => ({
  ...{ lawyer_id: lawyer.lawyer.id, kind: 'rabbitmq', url: 'amqp://lexline:s3cret@10.0.0.7/dir', target: 'events' },
  ...{ events: ['*'], ...more },
});

/** Something happens that is told of: a client is made. */
async function happen(count = 1): Promise<void> {
  for (let n = 0; n < count; n++) {
    await caller.use('createClient', {
      body: { name: 'Bea', phone: `+49151${Math.random().toString().slice(2, 10)}` },
    });
  }
  await settle();
}

test('a private address is right here, its password is never shown, and what happens from then on is published', async () => {
  await happen();
  const made = await caller.use('createBroker', { body: given() });
  expect(made).toMatchObject({
    url: 'amqp://lexline@10.0.0.7/dir',
    has_password: true,
    state: 'connecting',
    behind: 0,
  });
  await happen(3);
  const shown = await caller.use('getBroker', { id: made.id });
  expect(shown).toMatchObject({ state: 'connected', behind: 0, cursor: made.cursor + 3, last_error: null });
  expect(api.broker.taken.map(({ type }) => type)).toEqual(Array(3).fill('client.created'));
  for (const name of ['listBrokers', 'getBroker', 'changeBroker', 'pauseBroker', 'resumeBroker'] as const) {
    const body = name === 'changeBroker' ? { body: { events: ['*'] } } : {};
    expect((await caller.answerOf(name, { id: made.id, ...body })).text).not.toContain('s3cret');
  }
  const { text: audit } = await caller.answerOf('listAudit', { key: api.adminKey });
  expect(audit).toContain('createBroker');
  expect(audit).not.toContain('s3cret');
});

test('a token of NATS and a password of Redis are as secret', async () => {
  const nats = given({ kind: 'nats', url: 'nats://t0ken@10.0.0.7' });
  expect(await caller.use('createBroker', { body: nats })).toMatchObject({
    url: 'nats://10.0.0.7',
    has_password: true,
  });
  const redis = given({ kind: 'redis', url: 'rediss://:s3cret@10.0.0.7/3' });
  const made = await caller.use('createBroker', { body: redis });
  expect(made).toMatchObject({ url: 'rediss://10.0.0.7/3', has_password: true });
  const open = await caller.use('changeBroker', { id: made.id, body: { url: 'redis://10.0.0.7' } });
  expect(open).toMatchObject({ url: 'redis://10.0.0.7', has_password: false });
});

test('a broker that is gone is said to, with what waits, and is tested by a connection of its own', async () => {
  api.broker.refuses = new BrokerFault('login_refused', 'who are you, s3cret?');
  const { id } = await caller.use('createBroker', { body: given() });
  await happen(2);
  const shown = await caller.use('getBroker', { id });
  expect(shown).toMatchObject({
    ...{ state: 'reconnecting', behind: 2, last_error: { code: 'login_refused', message: 'who are you, ***?' } },
    next_attempt_at: new Date(api.clock.now() + 500).toISOString(),
  });
  const error = { code: 'login_refused', message: 'who are you, ***?' };
  expect(await caller.use('testBroker', { id })).toMatchObject({ is_ok: false, error });
  api.broker.refuses = null;
  expect(await caller.use('testBroker', { id })).toMatchObject({ is_ok: true, error: null });
  expect(api.broker.taken).toEqual([]);
  // Resumed, it is tried at once.
  await caller.use('resumeBroker', { id });
  await settle();
  expect(api.broker.taken).toHaveLength(2);
  const metrics = (await caller.answerOf('getMetrics', { key: api.adminKey })).text;
  expect(metrics).toContain('lexline_brokers_connected{kind="rabbitmq"} 1');
  expect(metrics).toContain('lexline_broker_events_behind{kind="rabbitmq"} 0');
  expect(metrics).toContain('lexline_broker_events_published_total 2');
});

test('paused it takes nothing, and from a cursor all is published again', async () => {
  const { id } = await caller.use('createBroker', { body: given({ after: 0 }) });
  await happen(3);
  expect(await caller.use('pauseBroker', { id })).toMatchObject({ state: 'paused', is_paused: true });
  await happen(2);
  expect(await caller.use('getBroker', { id })).toMatchObject({ state: 'paused', behind: 2 });
  expect(api.broker.taken).toHaveLength(3);
  await caller.use('resumeBroker', { id });
  await settle();
  expect(api.broker.taken).toHaveLength(5);
  await caller.use('changeBroker', { id, body: { after: 0 } });
  await settle();
  const ids = api.broker.taken.map((event) => event.id);
  expect(ids.slice(5)).toEqual(ids.slice(0, 5));
  const newest = api.broker.taken.at(-1)?.cursor ?? 0;
  const { errors } = await caller.refusal('changeBroker', 'invalid_request', { id, body: { after: newest + 1 } });
  expect(errors).toMatchObject([{ field: 'after' }]);
});

test('it goes on after a restart of the app, and ends with its lawyer', async () => {
  const { id } = await caller.use('createBroker', { body: given() });
  await happen();
  await api.restart();
  await settle();
  await happen();
  expect(api.broker.taken).toHaveLength(2);
  await caller.answerOf('removeBroker', { id });
  await settle();
  expect(api.broker.connected).toBe(0);
  await caller.refusal('getBroker', 'broker_not_found', { id });

  const other = await api.addLawyer();
  const theirs = await caller.use('createBroker', { body: given({ lawyer_id: other.lawyer.id }) });
  await settle();
  expect(api.broker.connected).toBe(1);
  await caller.answerOf('deactivateLawyer', { id: other.lawyer.id });
  expect((await caller.answerOf('removeLawyer', { id: other.lawyer.id })).status).toBe(204);
  await settle();
  expect(api.broker.connected).toBe(0);
  await caller.refusal('getBroker', 'broker_not_found', { id: theirs.id });
});

test('events that RabbitMQ had no queue for are told in words, until somebody looks after it', async () => {
  const { id, cursor, warning: none } = await caller.use('createBroker', { body: given() });
  expect(none).toBeNull();
  api.broker.unroutes = ['client.created'];
  await happen(2);
  const { unrouted, warning } = await caller.use('getBroker', { id });
  expect([unrouted, warning]).toEqual([
    2,
    {
      code: 'events_unrouted',
      message: expect.stringMatching(
        /dropped 2 events.*exchange events for them: client\.created \(2\)\. Bind a durable/,
      ),
      events: [{ type: 'client.created', count: 2 }],
      after: cursor,
    },
  ]);
  const codes = async () => (await caller.use('listAlerts')).data.filter(({ cleared_at }) => !cleared_at);
  expect(await codes()).toMatchObject([{ code: 'broker_events_unrouted', subject: id }]);
  api.broker.unroutes = [];
  await caller.use('changeBroker', { id, body: { after: warning?.after } });
  await settle();
  expect(await caller.use('getBroker', { id })).toMatchObject({ unrouted: 0, warning: null, state: 'connected' });
  expect(await codes()).toEqual([]);
});
