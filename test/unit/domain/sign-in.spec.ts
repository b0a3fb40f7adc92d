import { expect, test } from '@playwright/test';
import { AppError } from '../../../main/domain/app-error.ts';
import { createStaff } from '../../../main/domain/manage-staff.ts';
import type { Passwords } from '../../../main/domain/passwords.ts';
import { type SignInDependencies, signIn } from '../../../main/domain/sign-in.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const ADDRESS = '127.0.0.1';

let store: TempDatabase;
/** What happened, in order. */
let told: string[];
/** While a password is looked at. */
let meanwhile: () => Promise<unknown>;
/** Many are tried from the same address. */
let isOneOfMany: boolean;
let clock: FakeClock;
let dependencies: SignInDependencies;

test.beforeEach(async () => {
  store = openTempDatabase();
  told = [];
  meanwhile = async () => {};
  const passwords: Passwords = {
    hash: async (password) => `hash of ${password}`,
    async ready() {
      told.push('waited');
    },
    async matches(password, hash) {
      told.push(`looked at ${hash === null ? 'nobody’s' : 'somebody’s'}`);
      await meanwhile();
      return hash === `hash of ${password}`;
    },
  };
  const attempts: SignInDependencies['attempts'] = {
    async count(account) {
      told.push('counted');
      if (account === 'tried@example.org') throw new AppError('too_many_attempts');
    },
    isOneOfMany: async () => isOneOfMany,
    async succeeded() {
      told.push('forgotten');
    },
  };
  isOneOfMany = false;
  clock = new FakeClock();
  dependencies = { database: store.database, clock, mode: 'practice', passwords, attempts };
});

test.afterEach(() => store.remove());

function add(email: string): ReturnType<typeof createStaff> {
  const details = { name: 'Sam', email, role: 'support', passwordHash: 'hash of right' } as const;
  return store.database.write((stores) => createStaff(stores, details, 0));
}

function attempt(email: string, password: string): Promise<string> {
  return signIn(dependencies, { email, password, address: ADDRESS }).then(
    () => 'signed in',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

test('each attempt is counted first and costs one look, whoever is named', async () => {
  await add('sam@example.org');
  const { id } = await add('gone@example.org');
  await store.database.write((stores) => stores.staff.update(id, { isActive: false }));
  expect(await attempt('sam@example.org', 'right')).toBe('signed in');
  expect(await attempt('sam@example.org', 'wrong')).toBe('sign_in_failed');
  expect(await attempt('nobody@example.org', 'right')).toBe('sign_in_failed');
  expect(await attempt('gone@example.org', 'right')).toBe('sign_in_failed');
  expect(told).toEqual([
    ...['counted', 'looked at somebody’s', 'forgotten'],
    ...['counted', 'looked at somebody’s'],
    ...['counted', 'looked at nobody’s'],
    ...['counted', 'looked at nobody’s'],
  ]);
});

test('where many are tried, of nobody’s no password is looked at, and all are answered after the same time', async () => {
  await add('sam@example.org');
  isOneOfMany = true;
  for (const [email, password, outcome] of [
    ['sam@example.org', 'right', 'signed in'],
    ['sam@example.org', 'wrong', 'sign_in_failed'],
    ['nobody@example.org', 'right', 'sign_in_failed'],
  ] as const) {
    let answer = 'none yet';
    const answered = attempt(email, password).then((one) => {
      answer = one;
    });
    await clock.advance(2_999);
    expect(answer).toBe('none yet');
    await clock.advance(1);
    await answered;
    expect(answer).toBe(outcome);
  }
  // For all the time begins when what was asked for before is done: of nobody's it would be over sooner.
  expect(told).toEqual([
    ...['counted', 'waited', 'looked at somebody’s', 'forgotten'],
    ...['counted', 'waited', 'looked at somebody’s'],
    ...['counted', 'waited'],
  ]);
});

test('after too many attempts no password is looked at', async () => {
  await add('tried@example.org');
  expect(await attempt('tried@example.org', 'right')).toBe('too_many_attempts');
  expect(told).toEqual(['counted']);
});

test('nobody signs in with a password that was changed, or after being let go, while it was looked at', async () => {
  const { id } = await add('sam@example.org');
  for (const change of [{ passwordHash: 'hash of another' }, { passwordHash: 'hash of right', isActive: false }]) {
    meanwhile = () => store.database.write((stores) => stores.staff.update(id, change));
    expect(await attempt('sam@example.org', 'right')).toBe('sign_in_failed');
    await store.database.write((stores) => stores.staff.update(id, { passwordHash: 'hash of right', isActive: true }));
  }
  expect(store.rows('SELECT * FROM staff_sessions')).toEqual([]);
});
