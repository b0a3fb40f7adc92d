import { expect, test } from '@playwright/test';
import { gatePushes } from '../../../main/app/gate-pushes.ts';
import { DEFAULT_APP_SETTINGS } from '../../../main/contract/app-settings.ts';
import type { ConversationId, LawyerId } from '../../../main/contract/ids.ts';
import type { IpcPush } from '../../../main/contract/ipc.ts';
import { Phone } from '../../../main/contract/values.ts';
import { createGrant } from '../../../main/domain/manage-grants.ts';
import { createStaff } from '../../../main/domain/manage-staff.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { sessionIn } from '../../support/fake-sessions.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;
let clock: FakeClock;
let identity: FakeIdentity;
let told: IpcPush[];
let push: (message: IpcPush) => void;
let lawyerId: LawyerId;
let granted: ConversationId;
let other: ConversationId;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  identity = new FakeIdentity();
  told = [];
  push = gatePushes({
    ...{ database: store.database, clock, log: new FakeLog(), identity },
    push: (message) => void told.push(message),
  });
  lawyerId = (await addLawyer(store.database, clock.now())).id;
  const chat = async (phone: string) =>
    (await storeMessage(store.database, lawyerId, { phone: Phone.parse(phone), at: clock.now() })).conversationId;
  granted = await chat('+4915112345678');
  other = await chat('+4915112345679');
});

test.afterEach(() => store.remove());

const event = (conversation_id: ConversationId): IpcPush => ({
  ...{ kind: 'event', type: 'message.received', lawyer_id: lawyerId, conversation_id, message_id: null },
});
const all = (): IpcPush[] => [
  event(granted),
  { kind: 'session', lawyer_id: lawyerId, session: sessionIn('ready') },
  { kind: 'lawyers' },
  { kind: 'status' },
  { kind: 'tunnel' },
  { kind: 'changed', what: 'grants', lawyer_id: null },
  { kind: 'changed', what: 'keys', lawyer_id: null },
  { kind: 'navigate', to: '/lawyer' },
  { kind: 'link', address: 'https://example.com/' },
  { kind: 'identity' },
  { kind: 'app_settings', settings: DEFAULT_APP_SETTINGS },
];

for (const user of ['nobody', 'locked'] as const) {
  test(`a window with ${user} at it is told only that another sits there, and how the app is set`, async () => {
    identity.become(user);
    for (const message of all()) push(message);
    // Whatever would come late has come by then.
    await store.database.read(async () => {});
    expect(told.map(({ kind }) => kind)).toEqual(['identity', 'app_settings']);
  });
}

for (const user of ['owner', 'lawyer-without-sign-in'] as const) {
  test(`a window with ${user} at it is told everything`, () => {
    identity.become(user);
    for (const message of all()) push(message);
    expect(told).toEqual(all());
  });
}

test('support is told of events in the chats that it was granted, and of no others', async () => {
  const sam = await store.database.write((stores) =>
    createStaff(stores, { name: 'Sam', email: 's@example.org', role: 'support', passwordHash: '' }, clock.now()),
  );
  await store.database.write((stores) =>
    createGrant(
      stores,
      lawyerId,
      { staffId: sam.id, conversationIds: [granted], expires: clock.now() + 1000, reason: 'x' },
      clock.now(),
    ),
  );
  identity.become('support', { id: sam.id });
  push(event(other));
  for (const message of all()) push(message);
  await expect.poll(() => told.filter(({ kind }) => kind === 'event')).toEqual([event(granted)]);
  await expect.poll(() => told.filter(({ kind }) => kind === 'changed')).toHaveLength(2);
  // How it is with the lawyer's WhatsApp is to be asked again: a code to link with, say, is not theirs to see.
  expect(told.filter(({ kind }) => kind !== 'event')).toEqual([
    { kind: 'changed', what: 'grants', lawyer_id: null },
    { kind: 'identity' },
    { kind: 'app_settings', settings: DEFAULT_APP_SETTINGS },
    { kind: 'changed', what: 'grants', lawyer_id: lawyerId },
  ]);
  const another = (await addLawyer(store.database, clock.now())).id;
  push({ kind: 'session', lawyer_id: another, session: sessionIn('failed') });
  await store.database.read(async () => {});
  expect(told.filter(({ kind }) => kind === 'changed')).toHaveLength(2);
  await clock.advance(2000);
  push({ kind: 'session', lawyer_id: lawyerId, session: sessionIn('failed') });
  push(event(granted));
  await store.database.read(async () => {});
  expect(told.filter(({ kind }) => kind === 'event')).toHaveLength(1);
  expect(told.filter(({ kind }) => kind === 'changed')).toHaveLength(2);
});
