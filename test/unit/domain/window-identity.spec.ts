import { expect, test } from '@playwright/test';
import type { StaffRole } from '../../../main/contract/staff.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import { changeStaff, createStaff } from '../../../main/domain/manage-staff.ts';
import { makeStaffSession, type StaffMember } from '../../../main/domain/staff.ts';
import { createWindowIdentity, type WindowSignIn } from '../../../main/domain/window-identity.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const PASSWORD = 'correct horse battery';
const HOURS = 60 * 60_000;

let store: TempDatabase;
let clock: FakeClock;
let identity: WindowSignIn;
let changes: number;
let tries: number;

test.beforeEach(() => {
  store = openTempDatabase();
  clock = new FakeClock();
  [changes, tries] = [0, 0];
  identity = createWindowIdentity({
    ...{ database: store.database, clock, mode: 'practice', log: new FakeLog() },
    passwords: {
      hash: async (password) => `hash of ${password}`,
      ready: async () => {},
      matches: async (password, hash) => hash === `hash of ${password}`,
    },
    attempts: {
      async count() {
        tries += 1;
        if (tries > 5) throw new AppError('too_many_attempts');
      },
      isOneOfMany: async () => false,
      async succeeded() {
        tries = 0;
      },
    },
    isRecoveryKey: (text) => text === 'the key',
  });
  identity.onChange(() => {
    changes += 1;
  });
});

test.afterEach(() => store.remove());

const add = (name: string, role: StaffRole): Promise<StaffMember> =>
  store.database.write((stores) =>
    createStaff(stores, { name, email: `${name}@example.org`, role, passwordHash: `hash of ${PASSWORD}` }, clock.now()),
  );

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : 'unknown'),
  );

const rows = () =>
  store
    .rows<{ action: string; actor_role: string; outcome: string }>(
      'SELECT action, actor_role, outcome FROM audit_log WHERE number > 0 ORDER BY number',
    )
    .map(({ action, actor_role, outcome }) => `${action} ${actor_role} ${outcome}`);

test('nobody sits there until it is known whether somebody must sign in', async () => {
  expect(identity.now().user).toBe('nobody');
  await identity.refresh();
  expect(identity.now().user).toBe('lawyer-without-sign-in');
});

test('the first owner ends that anybody may sit there, and support alone does not', async () => {
  await identity.refresh();
  await add('sam', 'support');
  await identity.refresh();
  expect(identity.now().user).toBe('lawyer-without-sign-in');
  const { id } = await add('olga', 'owner');
  await identity.refresh();
  expect(identity.now().user).toBe('nobody');
  await store.database.write((stores) => stores.staff.update(id, { isActive: false, updated: clock.now() }));
  await identity.refresh();
  expect(identity.now().user).toBe('nobody');
});

test('a window that once had an owner is never open to anybody again, and the recovery key makes another one', async () => {
  const { id } = await add('olga', 'owner');
  await identity.refresh();
  await identity.signIn('olga@example.org', PASSWORD);
  await identity.lock();
  expect(
    await codeOf(store.database.write((stores) => changeStaff(stores, id, { role: 'support' }, clock.now()))),
  ).toBe('last_owner');
  await store.database.write((stores) => stores.staff.update(id, { role: 'support', updated: clock.now() }));
  await identity.refresh();
  expect(identity.now().user).toBe('nobody');
  await identity.recover('the key', { name: 'Nina', email: 'nina@example.org', password: PASSWORD });
  expect(identity.now()).toMatchObject({ user: 'owner', staff: { name: 'Nina' } });
});

test('it says since when somebody sits there: their last password counts, and nobody else has any', async () => {
  await add('olga', 'owner');
  await identity.refresh();
  await identity.signIn('olga@example.org', PASSWORD);
  const signedIn = clock.now();
  expect(identity.now().since).toBe(signedIn);
  await clock.advance(60_000);
  await identity.refresh();
  expect(identity.now().since).toBe(signedIn);
  await identity.lock();
  expect(identity.now().since).toBeNull();
  await identity.unlock(PASSWORD);
  expect(identity.now().since).toBe(signedIn + 60_000);
  await identity.signOut();
  expect(identity.now().since).toBeNull();
});

test('what cannot be read lets nobody in', async () => {
  await identity.refresh();
  store.run('ALTER TABLE staff RENAME TO gone');
  await identity.refresh();
  expect(identity.now().user).toBe('nobody');
});

test('each step is written down with who it was, and a wrong password with whose it would have been', async () => {
  await add('olga', 'owner');
  await identity.refresh();
  expect(await codeOf(identity.signIn('olga@example.org', 'wrong'))).toBe('sign_in_failed');
  expect(identity.now().user).toBe('nobody');
  await identity.signIn('olga@example.org', PASSWORD);
  expect(identity.now()).toMatchObject({ user: 'owner', staff: { name: 'olga' } });
  await identity.lock();
  expect(identity.now()).toMatchObject({ user: 'locked', staff: { name: 'olga' } });
  expect(await codeOf(identity.unlock('wrong'))).toBe('wrong_password');
  expect(identity.now().user).toBe('locked');
  await identity.unlock(PASSWORD);
  expect(identity.now().user).toBe('owner');
  await identity.signOut();
  expect(identity.now()).toEqual({ user: 'nobody', staff: null, since: null });
  expect(rows()).toEqual([
    'identity.signIn nobody sign_in_failed',
    'identity.signIn owner done',
    'identity.lock owner done',
    'identity.unlock owner wrong_password',
    'identity.unlock owner done',
    'identity.signOut owner done',
  ]);
  expect(changes).toBe(4);
});

test('it is locked before that is written, also where it cannot be written', async () => {
  await add('olga', 'owner');
  await identity.refresh();
  await identity.signIn('olga@example.org', PASSWORD);
  store.run("CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END");
  const locking = identity.lock();
  expect(identity.now().user).toBe('locked');
  await locking;
  expect(identity.now().user).toBe('locked');
});

test('passwords are tried so many times only, to sign in as well as to unlock', async () => {
  await add('olga', 'owner');
  await identity.refresh();
  for (let count = 0; count < 5; count += 1) await codeOf(identity.signIn('olga@example.org', 'wrong'));
  expect(await codeOf(identity.signIn('olga@example.org', PASSWORD))).toBe('too_many_attempts');
  tries = 0;
  await identity.signIn('olga@example.org', PASSWORD);
  await identity.lock();
  for (let count = 0; count < 5; count += 1) await codeOf(identity.unlock('wrong'));
  expect(await codeOf(identity.unlock(PASSWORD))).toBe('too_many_attempts');
  expect(identity.now().user).toBe('locked');
});

test('whoever is let go, gets another role or has had their session ended or run out sits there no more', async () => {
  await add('olga', 'owner');
  const sam = await add('sam', 'support');
  await identity.refresh();
  const signIn = () => identity.signIn('sam@example.org', PASSWORD);
  const change = (part: { isActive?: boolean; role?: StaffRole }) =>
    store.database.write((stores) => changeStaff(stores, sam.id, part, clock.now()));

  await signIn();
  await change({ isActive: false });
  await identity.refresh();
  expect(identity.now().user).toBe('nobody');

  await change({ isActive: true });
  await signIn();
  await change({ role: 'owner' });
  await identity.refresh();
  expect(identity.now().user).toBe('nobody');

  await signIn();
  expect(identity.now().user).toBe('owner');
  await store.database.write((stores) => stores.staffSessions.endAll(sam.id, clock.now()));
  await identity.refresh();
  expect(identity.now().user).toBe('nobody');

  await signIn();
  await clock.advance(12 * HOURS);
  expect(identity.now().user).toBe('nobody');
});

test('whoever sits there changes their own password and stays, and is signed out everywhere else', async () => {
  const olga = await add('olga', 'owner');
  await identity.refresh();
  await identity.signIn('olga@example.org', PASSWORD);
  const sitting = identity.now();
  const { session: elsewhere } = makeStaffSession('practice', olga.id, clock.now());
  await store.database.write((stores) => stores.staffSessions.insert(elsewhere));
  expect(await codeOf(identity.changePassword('wrong', 'another long password'))).toBe('wrong_password');
  await identity.changePassword(PASSWORD, 'another long password');
  await identity.refresh();
  expect(identity.now()).toBe(sitting);
  const sessions = store.rows<{ id: string; ended: number | null }>('SELECT id, ended FROM staff_sessions');
  expect(sessions.filter(({ ended }) => ended !== null).map(({ id }) => id)).toEqual([elsewhere.id]);
  expect(sessions).toHaveLength(2);
  // Once more, and to unlock: what counts is what it is by now.
  expect(await codeOf(identity.changePassword(PASSWORD, PASSWORD))).toBe('wrong_password');
  await identity.changePassword('another long password', 'a third long password');
  await identity.lock();
  expect(await codeOf(identity.unlock('another long password'))).toBe('wrong_password');
  await identity.unlock('a third long password');
  expect(identity.now().user).toBe('owner');
});

test('nobody’s password is changed while nobody has signed in, the window is locked or the session is over', async () => {
  await identity.refresh();
  const change = () => codeOf(identity.changePassword(PASSWORD, 'another long password'));
  expect(await change()).toBe('session_ended');
  const olga = await add('olga', 'owner');
  await identity.refresh();
  expect(await change()).toBe('session_ended');
  await identity.signIn('olga@example.org', PASSWORD);
  await identity.lock();
  expect(await change()).toBe('session_ended');
  await identity.unlock(PASSWORD);
  await store.database.write((stores) => stores.staffSessions.endAll(olga.id, clock.now()));
  expect(await change()).toBe('session_ended');
  const [row] = store.rows<{ password_hash: string }>('SELECT password_hash FROM staff');
  expect(row?.password_hash).toBe(`hash of ${PASSWORD}`);
});

test('the password is tried so many times only, to change it as well', async () => {
  await add('olga', 'owner');
  await identity.refresh();
  await identity.signIn('olga@example.org', PASSWORD);
  for (let count = 0; count < 5; count += 1) await codeOf(identity.changePassword('wrong', 'another long password'));
  expect(await codeOf(identity.changePassword(PASSWORD, 'another long password'))).toBe('too_many_attempts');
});

test('a session that was ended while the window was locked is not opened by its password', async () => {
  const olga = await add('olga', 'owner');
  await identity.refresh();
  await identity.signIn('olga@example.org', PASSWORD);
  await identity.lock();
  await store.database.write((stores) => stores.staffSessions.endAll(olga.id, clock.now()));
  expect(await codeOf(identity.unlock(PASSWORD))).toBe('session_ended');
  expect(identity.now().user).toBe('nobody');
});

test('the recovery key makes an owner, or gives one another password, and another text does neither', async () => {
  const olga = await add('olga', 'owner');
  await identity.refresh();
  const owner = { name: 'Nina', email: 'nina@example.org', password: 'another long password' };
  expect(await codeOf(identity.recover('a guess', owner))).toBe('wrong_password');
  expect(identity.now().user).toBe('nobody');
  await identity.recover('the key', owner);
  expect(identity.now()).toMatchObject({ user: 'owner', staff: { name: 'Nina' } });
  expect(await codeOf(identity.recover('the key', owner))).toBe('insufficient_role');
  await identity.lock();
  await identity.recover('the key', { ...owner, email: olga.email });
  expect(identity.now()).toMatchObject({ user: 'owner', staff: { id: olga.id } });
  expect(rows().filter((row) => row.startsWith('identity.recover'))).toEqual([
    'identity.recover nobody wrong_password',
    'identity.recover nobody done',
    'identity.recover nobody done',
  ]);
});
