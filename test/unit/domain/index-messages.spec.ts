import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { Phone } from '../../../main/contract/values.ts';
import { type MessageIndex, startIndexing } from '../../../main/domain/index-messages.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const SECOND = 1_000;
const phone = Phone.parse('+4917012345');

let store: TempDatabase;
let clock: FakeClock;
let log: FakeLog;
let lawyer: Lawyer;
let index: MessageIndex;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  log = new FakeLog();
  lawyer = await addLawyer(store.database, clock.now());
});

test.afterEach(async () => {
  index.stop();
  await store.remove();
});

const start = (database: Database = store.database) => {
  index = startIndexing({ database, clock, log });
};
const write = (text: string) => storeMessage(store.database, lawyer.id, { phone, text, at: clock.now() });
const indexed = () => store.rows('SELECT 1 FROM message_order').length;
const waiting = () => store.rows('SELECT 1 FROM search_queue').length;

test('what is stored is indexed once nothing more comes, and what an earlier run has left at once', async () => {
  await write('left by a kill');
  start();
  await settle();
  expect([indexed(), waiting()]).toEqual([1, 0]);
  for (let n = 0; n < 5; n++) {
    await write('one of many');
    await clock.advance(4 * SECOND);
  }
  expect([indexed(), waiting()]).toEqual([1, 5]);
  await clock.advance(1 * SECOND);
  expect([indexed(), waiting()]).toEqual([6, 0]);
});

test('while something comes all the time it is indexed every minute', async () => {
  start();
  for (let n = 0; n < 299; n++) {
    await write('one of many');
    await clock.advance(200);
  }
  expect(indexed()).toBe(0);
  await clock.advance(5 * SECOND);
  expect(indexed()).toBe(299);
});

test('whoever searches finds what is stored by then, however much it is', async () => {
  start();
  await settle();
  await Promise.all(Array.from({ length: 250 }, (_, n) => write(`message ${n}`)));
  await Promise.all([index.catchUp(), index.catchUp()]);
  expect([indexed(), waiting()]).toEqual([250, 0]);
});

test('a disk that takes nothing is told, and tried again', async () => {
  let isFull = true;
  const { database } = store;
  start({
    read: (work) => database.read(work),
    readAlong: (work) => database.readAlong(work),
    write: (work) => (isFull ? Promise.reject(new Error('full')) : database.write(work)),
    onCommitted: (listener) => database.onCommitted(listener),
  });
  await write('waits');
  await clock.advance(5 * SECOND);
  expect([indexed(), log.lines.some(({ what }) => what.includes('not taken into the search index'))]).toEqual([
    0,
    true,
  ]);
  isFull = false;
  await clock.advance(60 * SECOND);
  expect(indexed()).toBe(1);
});

test('nothing is done once it is stopped', async () => {
  start();
  await settle();
  index.stop();
  await write('later');
  await clock.advance(60 * SECOND);
  expect([indexed(), waiting()]).toEqual([0, 1]);
});
