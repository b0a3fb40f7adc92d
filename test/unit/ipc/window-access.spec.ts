import { expect, test } from '@playwright/test';
import { AppSettings, DEFAULT_APP_SETTINGS } from '../../../main/contract/app-settings.ts';
import type { ConversationId, LawyerId, MessageId } from '../../../main/contract/ids.ts';
import { MESSAGE_CALLS } from '../../../main/contract/ipc/messages.ts';
import { Phone } from '../../../main/contract/values.ts';
import { listAccesses } from '../../../main/domain/accesses.ts';
import { createGrant } from '../../../main/domain/manage-grants.ts';
import { createStaff } from '../../../main/domain/manage-staff.ts';
import { ownGrants } from '../../../main/domain/own-grants.ts';
import type { StaffMember } from '../../../main/domain/staff.ts';
import type { WindowUser } from '../../../main/domain/window-identity.ts';
import { type AnswerCall, createCallAnswerer } from '../../../main/ipc/answer-calls.ts';
import { createCallAudit } from '../../../main/ipc/audit-calls.ts';
import { appSettingsCalls } from '../../../main/ipc/calls/app-settings.ts';
import { conversationCalls } from '../../../main/ipc/calls/conversations.ts';
import { identityCalls } from '../../../main/ipc/calls/identity.ts';
import { messageCalls } from '../../../main/ipc/calls/messages.ts';
import { staffCalls } from '../../../main/ipc/calls/staff.ts';
import type { CallHandlers } from '../../../main/ipc/handlers-of.ts';
import { windowDatabase } from '../../../main/ipc/window-database.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeSessions, sessionIn } from '../../support/fake-sessions.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;
let clock: FakeClock;
let identity: FakeIdentity;
let answer: AnswerCall;
let lawyer: LawyerId;
let stranger: LawyerId;
let granted: ConversationId;
let message: MessageId;
let other: ConversationId;
let sessions: FakeSessions;
let sam: StaffMember;
/** While a password is hashed. */
let meanwhile: () => void;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  identity = new FakeIdentity();
  sessions = new FakeSessions();
  meanwhile = () => {};
  lawyer = (await addLawyer(store.database, clock.now())).id;
  stranger = (await addLawyer(store.database, clock.now())).id;
  const chat = (phone: string) => storeMessage(store.database, lawyer, { phone: Phone.parse(phone), at: clock.now() });
  ({ conversationId: granted, id: message } = await chat('+4915112345678'));
  ({ conversationId: other } = await chat('+4915112345679'));
  sam = await add('sam', 'support');
  await store.database.write((stores) =>
    createGrant(
      stores,
      lawyer,
      { staffId: sam.id, conversationIds: [granted], expires: clock.now() + 60_000, reason: 'x' },
      clock.now(),
    ),
  );
  const { database, wrap } = createCallAudit({ database: store.database, clock, identity });
  const passwords = {
    async hash(password: string) {
      meanwhile();
      return password;
    },
    ready: async () => {},
    matches: async () => false,
  };
  const handlers = wrap({
    ...conversationCalls({ database, clock, sessions }),
    ...identityCalls({ identity, sessions, lockMinutes: { get: () => 10, set: () => {} } }),
    ...messageCalls({ database, clock, sessions, messageAccepted: () => {} }),
    ...staffCalls({ database, clock, passwords }),
    ...appSettingsCalls({
      appSettings: {
        get: () => DEFAULT_APP_SETTINGS,
        change: (change) => AppSettings.parse({ ...DEFAULT_APP_SETTINGS, ...change }),
        pauseNotifications: () => DEFAULT_APP_SETTINGS,
      },
      settingsSupport: () => ({ background: 'possible', start_at_login: 'possible', notifications: 'possible' }),
    }),
  } as CallHandlers);
  answer = createCallAnswerer({ handlers, identity, changed: () => {}, log: new FakeLog() });
});

test.afterEach(() => store.remove());

function add(name: string, role: 'owner' | 'support'): Promise<StaffMember> {
  const details = { name, email: `${name}@example.org`, role, passwordHash: '' };
  return store.database.write((stores) => createStaff(stores, details, clock.now()));
}

const messages = (of: LawyerId, conversation_id: ConversationId) =>
  answer('conversations.messages', { lawyer_id: of, conversation_id });

const accesses = async () => {
  const { rows } = await store.database.read((stores) => listAccesses(stores, lawyer, undefined, { limit: 50 }));
  return rows.map(({ name, action, chats, outcome }) => [name, action, chats.map(({ id }) => id), outcome]);
};

test('support reads the chats that it was granted, whichever lawyer it names, and no others', async () => {
  identity.become('support', { id: sam.id });
  for (const of of [lawyer, stranger]) {
    expect(await messages(of, granted)).toMatchObject({ ok: true });
    expect(await messages(of, other)).toMatchObject({ ok: false, code: 'conversation_not_found' });
    const gallery = (conversation_id: ConversationId) =>
      answer('conversations.gallery', { lawyer_id: of, conversation_id, section: 'media' });
    expect(await gallery(granted)).toMatchObject({ ok: true });
    expect(await gallery(other)).toMatchObject({ ok: false, code: 'conversation_not_found' });
    const listed = await answer('conversations.list', { lawyer_id: of });
    expect(listed).toMatchObject({ ok: true, value: { data: [{ id: granted }], next_cursor: null } });
  }
  await clock.advance(60_000);
  expect(await messages(lawyer, granted)).toMatchObject({ ok: false, code: 'conversation_not_found' });
  expect(await answer('conversations.list', { lawyer_id: lawyer })).toMatchObject({ value: { data: [] } });
});

test('support is told whether the lawyer’s WhatsApp is connected, and nothing of how it is linked', async () => {
  identity.become('support', { id: sam.id });
  identity.grants = () => store.database.read((stores) => ownGrants(stores, sam.id, clock.now()));
  const ready_until = '2026-11-20T08:00:00.000Z';
  sessions.states.set(lawyer, sessionIn('qr', { qr: 'a code', cause: 'qr_idle', ready_until }));
  const { value } = (await answer('identity.grants', undefined)) as { value: unknown[] };
  expect(value).toEqual([
    expect.objectContaining({ lawyer_id: lawyer, conversation_ids: [granted], session: { state: 'qr', ready_until } }),
  ]);
});

test('what is said of a message to be for support is answered to support, and nothing else is asked of the chat', async () => {
  identity.become('support', { id: sam.id });
  const forSupport = Object.entries(MESSAGE_CALLS).flatMap(([name, { access }]) =>
    access === 'support' ? [name] : [],
  );
  expect(forSupport).toEqual(['messages.get', 'messages.versions']);
  for (const name of forSupport) {
    expect(await answer(name, { lawyer_id: lawyer, id: message }), name).toMatchObject({ ok: true });
  }
  expect(await answer('messages.times', { lawyer_id: lawyer, id: message })).toMatchObject({
    code: 'insufficient_role',
  });
});

test('the lawyer sees who opened which chat, and who tried to', async () => {
  identity.become('support', { id: sam.id });
  await messages(lawyer, granted);
  await messages(lawyer, granted);
  await messages(lawyer, other);
  const olga = await add('olga', 'owner');
  identity.become('owner', { id: olga.id });
  await messages(lawyer, granted);
  identity.become('lawyer-without-sign-in');
  await messages(lawyer, granted);
  expect(await accesses()).toEqual([
    [null, 'conversations.messages', [granted], 'done'],
    ['olga', 'conversations.messages', [granted], 'done'],
    ['sam', 'conversations.messages', [other], 'conversation_not_found'],
    ['sam', 'conversations.messages', [granted], 'done'],
  ]);
  const { rows } = await store.database.read((stores) => listAccesses(stores, lawyer, sam.id, { limit: 50 }));
  expect(rows).toHaveLength(2);
  const strangers = await store.database.read((stores) => listAccesses(stores, stranger, undefined, { limit: 50 }));
  expect(strangers.rows).toEqual([]);
});

test('what cannot be written down is not shown to support', async () => {
  identity.become('support', { id: sam.id });
  store.run("CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END");
  expect(await messages(lawyer, granted)).toEqual({ ok: false, code: 'internal_error', errors: [] });
});

test('support sets how the window looks, which is written down, and nothing else of the app', async () => {
  identity.become('support', { id: sam.id });
  expect(await answer('appSettings.setLook', { theme: 'dark' })).toMatchObject({ ok: true, value: { theme: 'dark' } });
  expect(await answer('appSettings.setLook', { notifications: 'full' })).toMatchObject({ code: 'invalid_request' });
  expect(await answer('appSettings.setConduct', { notifications: 'full' })).toMatchObject({
    code: 'insufficient_role',
  });
  expect(store.rows('SELECT actor, action, outcome FROM audit_log WHERE actor IS NOT NULL')).toEqual([
    { actor: sam.id, action: 'appSettings.setLook', outcome: 'done' },
  ]);
});

test('what was asked for by one who has gone meanwhile is told to nobody, and not done', async () => {
  const olga = await add('olga', 'owner');
  identity.become('owner', { id: olga.id });
  meanwhile = () => identity.become('locked');
  const person = { name: 'T', email: 't@example.org', password: 'correct horse battery', role: 'owner' };
  expect(await answer('staff.create', person)).toMatchObject({ ok: false, code: 'session_locked' });
  expect(store.rows('SELECT id FROM staff')).toHaveLength(2);

  identity.become('owner', { id: olga.id });
  const asked = messages(lawyer, granted);
  identity.become('support', { id: sam.id });
  expect((await asked).ok).toBe(false);
});

test('the last owner stays one, and may go when there is another', async () => {
  const olga = await add('olga', 'owner');
  for (const change of [{ role: 'support' }, { is_active: false }]) {
    expect(await answer('staff.change', { id: olga.id, ...change })).toMatchObject({ code: 'last_owner' });
  }
  await add('nina', 'owner');
  expect(await answer('staff.change', { id: olga.id, role: 'support' })).toMatchObject({ ok: true });
});

test('the window’s database gives nobody and a locked window nothing, and support nothing to write', async () => {
  const database = windowDatabase({ database: store.database, clock, identity });
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  const all = async (user: WindowUser) => {
    identity.become(user);
    const read = await code(database.read(async () => {}));
    const along = await code(database.readAlong(async () => {}));
    return [read, along, await code(database.write(async () => {}))];
  };
  expect(await all('nobody')).toEqual(Array(3).fill('unauthorized'));
  expect(await all('locked')).toEqual(Array(3).fill('session_locked'));
  expect(await all('support')).toEqual(['done', 'insufficient_role', 'insufficient_role']);
  expect(await all('owner')).toEqual(Array(3).fill('done'));
  expect(await all('lawyer-without-sign-in')).toEqual(Array(3).fill('done'));
});
