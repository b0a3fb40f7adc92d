import { expect, test } from '@playwright/test';
import type { SignInLimits } from '../../main/api/sign-in-attempts.ts';
import { Problem } from '../../main/contract/problems.ts';
import type { StaffMember } from '../../main/domain/staff.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { type ApiAnswer, PASSWORD, startTestApi, type TestApi } from '../support/start-test-api.ts';

/** How much longer a sign-in takes from where many are tried, in ms. */
const SLOWED = 3_000;

let api: TestApi;
let caller: RouteCaller;
let owner: StaffMember;

async function start(limits: Partial<SignInLimits>): Promise<void> {
  api = await startTestApi({ signIns: limits });
  caller = createRouteCaller(api, await api.addLawyer());
  owner = await api.addStaff('owner');
}

test.afterEach(() => api.stop());

const signIn = (email: string, password: string): Promise<ApiAnswer> =>
  caller.answerOf('signIn', { key: undefined, body: { email, password } });

const codeOf = ({ status, json }: ApiAnswer): string => Problem.safeParse(json).data?.code ?? String(status);

test('a password is tried so often for an email, whatever its case, and then for a quarter of an hour not at all', async () => {
  await start({ byAccount: 3 });
  const { email } = owner;
  for (const wrong of ['wrong', 'wrong', PASSWORD]) await signIn(email, wrong);
  const codes = [];
  for (const address of [email, email.toUpperCase(), email, email]) codes.push(codeOf(await signIn(address, 'wrong')));
  expect(codes).toEqual(['sign_in_failed', 'sign_in_failed', 'sign_in_failed', 'too_many_attempts']);
  const right = await signIn(email, PASSWORD);
  expect([right.status, Number(right.headers['retry-after']) > 800]).toEqual([429, true]);
  expect(codeOf(await signIn('other@example.org', 'wrong'))).toBe('sign_in_failed');
});

test('nobody who tries to sign in as somebody locks them out of the session that they have', async () => {
  await start({ byAccount: 3 });
  const { token: key } = await api.openSession(owner);
  await caller.answerOf('lockSession', { key });
  for (let i = 0; i < 4; i++) await signIn(owner.email, 'wrong');
  expect(codeOf(await signIn(owner.email, PASSWORD))).toBe('too_many_attempts');
  const unlock = (password: string) => caller.answerOf('unlockSession', { key, body: { password } });
  expect(codeOf(await unlock(PASSWORD))).toBe('204');
  for (let i = 0; i < 3; i++) expect(codeOf(await unlock('wrong'))).toBe('wrong_password');
  expect(codeOf(await unlock(PASSWORD))).toBe('too_many_attempts');
});

test('where many are tried, a right password signs in a little later, and a wrong one is told no more than before', async () => {
  await start({ byAddress: 3 });
  for (let i = 0; i < 3; i++) await signIn(`guess${i}@example.org`, PASSWORD);
  const before = api.clock.pending();
  const answers: string[] = [];
  const later = [
    signIn(owner.email, PASSWORD),
    signIn(owner.email, 'wrong'),
    signIn('nobody@example.org', PASSWORD),
  ].map(async (answer) => void answers.push(codeOf(await answer)));
  await expect.poll(() => api.clock.pending()).toBe(before + 3);
  await api.clock.advance(SLOWED - 1);
  expect(answers).toEqual([]);
  await api.clock.advance(1);
  await Promise.all(later);
  expect(answers.sort()).toEqual(['201', 'sign_in_failed', 'sign_in_failed']);
  // What was tried of nobody's is not written down each time: any program could fill the disk with it.
  const told = (await caller.use('listAudit', { key: api.adminKey, query: '?action=signIn' })).data;
  expect(
    told
      .filter(({ subjects }) => subjects.includes(owner.id))
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual(['done', 'sign_in_failed']);
  expect(told).toHaveLength(5);
});

test('whoever signs in is not counted among those who try', async () => {
  await start({ byAddress: 2 });
  const before = api.clock.pending();
  const signedIn = async () => codeOf(await signIn(owner.email, PASSWORD));
  for (let i = 0; i < 4; i++) expect(await signedIn()).toBe('201');
  expect(api.clock.pending()).toBe(before);
});
