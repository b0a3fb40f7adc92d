import { DiskError } from '../../../main/domain/disk-error.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { type FakePageHost, READY, showingQr } from '../../support/fake-page-host.ts';
import type { TempDatabase } from '../../support/temp-database.ts';

const BEA_CHAT = '4917000001@c.us';
const POISON = 'cannot be stored';

/** A database in which messages with a certain text cannot be stored, or nothing at all. */
class FailingStore {
  isPoisonous = true;
  isFull = false;
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
  }

  store(): TempDatabase {
    const { store } = this.core;
    const real = store.database;
    const write: Database['write'] = (work) =>
      this.isFull
        ? Promise.reject(new DiskError(new Error('disk full')))
        : real.write((stores) => {
            const insert: typeof stores.messages.insert = (message) =>
              this.isPoisonous && message.text === POISON
                ? Promise.reject(new Error('poison'))
                : stores.messages.insert(message);
            return work({ ...stores, messages: { ...stores.messages, insert } });
          });
    return { ...store, rows: store.rows, database: { ...real, write } };
  }
}

function prepare(core: Core): FailingStore {
  const failing = new FailingStore(core);
  Object.defineProperty(core, 'store', { value: failing.store() });
  return failing;
}

const message = (core: Core, text: string) => core.account.message(BEA_CHAT, { timestamp: core.seconds(), text });
const told = (core: Core, text: string) => ({ kind: 'message', message: message(core, text) });
const state = (core: Core, change: object) => ({
  kind: 'state',
  state: { ...READY, me: { phone: core.lawyer.phone_number.slice(1), lid: null }, ...change },
});

/** As the page does: what was not stored is sent again after a second, at most so often. */
async function insist(core: Core, host: FakePageHost, items: unknown[], tries: number): Promise<number> {
  for (let tried = 1; tried <= tries; tried++) {
    const done = await host.report(...items).then(
      () => true,
      () => false,
    );
    if (done) return tried;
    await core.clock.advance(1_000);
  }
  return Number.POSITIVE_INFINITY;
}

test('one malformed item does not take the good ones with it, and is counted', async ({ core }) => {
  const host = await core.live();
  await host.report({ kind: 'message', message: { nonsense: 1 } }, null, 7, told(core, 'good'), { kind: 'x' });
  expect([core.texts(), core.life.metrics.count('page_items_refused')]).toEqual([['good'], 4]);
  expect(core.life.log.lines.filter(({ level }) => level === 'warn').map(({ facts }) => facts.refused)).toEqual([4]);
  expect(await core.alerts()).toEqual([]);
});

test('each message is counted once as stored, however often the page tells of it', async ({ core }) => {
  const host = await core.live();
  const [first, second] = [told(core, 'first'), told(core, 'second')];
  await host.report(first, first);
  await host.report(first, second);
  expect(core.life.metrics.count('messages_stored')).toBe(2);
});

test('many refused items are told to a person, until there are few again', async ({ core }) => {
  const host = await core.live();
  for (let time = 0; time < 10; time++) await host.report(...Array(10).fill({ kind: 'hostile' }));
  await settle();
  expect([await core.alerts(), core.life.metrics.count('page_items_refused')]).toEqual([
    [['page_data_refused', null]],
    100,
  ]);
  await core.clock.advance(HOUR);
  expect(await core.alerts()).toEqual([['page_data_refused', null]]);
  await host.report({ kind: 'hostile' });
  await core.clock.advance(HOUR);
  expect(await core.alerts()).toEqual([]);
});

test('refused items are told in one line a minute, however many there are', async ({ core }) => {
  const host = await core.live();
  const lines = () => core.life.log.lines.filter(({ facts }) => facts.refused !== undefined);
  for (let time = 0; time < 1000; time++) await host.report({ kind: 'hostile' });
  await core.clock.advance(MINUTE);
  await core.clock.advance(10 * MINUTE);
  await host.report({ kind: 'hostile' });
  expect(lines().map(({ facts }) => facts.refused)).toEqual([1, 999, 1]);
});

test('of a page that changes a thousand times within a report only what it comes to is told', async ({ core }) => {
  const host = await core.live();
  const flapping = (last: object) =>
    Array.from({ length: 1000 }, (_, index) => state(core, index % 2 === 0 ? { socket: 'OPENING' } : last));
  await host.report(...flapping({}));
  await settle();
  expect([core.told('session'), core.stands()[0]]).toEqual([['session.ready'], 'ready']);
  await host.report(...flapping(showingQr('code')));
  await settle();
  expect([core.told('session').slice(1), core.stands()[0]]).toEqual([
    ['session.reconnecting', 'session.logged_out', 'session.qr'],
    'qr',
  ]);
});

test('a log-out that only passes by in a report is seen by whoever asks whose account it is', async ({ core }) => {
  const host = await core.live();
  const mute = { me: null };
  await host.report(state(core, {}), state(core, showingQr('code')), state(core, mute), state(core, mute));
  await expect(host.report(told(core, 'nobody knows whose'))).rejects.toThrow('whose account');
  expect(core.texts()).toEqual([]);
});

test('what is malformed in the answers of the page is counted, whoever has asked', async ({ core }) => {
  const host = await core.live();
  const command = host.command.bind(host);
  const counted = () => core.life.metrics.count('page_items_refused');
  let malformed = 'listChats';
  const listed = { chat: BEA_CHAT, lastTimestamp: 0, lastId: null, name: null, phone: null };
  const garbage = [null, 7, { chat: 'x' }];
  host.command = async (name, input) => {
    if (name !== malformed) return command(name, input);
    // A list of chats that is nothing else would be no answer at all.
    return { ok: true, value: name === 'listChats' ? [...garbage, listed] : garbage };
  };
  await core.life.sessions.syncHistory(core.lawyer.id);
  await settle();
  expect(counted()).toBe(3);
  await core.clock.advance(90_000);
  expect(counted()).toBe(6);
  malformed = 'readMessages';
  core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'not told' });
  await core.life.sessions.syncHistory(core.lawyer.id);
  await settle();
  expect([counted() > 6, await core.alerts()]).toEqual([true, []]);
});

test('a list of chats that stays malformed in part is not asked for every minute, and a person is told', async ({
  core,
}) => {
  const host = await core.live();
  const command = host.command.bind(host);
  const listed = { chat: BEA_CHAT, lastTimestamp: 0, lastId: null, name: null, phone: null };
  host.command = async (name, input) =>
    name === 'listChats' ? { ok: true, value: [null, listed] } : command(name, input);
  await core.life.sessions.syncHistory(core.lawyer.id);
  await settle();
  expect(core.life.sessions.history(core.lawyer.id)).toMatchObject({
    state: 'interrupted',
    chats_total: 2,
    chats_left: 1,
  });
  await core.clock.advance(9 * 60_000);
  // Once by the reader, and by each comparison of the watchdog.
  expect([core.life.metrics.count('page_items_refused'), await core.alerts()]).toEqual([7, []]);
  await core.clock.advance(60_000);
  await settle();
  expect(await core.alerts()).toEqual([['history_incomplete', null]]);
});

test('a report is acknowledged only once it is stored', async ({ core }) => {
  const failing = prepare(core);
  const host = await core.live();
  failing.isFull = true;
  const items = [told(core, 'one'), told(core, 'two')];
  expect(await insist(core, host, items, 50)).toBe(Number.POSITIVE_INFINITY);
  failing.isFull = false;
  await host.report(...items);
  expect([core.texts(), core.told('message')]).toEqual([
    ['one', 'two'],
    ['message.received', 'message.received'],
  ]);
});

test('one fact that cannot be stored does not hold the others of its report', async ({ core }) => {
  prepare(core);
  const host = await core.live();
  await host.report(told(core, 'before'), told(core, POISON), told(core, 'after'));
  expect([core.texts(), core.told('message')]).toEqual([
    ['after', 'before'],
    ['message.received', 'message.received'],
  ]);
  expect(core.life.log.errors().map(({ facts }) => facts.lost)).toEqual([1]);
});

test('one fact that cannot be stored does not hold the states of its report, nor the reports behind it', async ({
  core,
}) => {
  prepare(core);
  const host = await core.live();
  const report = [told(core, POISON), state(core, { socket: 'OPENING' })];
  await expect(host.report(...report)).rejects.toThrow('poison');
  await settle();
  expect(core.stands()).toEqual(['reconnecting', 'network_lost']);
  // It comes again, with what the page has seen meanwhile: nothing is applied, or told, a second time.
  const longer = [...report, state(core, {})];
  expect(await insist(core, host, longer, 10)).toBeLessThan(10);
  await settle();
  expect(core.told('session')).toEqual(['session.ready', 'session.reconnecting', 'session.ready']);
  expect([core.stands()[0], core.life.metrics.count('page_items_refused')]).toEqual(['ready', 1]);
  expect(await core.alerts()).toEqual([['page_data_refused', null]]);
  await host.report(told(core, 'behind it'));
  expect(core.texts()).toEqual(['behind it']);
});

test('states go on while the disk fails, and what was reported is stored once it takes it', async ({ core }) => {
  const failing = prepare(core);
  const host = await core.live();
  failing.isFull = true;
  const report = [told(core, 'kept'), state(core, { socket: 'OPENING' })];
  await expect(host.report(...report)).rejects.toThrow('disk full');
  expect(core.stands()[0]).toBe('reconnecting');
  await expect(host.report(...report, state(core, {}))).rejects.toThrow('disk full');
  expect(core.stands()[0]).toBe('ready');
  await expect(host.report(...report, state(core, {}))).rejects.toThrow('disk full');
  expect(core.stands()[0]).toBe('ready');
  failing.isFull = false;
  await host.report(...report, state(core, {}));
  expect(core.texts()).toEqual(['kept']);
});

test('what the page had to let go is read from what it holds', async ({ core }) => {
  const host = await core.live();
  const known = core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'first words' });
  await host.messages(known);
  await settle();
  Object.assign(known, { text: 'other words', editedAt: core.seconds() });
  core.account.write('4917000002@c.us', { timestamp: core.seconds(), text: 'never told' });
  await host.report({ kind: 'dropped' });
  await settle();
  expect(core.texts()).toEqual(['never told', 'other words']);
});

test('a missing ability takes only its own work with it, is shown, and told when it stays missing', async ({
  core,
}) => {
  const host = await core.live();
  await host.capability('send_text', null);
  await core.life.send('+4917000001', 'Out');
  await host.report(told(core, 'In'));
  await settle();
  expect(core.session()).toMatchObject({
    state: 'ready',
    cause: 'driver_reduced',
    steps: ['update_app'],
    reduced: [{ ability: 'send_text', driver: null }],
  });
  expect([core.texts(), core.statusOf('Out'), core.queue()]).toMatchObject([
    ['In', 'Out'],
    ['queued'],
    [{ type: 'send', state: 'queued', waits_for: 'ability' }],
  ]);
  expect(await core.alerts()).toEqual([]);
  await core.clock.advance(15_000);
  expect(await core.alerts()).toEqual([['ability_missing', 'send_text']]);
  // It is back, as after WhatsApp's or our next update.
  await host.capability('send_text', 'wa-js');
  await core.clock.advance(30_000);
  expect([core.account.arrivals('Out'), await core.alerts(), core.session().reduced]).toEqual([1, [], []]);
  expect(core.told('alert')).toEqual(['alert.raised', 'alert.cleared']);
});

test('abilities that the next load has again are told as cleared, and those of the screen as reduced', async ({
  core,
}) => {
  const host = await core.live();
  await host.capability('react', null);
  await host.capability('send_file', 'dom');
  await core.clock.advance(MINUTE);
  expect(await core.alerts()).toEqual([
    ['ability_missing', 'react'],
    ['ability_reduced', 'send_file'],
  ]);
  host.reload();
  await settle();
  expect(core.session().reduced).toEqual([]);
  await host.capability('react', 'wa-js');
  await core.clock.advance(MINUTE);
  expect(await core.alerts()).toEqual([]);
});

test('a disk that is almost full is said, before the log-in is lost to it', async ({ core }) => {
  await core.live();
  const { files } = core.life as unknown as { files: { free: number } };
  files.free = 499_000_000;
  await core.clock.advance(MINUTE);
  expect([core.stands(), core.session().steps, await core.alerts()]).toEqual([
    ['ready', 'disk_almost_full'],
    ['free_disk_space'],
    [['disk_almost_full', null]],
  ]);
  files.free = 501_000_000;
  await core.clock.advance(MINUTE);
  expect([core.stands(), await core.alerts()]).toEqual([['ready', undefined], []]);
});
