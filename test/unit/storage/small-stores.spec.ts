import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { DEFAULT_SETTINGS, type LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { ChatHistory } from '../../../main/domain/stores/history-store.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { parseSettings } from '../../../main/storage/lawyer-settings-store.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let stranger: Lawyer;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  stranger = await addLawyer(store.database, AT);
});

test.afterEach(() => store.remove());

const write = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.write(work);
const read = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.read(work);

test('an alert is raised once until it is over, for each lawyer, code and subject', async () => {
  const alert = (subject: string | null, owner = lawyer) =>
    ({ lawyerId: owner.id, code: 'ability_missing', subject, at: AT }) as const;
  const raise = (...of: Parameters<typeof alert>) => write((stores) => stores.alerts.raise(alert(...of)));
  const clear = (...of: Parameters<typeof alert>) =>
    write((stores) => stores.alerts.clear({ ...alert(...of), at: AT + 5000 }));
  const open = (owner: Lawyer | null = lawyer) => read((stores) => stores.alerts.open(owner?.id ?? null));

  const first = await raise('edit');
  expect(first).toMatchObject({ code: 'ability_missing', subject: 'edit', cleared_at: null, lawyer_id: lawyer.id });
  expect(await raise('edit')).toBeNull();
  expect(await raise(null)).toMatchObject({ subject: null });
  expect(await raise(null)).toBeNull();
  expect(await raise('edit', stranger)).not.toBeNull();
  expect(await open()).toHaveLength(2);
  expect(await open(null)).toHaveLength(3);

  expect(await clear('react')).toBeNull();
  expect(await clear('edit')).toEqual({ ...first, cleared_at: new Date(AT + 5000).toISOString() });
  expect(await clear('edit')).toBeNull();
  expect((await open()).map(({ subject }) => subject)).toEqual([null]);
  expect(await clear(null)).not.toBeNull();
  expect(await open(stranger)).toHaveLength(1);
  const again = await raise('edit');
  expect(again?.id).not.toBe(first?.id);
  expect(() => store.run("UPDATE alerts SET subject = ''")).toThrow(/CHECK/);
});

test('alerts are listed from the newest, page by page', async () => {
  for (let i = 0; i < 7; i++) {
    await write((stores) =>
      stores.alerts.raise({ lawyerId: lawyer.id, code: 'ability_missing', subject: `${i}`, at: AT + i }),
    );
  }
  await write((stores) => stores.alerts.raise({ lawyerId: stranger.id, code: 'logged_out', subject: null, at: AT }));
  const subjects = async (owner: Lawyer | null) => {
    const seen: (string | null)[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await read((stores) =>
        stores.alerts.list(owner?.id ?? null, { limit: 3, cursor: cursor ?? undefined }),
      );
      seen.push(...page.rows.map(({ subject }) => subject));
      cursor = page.nextCursor;
    } while (cursor);
    return seen;
  };
  expect(await subjects(lawyer)).toEqual(['6', '5', '4', '3', '2', '1', '0']);
  expect(await subjects(null)).toHaveLength(8);
});

test('settings are the defaults until they are set, and each lawyer’s own', async () => {
  const changed: LawyerSettings = {
    ...DEFAULT_SETTINGS,
    groups: 'read_only',
    pace: { ...DEFAULT_SETTINGS.pace, quiet_hours: { from: '22:00', to: '07:30' } },
  };
  const get = (owner = lawyer) => read((stores) => stores.lawyerSettings.get(owner.id));
  expect(await get()).toEqual(DEFAULT_SETTINGS);
  await write((stores) => stores.lawyerSettings.set(lawyer.id, DEFAULT_SETTINGS, AT));
  await write((stores) => stores.lawyerSettings.set(lawyer.id, changed, AT + 1));
  expect(await get()).toEqual(changed);
  expect(await get(stranger)).toEqual(DEFAULT_SETTINGS);
  store.run("UPDATE lawyer_settings SET settings = '{'");
  expect(await get()).toEqual(DEFAULT_SETTINGS);
});

test('of settings that are older, newer or damaged, what is valid counts', () => {
  const { pace, sleep } = DEFAULT_SETTINGS;
  const cases: [unknown, Partial<LawyerSettings>][] = [
    [null, {}],
    [[], {}],
    ['text', {}],
    [{}, {}],
    [{ groups: 'read_only' }, { groups: 'read_only' }],
    [{ groups: 'everything', max_attachment_bytes: 5 }, { max_attachment_bytes: 5 }],
    [{ pace: { enabled: false, jitter: 7 } }, { pace: { ...pace, enabled: false } }],
    [{ pace: 'fast', sleep: { after_idle_minutes: 9 } }, { sleep: { ...sleep, after_idle_minutes: 9 } }],
    [
      { pace: { quiet_hours: { from: '25:00', to: '07:00' }, characters_per_minute: 100 } },
      { pace: { ...pace, characters_per_minute: 100 } },
    ],
    [{ sleep: { wake_every_minutes: 0 }, later_field: 1, pace: { later: 2 } }, {}],
    [{ __proto__: { groups: 'read_only' }, constructor: 1 }, {}],
  ];
  for (const [stored, expected] of cases) {
    expect(parseSettings(JSON.stringify(stored)), JSON.stringify(stored)).toEqual({ ...DEFAULT_SETTINGS, ...expected });
  }
  expect(parseSettings('{"groups":"read_only"')).toEqual(DEFAULT_SETTINGS);
});

test('what was read of a chat is kept, and found by the conversation whatever its address is now', async () => {
  const people = createPeople(store, lawyer, AT);
  const [anna, ben] = [await people.add('Anna'), await people.add('Ben')];
  const history = (chat: string, change: Partial<ChatHistory> = {}): ChatHistory => ({
    chat,
    completeFrom: null,
    completeUntil: null,
    reachesStart: false,
    anchor: null,
    gap: null,
    messages: 0,
    checkedAt: AT,
    ...change,
  });
  const whole = history(anna.chat, { completeFrom: 1, completeUntil: 9, reachesStart: true, messages: 5 });
  const begun = history(`9${anna.phone.slice(1)}@lid`, {
    anchor: { id: 'X', fromMe: true },
    gap: { at: 7, reason: 'not_decrypted' },
  });
  const other = history(ben.chat);
  const group = history('1@g.us', { anchor: { id: 'Y', fromMe: false } });
  const set = (row: ChatHistory, owner = lawyer) => write((stores) => stores.histories.set(owner.id, row));
  for (const row of [history(anna.chat), whole, begun, other, group]) await set(row);
  await set(history(anna.chat), stranger);
  const { id: groupId } = await write((stores) =>
    stores.conversations.ofGroup(lawyer.id, { jid: '1@g.us', title: 'G', newId: newId('con'), at: AT }),
  );

  expect(await read((stores) => stores.histories.get(lawyer.id, anna.chat))).toEqual(whole);
  expect(await read((stores) => stores.histories.get(lawyer.id, 'nobody@c.us'))).toBeNull();
  const of = (conversation: typeof groupId) =>
    read((stores) => stores.histories.ofConversation(lawyer.id, conversation));
  expect(await of(anna.conversation)).toEqual([whole, begun]);
  expect(await of(ben.conversation)).toEqual([other]);
  expect(await of(groupId)).toEqual([group]);
  await people.merge(anna, ben);
  expect(await of(ben.conversation)).toEqual([whole, other, begun]);
  await people.unmerge(anna, ben);
  expect(await of(ben.conversation)).toEqual([other]);
});

test('an account is confirmed for one lawyer, until it is no longer', async () => {
  const confirmed = (owner = lawyer) => read((stores) => stores.lawyers.isAccountConfirmed(owner.id));
  expect(await confirmed()).toBe(false);
  await write((stores) => stores.lawyers.setAccountConfirmed(lawyer.id, true));
  expect([await confirmed(), await confirmed(stranger)]).toEqual([true, false]);
  await write((stores) => stores.lawyers.setAccountConfirmed(lawyer.id, false));
  expect(await confirmed()).toBe(false);
  expect(await read((stores) => stores.lawyers.isAccountConfirmed(newId('law')))).toBe(false);
});
