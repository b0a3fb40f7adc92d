import { expect, test } from '@playwright/test';
import { Problem } from '../../main/contract/problems.ts';
import { createRouteCaller, type RouteCaller, type RouteRequest } from '../support/route-caller.ts';
import { PASSWORD, startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

const OTHER_PASSWORD = 'staple, battery, horse';
const MINUTE = 60_000;

let api: TestApi;
let lawyer: TestLawyer;
let mine: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  mine = createRouteCaller(api, lawyer);
});

test.afterEach(() => api.stop());

const byAdmin = (request: RouteRequest = {}): RouteRequest => ({ key: api.adminKey, ...request });

function signIn(email: string, password = PASSWORD) {
  return mine.use('signIn', { key: undefined, body: { email, password } });
}

test('a person is added, signs in whatever the case of the address, and is shown who they are', async () => {
  const body = { name: ' Olga ', email: 'Olga@Example.org', password: PASSWORD, role: 'owner' };
  const staff = await mine.use('createStaff', byAdmin({ body }));
  expect(staff).toMatchObject({ name: 'Olga', email: 'Olga@Example.org', role: 'owner', is_active: true });
  await api.clock.advance(1000);
  const { token, ...session } = await signIn('OLGA@example.ORG');
  expect(token).toMatch(/^lxs_test_[0-9a-z]{26}_[0-9A-Za-z]{49}$/);
  expect(session.staff).toEqual({ ...staff, last_sign_in_at: session.created_at });
  expect(Date.parse(session.expires_at) - Date.parse(session.created_at)).toBe(12 * 60 * MINUTE);
  expect(await mine.use('getOwnSession', { key: token })).toEqual(session);
  expect((await mine.use('listSessions', byAdmin({ query: `?staff_id=${staff.id}` }))).data).toEqual([
    { ...session, staff: undefined },
  ]);
  const [told] = (await mine.use('listAudit', byAdmin({ query: `?action=signIn&subject=${staff.id}` }))).data;
  expect(told).toMatchObject({ actor_role: 'owner', actor: staff.id, key_id: null, outcome: 'done' });
  expect(told?.subjects).toEqual([session.id, staff.id]);
  await mine.refusal('createStaff', 'staff_email_taken', byAdmin({ body: { ...body, email: 'olga@example.org' } }));
});

test('no password and no token is kept, logged or written down in any readable form', async () => {
  const odd = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6f';
  const headers = { 'idempotency-key': 'one' };
  const body = { name: 'Olga', email: 'olga@example.org', password: odd, role: 'owner' };
  const first = await mine.answerOf('createStaff', byAdmin({ body, headers }));
  expect((await mine.answerOf('createStaff', byAdmin({ body, headers }))).text).toBe(first.text);
  const other = { ...body, password: OTHER_PASSWORD };
  await mine.refusal('createStaff', 'idempotency_key_reused', byAdmin({ body: other, headers }));
  const { id } = first.json as { id: string };
  const { token } = await signIn('olga@example.org', odd);
  await mine.answerOf('unlockSession', { key: token, body: { password: odd } });
  await mine.answerOf('unlockSession', { key: token, body: { password: OTHER_PASSWORD } });
  await mine.answerOf('changeOwnPassword', { key: token, body: { current_password: odd, password: OTHER_PASSWORD } });
  await mine.answerOf('resetPassword', byAdmin({ id, body: { password: odd } }));
  const audit = JSON.stringify(api.store.rows('SELECT * FROM audit_log'));
  const everything = [api.store.content(), audit, JSON.stringify(api.log.lines), first.text].join('');
  for (const secret of [odd, OTHER_PASSWORD, token, token.split('_')[3]]) expect(everything).not.toContain(secret);
  // What the repetition is known by cannot be made from the password without the key's secret.
  const [kept] = api.store.rows<{ request_hash: Buffer }>('SELECT request_hash FROM kept_answers');
  const { createHash } = await import('node:crypto');
  const guess = createHash('sha256')
    .update(JSON.stringify(['POST', '/v1/staff', body]))
    .digest();
  expect(kept?.request_hash.equals(guess)).toBe(false);
});

test('an unknown address, a wrong password and a person who was let go are answered alike', async () => {
  const [known, gone] = [await api.addStaff('support'), await api.addStaff('support')];
  await mine.answerOf('deactivateStaff', byAdmin({ id: gone.id }));
  const answers = [];
  for (const body of [
    { email: 'nobody@example.org', password: PASSWORD },
    { email: known.email, password: 'wrong horse battery' },
    { email: gone.email, password: PASSWORD },
  ]) {
    const { status, json } = await mine.answerOf('signIn', { key: undefined, body });
    const { code, title, detail, errors } = Problem.parse(json);
    answers.push({ status, code, title, detail, errors });
  }
  expect(answers[0]).toMatchObject({ status: 401, code: 'sign_in_failed' });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  const told = (await mine.use('listAudit', byAdmin({ query: '?action=signIn' }))).data;
  expect(told.map(({ actor_role, outcome, subjects }) => [actor_role, outcome, subjects])).toEqual([
    ['nobody', 'sign_in_failed', [gone.id]],
    ['nobody', 'sign_in_failed', [known.id]],
    ['nobody', 'sign_in_failed', []],
  ]);
});

test('a session that is not used for 15 minutes is over, and so is one of 12 hours', async () => {
  const { email } = await api.addStaff('owner');
  const idle = await signIn(email);
  await api.clock.advance(15 * MINUTE - 1);
  await mine.use('getOwnSession', { key: idle.token });
  await api.clock.advance(15 * MINUTE - 1);
  await mine.use('getOwnSession', { key: idle.token });
  await api.clock.advance(15 * MINUTE);
  await mine.refusal('getOwnSession', 'session_ended', { key: idle.token });
  const used = await signIn(email);
  for (let minutes = 10; minutes < 12 * 60; minutes += 10) {
    await api.clock.advance(10 * MINUTE);
    await mine.use('getOwnSession', { key: used.token });
  }
  await api.clock.advance(10 * MINUTE);
  await mine.refusal('getOwnSession', 'session_ended', { key: used.token });
});

test('that a session was used outlives a restart, to the minute', async () => {
  const { email } = await api.addStaff('owner');
  const { token } = await signIn(email);
  await api.clock.advance(14 * MINUTE);
  await mine.use('getOwnSession', { key: token });
  await expect.poll(() => api.store.rows('SELECT 1 FROM staff_sessions WHERE last_seen > created')).toHaveLength(1);
  await api.restart();
  await api.clock.advance(14 * MINUTE);
  await mine.use('getOwnSession', { key: token });
});

test('a locked session opens nothing until it is unlocked with the password', async () => {
  const { email } = await api.addStaff('owner');
  const { token: key } = await signIn(email);
  await mine.answerOf('lockSession', { key });
  for (const name of ['getOwnSession', 'listStaff', 'listLawyers', 'listKeys', 'getMetrics'] as const) {
    await mine.refusal(name, 'session_locked', { key });
  }
  await mine.refusal('changeOwnPassword', 'session_locked', {
    key,
    body: { current_password: PASSWORD, password: OTHER_PASSWORD },
  });
  await mine.refusal('unlockSession', 'wrong_password', { key, body: { password: OTHER_PASSWORD } });
  await mine.refusal('getOwnSession', 'session_locked', { key });
  expect((await mine.answerOf('unlockSession', { key, body: { password: PASSWORD } })).status).toBe(204);
  expect((await mine.use('getOwnSession', { key })).locked_at).toBeNull();
  await mine.answerOf('lockSession', { key });
  expect((await mine.answerOf('signOut', { key })).status).toBe(204);
  await mine.refusal('unlockSession', 'session_ended', { key, body: { password: PASSWORD } });
});

test('nothing is kept awake by asking while it is locked', async () => {
  const { email } = await api.addStaff('owner');
  const { token: key } = await signIn(email);
  await mine.answerOf('lockSession', { key });
  await api.clock.advance(14 * MINUTE);
  await mine.refusal('listStaff', 'session_locked', { key });
  await api.clock.advance(MINUTE);
  await mine.refusal('unlockSession', 'session_ended', { key, body: { password: PASSWORD } });
});

test('all sessions of a person end with another password, another role, or when they are let go', async () => {
  const staff = await api.addStaff('owner');
  const ways: (() => Promise<unknown>)[] = [
    async () => {
      const { token: key } = await api.openSession(staff);
      const body = { current_password: PASSWORD, password: OTHER_PASSWORD };
      await mine.refusal('changeOwnPassword', 'wrong_password', { key, body: { ...body, current_password: 'wrong' } });
      expect((await mine.answerOf('changeOwnPassword', { key, body })).status).toBe(204);
    },
    () => mine.answerOf('resetPassword', byAdmin({ id: staff.id, body: { password: PASSWORD } })),
    () => mine.use('changeStaff', byAdmin({ id: staff.id, body: { role: 'support' } })),
    () => mine.answerOf('deactivateStaff', byAdmin({ id: staff.id })),
  ];
  const other = await api.openSession(await api.addStaff('owner'));
  for (const end of ways) {
    const sessions = [await api.openSession(staff), await api.openSession(staff)];
    for (const { token: key } of sessions) await mine.use('getOwnSession', { key });
    await end();
    for (const { token: key } of sessions) await mine.refusal('getOwnSession', 'session_ended', { key });
  }
  await mine.use('getOwnSession', { key: other.token });
  await mine.refusal('signIn', 'sign_in_failed', { key: undefined, body: { email: staff.email, password: PASSWORD } });
  await mine.use('changeStaff', byAdmin({ id: staff.id, body: { is_active: true } }));
  await signIn(staff.email);
});

test('an administrator ends one session, and the others go on', async () => {
  const staff = await api.addStaff('owner');
  const [one, two] = [await api.openSession(staff), await api.openSession(staff)];
  expect((await mine.answerOf('endSession', byAdmin({ id: one.id }))).status).toBe(204);
  await mine.refusal('getOwnSession', 'session_ended', { key: one.token });
  await mine.use('getOwnSession', { key: two.token });
});

test('an owner who has signed in may do what an administrator’s key may, and that key shows no session', async () => {
  const owner = await api.addStaff('owner');
  const { token: key } = await signIn(owner.email);
  const made = await mine.use('createKey', { key, body: { name: 'Till', lawyer_id: lawyer.lawyer.id } });
  expect(made).toMatchObject({ role: 'lawyer', lawyer_id: lawyer.lawyer.id, created_by: null });
  expect((await mine.use('listLawyers', { key })).data).toHaveLength(1);
  await mine.refusal('getOwnKey', 'key_not_found', { key });
  await mine.refusal('listConversations', 'insufficient_role', { key });
  const keys = await mine.use('listKeys', byAdmin());
  expect(keys.data.map(({ id }) => id).sort()).toEqual([lawyer.keyId, made.id].sort());
  const [row] = (await mine.use('listAudit', { key: lawyer.key, query: `?subject=${made.id}` })).data;
  expect(row).toMatchObject({ actor_role: 'owner', actor: owner.id, key_id: null, action: 'createKey' });
});

test('a key that is limited gives nobody the session of an owner, which is limited by nothing', async () => {
  const { api_key: key } = await mine.use('createKey', byAdmin({ body: { name: 'HR', scopes: ['staff:write'] } }));
  const [owner, support] = [await api.addStaff('owner'), await api.addStaff('support')];
  const session = await api.openSession(owner);
  const eve = { name: 'Eve', email: 'eve@example.org', password: PASSWORD };
  await mine.refusal('createStaff', 'scope_not_given', { key, body: { ...eve, role: 'owner' } });
  await mine.refusal('resetPassword', 'scope_not_given', { key, id: owner.id, body: { password: OTHER_PASSWORD } });
  await mine.refusal('changeStaff', 'scope_not_given', { key, id: support.id, body: { role: 'owner' } });
  await mine.refusal('changeStaff', 'scope_not_given', { key, id: owner.id, body: { email: 'eve@example.org' } });
  await mine.use('getOwnSession', { key: session.token });
  expect((await mine.use('listStaff', byAdmin())).data.map(({ email, role }) => [email, role])).toEqual(
    expect.arrayContaining([owner, support].map(({ email, role }) => [email, role])),
  );
  await mine.use('createStaff', { key, body: { ...eve, role: 'support' } });
  expect((await mine.answerOf('resetPassword', { key, id: support.id, body: { password: PASSWORD } })).status).toBe(
    204,
  );
  await api.addStaff('owner');
  expect((await mine.answerOf('deactivateStaff', { key, id: owner.id })).status).toBe(204);
  await mine.refusal('changeStaff', 'scope_not_given', { key, id: owner.id, body: { is_active: true } });
  await mine.use('changeStaff', { key, id: owner.id, body: { role: 'support' } });
});

test('the last owner who may sign in stays one, whoever asks and in whichever way', async () => {
  const { api_key: limited } = await mine.use('createKey', byAdmin({ body: { name: 'HR', scopes: ['staff:write'] } }));
  const [owner, other] = [await api.addStaff('owner'), await api.addStaff('owner')];
  await mine.answerOf('deactivateStaff', byAdmin({ id: other.id }));
  const { token } = await api.openSession(owner);
  const before = await mine.use('listStaff', byAdmin());
  for (const key of [limited, api.adminKey, token]) {
    for (const body of [{ role: 'support' }, { is_active: false }]) {
      await mine.refusal('changeStaff', 'last_owner', { key, id: owner.id, body });
    }
    await mine.refusal('deactivateStaff', 'last_owner', { key, id: owner.id });
  }
  expect(await mine.use('listStaff', byAdmin())).toEqual(before);
  await mine.use('getOwnSession', { key: token });
  await mine.use('changeStaff', byAdmin({ id: owner.id, body: { name: 'Olga' } }));
  await mine.use('changeStaff', byAdmin({ id: other.id, body: { is_active: true } }));
  expect((await mine.answerOf('deactivateStaff', byAdmin({ id: owner.id }))).status).toBe(204);
});

test('a secret answer is replayed to the session that asked, and to no other', async () => {
  const owner = await api.addStaff('owner');
  const [one, two] = [await api.openSession(owner), await api.openSession(owner)];
  const request = { body: { name: 'Till' }, headers: { 'idempotency-key': 'x' } };
  const first = await mine.answerOf('createKey', { ...request, key: one.token });
  expect((await mine.answerOf('createKey', { ...request, key: one.token })).text).toBe(first.text);
  await mine.refusal('createKey', 'answer_shown_once', { ...request, key: two.token });
  expect((await mine.answerOf('createKey', { ...request, key: api.adminKey })).status).toBe(201);
});

test('a session of the live account opens nothing in practice', async () => {
  const live = await startTestApi({ mode: 'live' });
  try {
    const { token } = await live.openSession(await live.addStaff('owner'));
    expect(token).toContain('lxs_live_');
    await mine.refusal('getOwnSession', 'api_key_of_other_account', { key: token });
  } finally {
    await live.stop();
  }
});
