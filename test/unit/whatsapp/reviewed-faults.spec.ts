import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { AppLife } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeAccount, type FakePageHost, READY } from '../../support/fake-page-host.ts';
import { addLawyer, type OpenDatabase, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const BEA_CHAT = '4917000001@c.us';
const POISON = 'cannot be stored';
const NO_CODE = { authenticated: false, qr: null };

let store: TempDatabase;
let clock: FakeClock;
let account: FakeAccount;
let lawyer: Lawyer;
let life: AppLife;
let isPoisonous: boolean;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  account = new FakeAccount();
  lawyer = await addLawyer(store.database, clock.now());
  isPoisonous = true;
});

test.afterEach(async () => {
  life.kill();
  await store.remove();
});

async function live(prepare: (host: FakePageHost) => void = () => {}): Promise<FakePageHost> {
  const poisoned = { ...store, database: poison(store.database) };
  life = new AppLife({ store: poisoned, account, clock, lawyerId: lawyer.id, prepare });
  await settle();
  return life.host;
}

/** A database that cannot store messages with a certain text. */
function poison(real: OpenDatabase): OpenDatabase {
  return {
    ...real,
    write: (work) =>
      real.write((stores) => {
        const insert: typeof stores.messages.insert = (message) =>
          isPoisonous && message.text === POISON
            ? Promise.reject(new Error('poison'))
            : stores.messages.insert(message);
        return work({ ...stores, messages: { ...stores.messages, insert } });
      }),
  };
}

const silent = (host: FakePageHost): void => {
  host.stateAfterLoad = null;
};
const message = (text: string) => account.message(BEA_CHAT, { timestamp: Math.floor(clock.now() / 1000), text });
const stored = () =>
  store.rows<{ content: string }>('SELECT content FROM messages ORDER BY content').map(({ content }) => content);
const told = (kind: 'session' | 'message') =>
  store
    .rows<{ type: string }>('SELECT type FROM events WHERE type LIKE ? ORDER BY cursor', `${kind}.%`)
    .map(({ type }) => type);

test('one fact that cannot be stored does not hold the others of its report', async () => {
  const host = await live();
  await host.messages(message('before'), message(POISON), message('after'));
  expect([stored(), told('message')]).toEqual([
    ['after', 'before'],
    ['message.received', 'message.received'],
  ]);
  expect(life.log.errors().map(({ facts }) => facts.lost)).toEqual([1]);
});

test('states of a report that could not be stored are applied once it is stored, and told once', async () => {
  const host = await live();
  const report = [
    { kind: 'message', message: message(POISON) },
    { kind: 'state', state: { ...READY, socket: 'OPENING' } },
  ];
  for (let time = 0; time < 2; time++) {
    await expect(host.report(...report)).rejects.toThrow('poison');
    await settle();
    expect([life.session.current().state, told('session')]).toEqual(['ready', ['session.ready']]);
  }
  isPoisonous = false;
  await host.report(...report);
  await settle();
  expect([life.session.current().state, stored()]).toEqual(['reconnecting', [POISON]]);
  expect(told('session')).toEqual(['session.ready', 'session.reconnecting']);
});

test('a page that waits for a log-in and shows no code for a minute is loaded anew', async () => {
  const host = await live(silent);
  await host.state(NO_CODE);
  await clock.advance(59_000);
  expect(host.loads).toBe(1);
  await clock.advance(1_000);
  expect(host.loads).toBe(2);
  // A code, or a log-in, that comes in time ends the wait.
  for (const inTime of [{ authenticated: false, qr: 'code-1' }, {}]) {
    await host.state(NO_CODE);
    await clock.advance(59_000);
    await host.state(inTime);
    await clock.advance(5 * 60_000);
    expect(host.loads).toBe(2);
  }
});

test('between two codes the session still waits for a scan, and this is told once', async () => {
  const host = await live(silent);
  for (let code = 1; code <= 3; code++) {
    await host.state({ authenticated: false, qr: `code-${code}` });
    expect(life.session.current()).toMatchObject({ state: 'qr', qr: `code-${code}` });
    await host.state(NO_CODE);
    expect(life.session.current().state).toBe('qr');
    expect(life.session.current().qr).toBeUndefined();
  }
  // Nobody scans: WhatsApp shows no more codes, and the page is loaded anew to get one.
  await clock.advance(60_000);
  expect(host.loads).toBe(2);
  await host.state({ authenticated: false, qr: 'code-4' });
  await settle();
  expect([life.session.current().state, told('session')]).toEqual(['qr', ['session.qr']]);
});

test('a page that leaves three commands in a row without an answer is loaded anew', async () => {
  const host = await live((fresh) => fresh.silent.add('listChats'));
  for (let unanswered = 1; unanswered <= 2; unanswered++) {
    host.timeOut();
    await clock.advance(5_000);
    expect([life.session.current().state, host.loads]).toEqual(['ready', 1]);
  }
  host.timeOut();
  await settle();
  expect(life.session.current()).toMatchObject({ state: 'reconnecting', cause: 'page_unresponsive' });
  host.silent.clear();
  await clock.advance(1_000);
  expect([life.session.current().state, host.loads]).toEqual(['ready', 2]);
  expect(told('session')).toEqual(['session.ready', 'session.reconnecting', 'session.ready']);
});

test('an answer between commands without one keeps the page', async () => {
  const host = await live((fresh) => fresh.silent.add('listChats'));
  for (let time = 0; time < 3; time++) {
    host.timeOut();
    await clock.advance(5_000);
    host.timeOut();
    host.silent.clear();
    await clock.advance(5_000);
    host.silent.add('listChats');
    await clock.advance(10 * 60_000);
  }
  expect([life.session.current().state, host.loads]).toEqual(['ready', 1]);
});
