import { expect, test } from '@playwright/test';
import type { AuditRow } from '../../main/contract/audit.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

let api: TestApi;
let lawyer: TestLawyer;
let mine: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  mine = createRouteCaller(api, lawyer);
});

test.afterEach(() => api.stop());

const rowsOf = async (query = '', key = api.adminKey): Promise<AuditRow[]> =>
  (await mine.use('listAudit', { query, key })).data;

test('what is written is written down: who, what, to what, when, from where', async () => {
  const sent = await mine.answerOf('sendMessage', { body: { to: CLIENT, text: 'My secret' } });
  const { id, conversation_id } = sent.json as { id: string; conversation_id: string };
  const [row, ...rest] = await rowsOf();
  expect(rest).toEqual([]);
  expect({ ...row, subjects: [...(row?.subjects ?? [])].sort() }).toEqual({
    number: 1,
    at: new Date(api.clock.now()).toISOString(),
    actor_role: 'lawyer',
    actor: lawyer.keyId,
    key_id: lawyer.keyId,
    lawyer_id: lawyer.lawyer.id,
    action: 'sendMessage',
    subjects: [conversation_id, id].sort(),
    request_id: sent.headers['request-id'],
    address: '127.0.0.1',
    outcome: 'done',
  });
});

test('neither text nor names nor phone numbers get into the log', async () => {
  const body = { name: 'Ada Lovelace', email: 'ada@example.org', phone_number: '+4930999999' };
  await mine.use('createLawyer', { body });
  await mine.use('sendMessage', { body: { to: CLIENT, text: 'My secret' } });
  await mine.use('readConversation');
  await mine.use('practiceWrite', { body: { text: 'My answer', name: 'Bea' } });
  await mine.refusal('sendMessage', 'conversation_not_found', {
    body: { conversation_id: 'con_01k00000000000000000000009', text: 'My secret' },
  });
  const log = JSON.stringify(api.store.rows('SELECT * FROM audit_log WHERE number > 0'));
  for (const secret of ['Ada', 'ada@', '4930999999', 'secret', CLIENT.slice(1), 'My answer', 'Bea']) {
    expect(log).not.toContain(secret);
  }
  expect((await rowsOf()).length).toBe(6);
});

test('what a lawyer reads of their own is not written down', async () => {
  await mine.use('sendMessage', { body: { to: CLIENT, text: 'x' } });
  await mine.use('listConversations');
  await mine.use('getConversation');
  expect(await rowsOf()).toHaveLength(1);
});

test('a request that is repeated under its key acts once and is written down once', async () => {
  const again = { body: { to: CLIENT, text: 'x' }, headers: { 'idempotency-key': 'one' } };
  await mine.answerOf('sendMessage', again);
  await mine.answerOf('sendMessage', again);
  expect(await rowsOf()).toHaveLength(1);
});

test('reaching for what is not one’s own is written down with the code of its refusal, a slip of the pen is not', async () => {
  const other = await api.addLawyer();
  const theirs = createRouteCaller(api, other);
  const { id } = await theirs.use('createWebhook', { body: { url: 'http://127.0.0.1:9/', events: ['*'] } });
  await mine.refusal('deleteWebhook', 'webhook_not_found', { id });
  await mine.refusal('createLawyer', 'insufficient_role', { key: lawyer.key, body: {} });
  await mine.refusal('sendMessage', 'invalid_request', { body: { to: 'x' } });
  await mine.refusal('sendMessage', 'unauthorized', { key: undefined, body: {} });
  const rows = (await rowsOf(`?actor=${lawyer.keyId}`)).map(({ action, outcome }) => [action, outcome]);
  expect(rows).toEqual([
    ['createLawyer', 'insufficient_role'],
    ['deleteWebhook', 'webhook_not_found'],
    ['deleteWebhook', 'begun'],
  ]);
});

test('a change and its row are there together, or neither of them', async () => {
  await mine.use('sendMessage', { body: { to: CLIENT, text: 'x' } });
  const before = [api.store.content(), await rowsOf()];
  api.store.run(`CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END`);
  await mine.refusal('sendMessage', 'internal_error', { body: { to: CLIENT, text: 'y' } });
  api.store.run('DROP TRIGGER no_room');
  expect([api.store.content(), await rowsOf()]).toEqual(before);
  expect(api.log.errors().map(({ what }) => what)).toContain('a refusal is missing in the audit log');
});

test('keys are followed from their making to their end, and an administrator’s acts on them are the lawyer’s to see', async () => {
  const { id } = await mine.use('createKey', { body: { name: 'x' } });
  const next = await mine.use('rotateKey', { id });
  await mine.answerOf('revokeKey', { id: next.id, key: api.adminKey });
  const rows = await rowsOf(`?subject=${next.id}`, lawyer.key);
  expect(rows.map(({ action, actor_role }) => [action, actor_role])).toEqual([['revokeKey', 'admin']]);
  const made = await rowsOf(`?subject=${id}`, lawyer.key);
  expect(made.map(({ action }) => action)).toEqual(['rotateKey', 'createKey']);
});

test('a lawyer sees what concerns them, an administrator all of it', async () => {
  const other = await api.addLawyer();
  await mine.use('sendMessage', { body: { to: CLIENT, text: 'x' } });
  await createRouteCaller(api, other).use('sendMessage', { body: { to: CLIENT, text: 'y' } });
  expect((await rowsOf()).map(({ lawyer_id }) => lawyer_id)).toEqual([other.lawyer.id, lawyer.lawyer.id]);
  expect((await rowsOf('', lawyer.key)).map(({ lawyer_id }) => lawyer_id)).toEqual([lawyer.lawyer.id]);
});

test('the log is read page by page, and by actor, action, subject and time', async () => {
  const ids: string[] = [];
  for (const text of ['a', 'b', 'c']) {
    ids.push((await mine.use('sendMessage', { body: { to: CLIENT, text } })).id);
    await api.clock.advance(1000);
  }
  const key = lawyer.key;
  const first = await mine.use('listAudit', { query: '?limit=2', key });
  const second = await mine.use('listAudit', { query: `?limit=2&cursor=${first.next_cursor}`, key });
  expect([...first.data, ...second.data].map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(second.next_cursor).toBeNull();
  const at = (seconds: number) => new Date(api.clock.now() - seconds * 1000).toISOString();
  const numbers = async (query: string) => (await rowsOf(query, key)).map(({ number }) => number);
  expect(await numbers(`?subject=${ids[1]}`)).toEqual([2]);
  expect(await numbers('?action=sendMessage&limit=1')).toEqual([3]);
  expect(await numbers('?action=createKey')).toEqual([]);
  expect(await numbers(`?actor=${lawyer.keyId}&since=${at(2)}`)).toEqual([3, 2]);
  expect(await numbers(`?since=${at(3)}&until=${at(2)}`)).toEqual([1]);
});

test('whoever may see the log may have it verified, and a head that was kept is found in it', async () => {
  await mine.use('sendMessage', { body: { to: CLIENT, text: 'x' } });
  const { head, ...seen } = await mine.use('verifyAudit');
  expect(seen).toEqual({ intact: true, rows: 1, first_broken: null, head_found: null });
  await mine.use('sendMessage', { body: { to: CLIENT, text: 'y' } });
  expect(await mine.use('verifyAudit', { query: `?head=${head}` })).toMatchObject({ rows: 2, head_found: true });
  const other = `${head.slice(0, -1)}${head.endsWith('0') ? '1' : '0'}`;
  const answer = await mine.use('verifyAudit', { query: `?head=${other}` });
  expect(answer).toMatchObject({ intact: false, rows: 2, head_found: false, first_broken: 1 });
  await mine.refusal('verifyAudit', 'invalid_request', { query: '?head=1' });
});

test('a row that was changed in the file is named by who asks for the proof', async () => {
  for (const text of ['a', 'b', 'c']) await mine.use('sendMessage', { body: { to: CLIENT, text } });
  api.store.run('DROP TRIGGER audit_log_never_updated');
  api.store.run("UPDATE audit_log SET outcome = 'insufficient_role' WHERE number = 2");
  expect(await mine.use('verifyAudit')).toMatchObject({ intact: false, rows: 1, first_broken: 2 });
});

test('somebody who holds a key that was ended is written down, whatever they ask for, and a guesser is not', async () => {
  const made = await mine.use('createKey', { body: { name: 'x' } });
  await mine.answerOf('revokeKey', { id: made.id });
  await mine.refusal('listConversations', 'api_key_revoked', { key: made.api_key });
  await mine.refusal('sendMessage', 'api_key_revoked', { key: made.api_key, body: { to: CLIENT, text: 'x' } });
  const guess = made.api_key.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  await mine.refusal('sendMessage', 'unauthorized', { key: guess, body: {} });
  const rows = await rowsOf(`?actor=${made.id}`, lawyer.key);
  expect(rows.map(({ action, outcome, address }) => [action, outcome, address])).toEqual([
    ['sendMessage', 'api_key_revoked', '127.0.0.1'],
    ['listConversations', 'api_key_revoked', '127.0.0.1'],
  ]);
});

test('a program that goes on with a key that was ended is written down every ten minutes', async () => {
  const made = await mine.use('createKey', { body: { name: 'x' } });
  await mine.answerOf('revokeKey', { id: made.id });
  const ask = () => mine.refusal('listConversations', 'api_key_revoked', { key: made.api_key });
  for (let i = 0; i < 5; i++) await ask();
  await api.clock.advance(10 * 60_000 - 1);
  await ask();
  expect(await rowsOf(`?actor=${made.id}`)).toHaveLength(1);
  await api.clock.advance(1);
  await ask();
  expect(await rowsOf(`?actor=${made.id}`)).toHaveLength(2);
});

test('of what is refused before it is looked at, it is written down what it was about', async () => {
  const id = 'msg_01k00000000000000000000009';
  await mine.refusal('cancelMessage', 'insufficient_role', { id, key: api.adminKey });
  expect(await rowsOf(`?subject=${id}`)).toMatchObject([{ action: 'cancelMessage', outcome: 'insufficient_role' }]);
});

test('what is asked for by a cursor of another list is refused', async () => {
  const cursor = Buffer.from('[5,5]').toString('base64url');
  await mine.refusal('listAudit', 'invalid_cursor', { query: `?cursor=${cursor}` });
});
