import { expect, test } from '@playwright/test';
import { createBrokers, OPEN_BROKER } from '../../main/brokers/brokers.ts';
import { BrokerKind } from '../../main/contract/broker.ts';
import type { BrokerId, LawyerId } from '../../main/contract/ids.ts';
import { Phone } from '../../main/contract/values.ts';
import { brokerOf, changeBroker, createBroker } from '../../main/domain/brokers.ts';
import { createEventFeed } from '../../main/domain/event-feed.ts';
import { readEvents } from '../../main/domain/event-log.ts';
import { systemClock } from '../../main/domain/system-clock.ts';
import { readBroker } from '../support/broker-reader.ts';
import {
  type BrokerServer,
  createBrokerServer,
  noServerBecause,
  PASSWORD_OF_BROKER,
} from '../support/broker-servers.ts';
import { FakeLog } from '../support/fake-log.ts';
import { idsByConversation } from '../support/in-order.ts';
import { refuseEvents } from '../support/refusing-broker.ts';
import { storeMessage } from '../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../support/temp-database.ts';

for (const kind of BrokerKind.options) {
  test.describe(kind, () => {
    // One after another: they share a server, which takes seconds to start.
    test.describe.configure({ mode: 'default', timeout: 120_000 });
    const reason = noServerBecause(kind);
    test.skip(reason !== null, reason ?? '');

    let server: BrokerServer;
    /** Another one for each test. */
    let target: string;
    let stream: string | null;
    let count = 0;
    let store: TempDatabase;
    let lawyerId: LawyerId;
    let log: FakeLog;
    let brokers: ReturnType<typeof createBrokers>;
    let published: (count: number) => void;
    let id: BrokerId;
    const random = () => 0.99;

    test.beforeAll(async () => {
      server = await createBrokerServer(kind);
      await server.start();
    });

    test.afterAll(() => server.remove());

    test.beforeEach(async () => {
      count += 1;
      target = `lexline.events-${count}`;
      stream = kind === 'nats' ? `LEXLINE-${count}` : null;
      store = openTempDatabase();
      ({ id: lawyerId } = await addLawyer(store.database, Date.now()));
      log = new FakeLog();
      published = () => {};
      const { database } = store;
      const feed = createEventFeed(database);
      const add = (name: string, by = 1): void => {
        if (name === 'broker_events_published') published(by);
      };
      const shared = { database, feed, clock: systemClock, random, log, metrics: { add } };
      brokers = createBrokers({ ...shared, open: OPEN_BROKER });
    });

    test.afterEach(async () => {
      await brokers.stop();
      await store.remove();
    });

    async function add(change: { url?: string; target?: string; stream?: string | null } = {}): Promise<void> {
      const given = { kind, lawyer_id: lawyerId, url: server.url, target, events: ['*' as const], after: 0 };
      const body = { ...given, stream, ...change };
      ({ id } = await store.database.write((stores) => createBroker(stores, body, Date.now())));
      brokers.changed(id);
    }

    async function write(count: number): Promise<void> {
      const messages = Array.from({ length: count }, (_, n) => {
        const phone = Phone.parse(`+49151123456${String(n % 5).padStart(2, '0')}`);
        return storeMessage(store.database, lawyerId, { phone, text: `Nummer ${n} 🦔`, at: Date.now() });
      });
      await Promise.all(messages);
    }

    const row = () => store.database.read((stores) => brokerOf(stores, id));
    const status = async () => brokers.status(await row());
    const newest = () => store.database.read(({ events }) => events.newest(lawyerId));
    const isThrough = async () => (await row()).cursor === (await newest());

    async function wholeLog(): Promise<string[]> {
      const bodies: string[] = [];
      for (let after = 0; ; ) {
        const from = { after, patterns: [], limit: 1000 };
        const { events, next, hasMore } = await store.database.read((stores) => readEvents(stores, lawyerId, from));
        bodies.push(...events.map((event) => JSON.stringify(event)));
        if (!hasMore) return bodies;
        after = next;
      }
    }

    /**
     * RabbitMQ 3.10 may have lost a durable binding for good when it was killed shortly after the binding was made (seen once
     * in a dozen kills on a busy machine): what is published then goes nowhere, which the alert says. This does what it asks for.
     */
    async function publishOnceMoreIfUnbound(): Promise<void> {
      const { unrouted } = await status();
      if (unrouted === null) return;
      const open = await store.database.read((stores) => stores.alerts.open(lawyerId));
      expect(open).toMatchObject([{ code: 'broker_events_unrouted', subject: id }]);
      await store.database.write((stores) => changeBroker(stores, id, { after: unrouted.after }, Date.now()));
      brokers.changed(id);
      await expect.poll(async () => (await status()).unrouted).toBe(null);
      await expect.poll(isThrough).toBe(true);
    }

    test('events arrive under their ids, in order within a conversation, as GET /v1/events tells them', async () => {
      // RabbitMQ drops what no queue is bound for.
      const reader = await readBroker(kind, server.url, target);
      await add();
      await expect.poll(async () => (await status()).state).toBe('connected');
      await write(40);
      await expect.poll(isThrough).toBe(true);
      const told = await reader.take();
      await reader.close();
      const bodies = await wholeLog();
      expect(told.map(({ body }) => body).sort()).toEqual([...bodies].sort());
      expect(idsByConversation(told.map(({ body }) => body))).toEqual(idsByConversation(bodies));
      for (const { id, type, body } of told) expect(JSON.parse(body)).toMatchObject({ id, type });
      expect((await status()).lastError).toBe(null);
    });

    test('its server is killed in the middle of 500 events: all of them arrive when it is back', async () => {
      await (await readBroker(kind, server.url, target)).close();
      await add();
      await expect.poll(async () => (await status()).state).toBe('connected');
      let confirmed = 0;
      let killed: Promise<void> | null = null;
      published = (by) => {
        confirmed += by;
        if (confirmed >= 100) killed ??= server.kill();
      };
      await write(250);
      await expect.poll(() => killed !== null).toBe(true);
      await killed;
      await write(250);
      await expect.poll(async () => (await status()).state).toBe('reconnecting');
      await expect.poll(async () => (await row()).failingSince).not.toBe(null);
      expect(confirmed).toBeLessThan(500);
      await server.start();
      await expect.poll(isThrough, { timeout: 30_000 }).toBe(true);
      const reader = await readBroker(kind, server.url, target);
      await publishOnceMoreIfUnbound();
      const told = await reader.take();
      await reader.close();
      expect(idsByConversation(told.map(({ body }) => body))).toEqual(idsByConversation(await wholeLog()));
      expect(await row()).toMatchObject({ failingSince: null, missedUpTo: null });
    });

    test('what it refuses stays in front of the cursor and is told in words, and goes through when it is taken', async () => {
      if (kind === 'rabbitmq') await (await readBroker(kind, server.url, target)).close();
      const refusal = await refuseEvents(kind, server.url, target);
      await add({ stream: null });
      await write(20);
      // All of it fails in the end at the first one that is refused, and the tries come further and further apart.
      await expect.poll(async () => (await status()).lastError?.message, { timeout: 30_000 }).toMatch(refusal.words);
      expect((await status()).lastError).toMatchObject({ code: 'not_taken' });
      expect((await status()).lastError?.message).toMatch(/^evt_/);
      const { cursor } = await row();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await row()).cursor).toBe(cursor);
      await refusal.end();
      await expect.poll(isThrough, { timeout: 30_000 }).toBe(true);
      if (kind === 'redis') return;
      const reader = await readBroker(kind, server.url, target);
      const ids = new Set((await reader.take()).map(({ id }) => id));
      await reader.close();
      expect([...ids].sort()).toEqual((await wholeLog()).map((body) => JSON.parse(body).id).sort());
    });

    // Only RabbitMQ drops what nobody wants.
    if (kind === 'rabbitmq') {
      test('what no queue is bound for is told by its type, and arrives when it is published once more', async () => {
        await add();
        await write(2);
        await expect.poll(isThrough).toBe(true);
        const { unrouted } = await status();
        expect(unrouted?.types.get('message.received')).toBe(2);
        expect(unrouted?.after).toBe(0);
        expect(await store.database.read((stores) => stores.alerts.open(lawyerId))).toMatchObject([
          { code: 'broker_events_unrouted', subject: id },
        ]);
        const reader = await readBroker(kind, server.url, target);
        await store.database.write((stores) => changeBroker(stores, id, { after: 0 }, Date.now()));
        brokers.changed(id);
        await expect.poll(isThrough).toBe(true);
        expect((await reader.take()).map(({ type }) => type)).toContain('message.received');
        await reader.close();
        expect((await status()).unrouted).toBeNull();
      });
    }

    test('what is wrong is told by a code and without the password, and a frozen server keeps nobody', async () => {
      await add({ url: server.url.replace('%2Fpass', '%2Fwrong') });
      await expect.poll(async () => (await status()).lastError?.code).toBe('login_refused');
      const { url } = await row();
      expect(await brokers.test(await row())).toMatchObject({ code: 'login_refused' });

      // NATS begins in the clear: where the address asks for TLS, a server without it is not logged in to.
      if (kind === 'nats') {
        const demanding = { ...(await row()), url: server.url.replace('nats:', 'tls:') };
        expect(['certificate_refused', 'unreachable']).toContain((await brokers.test(demanding))?.code);
      }

      // The library does not say which of them it is.
      if (kind === 'rabbitmq') {
        const elsewhere = { ...(await row()), url: `${server.url}/nothing` };
        expect(await brokers.test(elsewhere)).toMatchObject({
          code: 'login_refused',
          message: expect.stringContaining('virtual host'),
        });
      }

      const wrong = { rabbitmq: { target: 'amq.nothing' }, redis: { target: 'list' }, nats: { stream: null } }[kind];
      if (kind === 'redis') await pushToList(server.url);
      await store.database.write((stores) => changeBroker(stores, id, { url: server.url, ...wrong }, Date.now()));
      brokers.changed(id);
      await expect.poll(async () => (await status()).lastError?.code).toBe('target_refused');

      const right = { target, stream };
      await store.database.write((stores) => changeBroker(stores, id, right, Date.now()));
      expect(await brokers.test(await row())).toBe(null);
      brokers.changed(id);
      await expect.poll(async () => (await status()).state).toBe('connected');
      server.freeze();
      const before = Date.now();
      await brokers.stop();
      expect(Date.now() - before).toBeLessThan(5_000);

      await server.kill();
      expect(await brokers.test(await row())).toMatchObject({ code: 'unreachable' });
      for (const secret of [PASSWORD_OF_BROKER, new URL(url).password, 's3cret']) {
        expect(JSON.stringify([log.lines, await status()])).not.toContain(secret);
      }
    });
  });
}

async function pushToList(url: string): Promise<void> {
  const { createClient } = await import('@redis/client');
  const client = createClient({ url });
  await client.connect();
  await client.lPush('list', 'x');
  client.destroy();
}
