import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { parseApiKey } from '../../../main/domain/api-keys.ts';
import { createReference, type Reference } from '../../../main/domain/show-reference.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;
let clock: FakeClock;
let lawyer: Lawyer;
let reference: Reference;
let opened: { key: string; close(): void; focused: number }[];

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  opened = [];
  lawyer = await addLawyer(store.database, clock.now());
  reference = createReference({
    ...{ database: store.database, clock, log: new FakeLog(), mode: 'practice' },
    open({ key, closed }) {
      const page = { key, close: closed, focused: 0 };
      opened.push(page);
      return {
        focus() {
          page.focused += 1;
        },
        close: closed,
      };
    },
  });
});

test.afterEach(() => store.remove());

const show = () => reference.show(lawyer.id, (work) => store.database.write(work));

const keyOf = async (index: number) => {
  const id = parseApiKey(opened[index]?.key ?? '')?.id;
  if (id === undefined) throw new Error('it has a key');
  return store.database.read((stores) => stores.apiKeys.find(id));
};

test('the reference has a key of its own that only reads, for an hour, and ends with the window', async () => {
  await show();
  const key = await keyOf(0);
  expect(key).toMatchObject({ role: 'lawyer', lawyerId: lawyer.id, expires: clock.now() + 3_600_000, revoked: null });
  expect(key?.scopes).toContain('messages:read');
  expect(key?.scopes?.filter((scope) => !scope.endsWith(':read'))).toEqual([]);
  opened[0]?.close();
  await reference.stop();
  expect((await keyOf(0))?.revoked).toBe(clock.now());
  expect(store.rows("SELECT lawyer_id, actor_role, outcome FROM audit_log WHERE action = 'keys.revoke'")).toEqual([
    { lawyer_id: lawyer.id, actor_role: 'window', outcome: 'done' },
  ]);
});

test('who asks for it again is shown the same window, and once it is closed, another one with another key', async () => {
  await Promise.all([show(), show()]);
  await show();
  expect(opened.map(({ focused }) => focused)).toEqual([1]);
  opened[0]?.close();
  await show();
  expect(opened).toHaveLength(2);
  expect((await keyOf(1))?.id).not.toBe((await keyOf(0))?.id);
});

test('what is stopped while its key is written, as by a lock, opens no window, and its key is ended', async () => {
  let stopped: Promise<void> | undefined;
  const shown = reference.show(lawyer.id, async (work) => {
    const written = await store.database.write(work);
    stopped = reference.stop();
    return written;
  });
  await shown;
  await stopped;
  expect(opened).toEqual([]);
  expect(store.rows('SELECT revoked IS NOT NULL AS ended FROM api_keys')).toEqual([{ ended: 1 }]);
  // Who comes back is shown it.
  await show();
  expect(opened).toHaveLength(1);
  expect((await keyOf(0))?.revoked).toBeNull();
});

test('whoever stops waits for the key of what was about to open', async () => {
  const shown = show();
  await reference.stop();
  expect(store.rows('SELECT revoked IS NOT NULL AS ended FROM api_keys')).toEqual([{ ended: 1 }]);
  await shown;
  expect(opened).toEqual([]);
});

test('when the app stops, the windows are closed and their keys ended', async () => {
  await show();
  await reference.stop();
  expect((await keyOf(0))?.revoked).not.toBeNull();
});
