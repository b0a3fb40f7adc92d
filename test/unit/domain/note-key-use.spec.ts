import { expect, test } from '@playwright/test';
import type { LawyerId } from '../../../main/contract/ids.ts';
import { makeApiKey } from '../../../main/domain/api-keys.ts';
import { createNoteKeyUse } from '../../../main/domain/note-key-use.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;
let clock: FakeClock;
let lawyerId: LawyerId;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  lawyerId = (await addLawyer(store.database, clock.now())).id;
});

test.afterEach(() => store.remove());

test('that a key was used is told once a minute, when it is on disk', async () => {
  const { key } = makeApiKey('practice', { role: 'lawyer', lawyerId }, { name: 'Directory', at: clock.now() });
  await store.database.write((stores) => stores.apiKeys.insert(key));
  const told: unknown[] = [];
  const note = createNoteKeyUse({
    ...{ database: store.database, clock, log: new FakeLog() },
    noted: (used) => told.push([used.lawyerId, store.rows('SELECT last_used FROM api_keys')[0]]),
  });
  const first = clock.now();
  note(key);
  await expect.poll(() => told).toEqual([[lawyerId, { last_used: first }]]);
  await clock.advance(59_999);
  note(key);
  await clock.advance(1);
  note(key);
  await expect.poll(() => told.length).toBe(2);
  expect(told.at(-1)).toEqual([lawyerId, { last_used: clock.now() }]);
});
