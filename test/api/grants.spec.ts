import { expect, test } from '@playwright/test';
import type { ConversationId, MessageId } from '../../main/contract/ids.ts';
import { Phone } from '../../main/contract/values.ts';
import { newId } from '../../main/domain/new-id.ts';
import type { StaffMember } from '../../main/domain/staff.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { PASSWORD, startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const OTHER_CLIENT = '+4915199999999';

interface Chat {
  id: MessageId;
  conversationId: ConversationId;
}

let api: TestApi;
let lawyer: TestLawyer;
let mine: RouteCaller;
let support: StaffMember;
/** The token of that person's session. */
let key: string;
let granted: Chat;
let other: Chat;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  mine = createRouteCaller(api, lawyer);
  support = await api.addStaff('support');
  ({ token: key } = await api.openSession(support));
  granted = await receive(lawyer, CLIENT, 'granted');
  other = await receive(lawyer, OTHER_CLIENT, 'not granted');
});

test.afterEach(() => api.stop());

function receive(whose: TestLawyer, phone: string, text: string): Promise<Chat> {
  return storeMessage(api.store.database, whose.lawyer.id, { phone: Phone.parse(phone), text, at: api.clock.now() });
}

function grant(conversations = [granted.conversationId], from: TestLawyer = lawyer, lasts = HOUR) {
  const expires_at = new Date(api.clock.now() + lasts).toISOString();
  const body = { staff_id: support.id, conversation_ids: conversations, expires_at, reason: 'A file does not open' };
  return mine.use('createGrant', { key: from.key, body });
}

/** The chats that support is shown now. */
async function shown(): Promise<string[]> {
  return (await mine.use('listConversations', { key })).data.map(({ id }) => id);
}

test('support sees nothing until a lawyer grants it, and then that alone', async () => {
  expect(await shown()).toEqual([]);
  await mine.refusal('getConversation', 'conversation_not_found', { key, conversation: granted.conversationId });
  const made = await grant();
  expect(made).toMatchObject({ lawyer_id: lawyer.lawyer.id, staff_id: support.id, revoked_at: null });
  expect(await shown()).toEqual([granted.conversationId]);
  const chat = { key, conversation: granted.conversationId };
  expect((await mine.use('getConversation', chat)).messages.map(({ text }) => text)).toEqual(['granted']);
  expect((await mine.use('listChatMessages', chat)).data.map(({ id }) => id)).toEqual([granted.id]);
  expect((await mine.use('getMessage', { key, id: granted.id })).text).toBe('granted');
  expect((await mine.use('listVersions', { key, id: granted.id })).data).toEqual([]);
  expect((await mine.use('listGrants', { key })).data).toEqual([made]);
  expect(await mine.use('getGrant', { key, id: made.id })).toEqual(made);

  const elsewhere = { key, conversation: other.conversationId };
  await mine.refusal('getConversation', 'conversation_not_found', elsewhere);
  await mine.refusal('listChatMessages', 'conversation_not_found', elsewhere);
  await mine.refusal('getMessage', 'message_not_found', { key, id: other.id });
  await mine.refusal('listVersions', 'message_not_found', { key, id: other.id });
  await mine.refusal('listChatMessages', 'message_not_found', { ...chat, query: `?around=${other.id}` });
});

test('support names a granted chat by its number, and learns nothing of others by theirs', async () => {
  const theirs = await api.addLawyer();
  const same = await receive(theirs, CLIENT, 'of the other lawyer');
  const byNumber = (conversation: string) => mine.answerOf('getConversation', { key, conversation });
  const nothing = await byNumber('+4917000000000');
  expect(nothing.status).toBe(404);
  const seen = ({ json }: { json: unknown }) => ({ ...(json as object), request_id: '' });
  for (const number of [CLIENT, OTHER_CLIENT]) expect(seen(await byNumber(number))).toEqual(seen(nothing));
  await grant();
  expect((await mine.use('getConversation', { key, conversation: CLIENT })).id).toBe(granted.conversationId);
  const [page] = (await mine.use('listAudit', { query: `?actor=${support.id}` })).data;
  expect(page).toMatchObject({ action: 'getConversation', subjects: expect.arrayContaining([granted.conversationId]) });
  expect(seen(await byNumber(OTHER_CLIENT))).toEqual(seen(nothing));
  // Granted by both: whose it is, the number cannot say.
  await grant([same.conversationId], theirs);
  expect(seen(await byNumber(CLIENT))).toEqual(seen(nothing));
});

test('support reads files of what was granted, and no others', async () => {
  const files = [];
  for (const [to, name] of [
    [CLIENT, 'a.txt'],
    [OTHER_CLIENT, 'b.txt'],
  ] as const) {
    const upload = await mine.use('uploadAttachment', { query: `?file_name=${name}`, body: Buffer.from(name) });
    await mine.use('sendMessage', { body: { to, attachment: { id: upload.id } } });
    files.push(upload.id);
  }
  const unsent = await mine.use('uploadAttachment', { query: '?file_name=c.txt', body: Buffer.from('c') });
  await grant();
  const [open, closed] = files;
  expect((await mine.use('getAttachment', { key, id: open })).file_name).toBe('a.txt');
  expect((await mine.answerOf('getAttachmentContent', { key, id: open })).text).toBe('a.txt');
  await mine.refusal('getAttachmentThumbnail', 'thumbnail_not_found', { key, id: open });
  const read = await mine.use('listAudit', { key: lawyer.key, query: `?subject=${open}&actor=${support.id}` });
  expect(read.data.map(({ action }) => action)).toEqual(['getAttachmentContent', 'getAttachment']);
  for (const id of [closed, unsent.id]) {
    await mine.refusal('getAttachment', 'attachment_not_found', { key, id });
    await mine.refusal('getAttachmentContent', 'attachment_not_found', { key, id });
    await mine.refusal('getAttachmentThumbnail', 'attachment_not_found', { key, id });
  }
});

test('what support is shown has nothing of what it is not: no search, no counts, no cursor', async () => {
  await grant();
  for (const name of ['listMessages', 'listClients', 'listOutbox', 'listAlerts', 'listAudit', 'getMetrics'] as const) {
    await mine.refusal(name, 'insufficient_role', { key });
  }
  const page = await mine.use('listConversations', { key, query: '?limit=1' });
  expect([page.data.length, page.next_cursor]).toEqual([1, null]);
  const cursor = (await mine.use('listConversations', { query: '?limit=1' })).next_cursor;
  const rest = await mine.use('listConversations', { key, query: `?cursor=${cursor}` });
  expect(rest.data.map(({ id }) => id).filter((id) => id !== granted.conversationId)).toEqual([]);
});

test('support asks for what is unread or has changed as the lawyer does, within what was granted', async () => {
  await grant([granted.conversationId, other.conversationId]);
  await mine.use('readConversation', { conversation: other.conversationId });
  const found = async (query: string) => {
    const { data } = await mine.use('listConversations', { key, query });
    return data.map(({ id }) => id);
  };
  expect(await found('?unread=true')).toEqual([granted.conversationId]);
  expect(await found('?unread=false')).toEqual([other.conversationId]);
  expect(await found(`?updated_after=${new Date(api.clock.now() + DAY).toISOString()}`)).toEqual([]);
  expect(await found(`?updated_after=${new Date(api.clock.now() - DAY).toISOString()}`)).toHaveLength(2);
});

test('a grant ends when one of its chats is merged with another: what was not granted is not shown', async () => {
  const [first] = [await grant(), await grant([other.conversationId])];
  const unrelated = await grant([(await receive(lawyer, '+4915199999998', 'apart')).conversationId]);
  const ids = [];
  for (const conversation of [granted.conversationId, other.conversationId]) {
    ids.push((await mine.use('getConversation', { conversation })).client_id ?? '');
  }
  const [into, from] = ids;
  await mine.use('mergeClients', { id: into, body: { from } });
  const open = async () => (await mine.use('listGrants')).data.filter((one) => one.revoked_at === null);
  expect(await open()).toEqual([unrelated]);
  expect(await shown()).toEqual(unrelated.conversation_ids);
  for (const { id } of [granted, other]) await mine.refusal('getMessage', 'message_not_found', { key, id });
  // Nor is it there again when they are apart: a lawyer says so.
  await mine.use('unmergeClients', { id: into, body: { from } });
  expect(await shown()).toEqual(unrelated.conversation_ids);
  expect((await mine.use('getGrant', { id: first.id })).conversation_ids).toEqual(first.conversation_ids);
  await mine.refusal('getMessage', 'message_not_found', { key, id: other.id });
  await grant();
  expect(await shown()).toHaveLength(2);
});

test('whoever kept the tag of an answer, or asks for its head alone, gets nothing when the grant is over', async () => {
  const { id } = await grant();
  const paths = [`/v1/conversations/${granted.conversationId}`, `/v1/messages/${granted.id}`];
  for (const path of paths) {
    const first = await api.call({ path, key });
    const headers = { 'if-none-match': String(first.headers.etag) };
    expect((await api.call({ path, key, headers })).status).toBe(304);
    expect((await api.call({ method: 'HEAD', path, key })).status).toBe(200);
  }
  // Each of these looks is in the lawyer's log as well.
  expect((await mine.use('listAudit', { query: `?actor=${support.id}` })).data).toHaveLength(6);
  await mine.answerOf('revokeGrant', { id });
  for (const path of paths) {
    expect((await api.call({ path, key, headers: { 'if-none-match': '*' } })).status).toBe(404);
    expect((await api.call({ method: 'HEAD', path, key })).status).toBe(404);
  }
});

test('support writes nothing', async () => {
  await grant();
  const before = api.store.content();
  const chat = { key, conversation: granted.conversationId, id: granted.id };
  await mine.refusal('readConversation', 'insufficient_role', chat);
  await mine.refusal('reactToMessage', 'insufficient_role', { ...chat, body: { emoji: '👍' } });
  await mine.refusal('sendMessage', 'insufficient_role', { key, body: { to: CLIENT, text: 'x' } });
  await mine.refusal('createGrant', 'insufficient_role', { key, body: {} });
  await mine.refusal('createKey', 'insufficient_role', { key, body: { name: 'x' } });
  expect(api.store.content()).toBe(before);
});

test('a grant opens until its time is over, and not for a moment more', async () => {
  const { id } = await grant([granted.conversationId], lawyer, 10 * 60_000);
  await api.clock.advance(10 * 60_000 - 1);
  expect(await shown()).toEqual([granted.conversationId]);
  await api.clock.advance(1);
  expect(await shown()).toEqual([]);
  await mine.refusal('getMessage', 'message_not_found', { key, id: granted.id });
  expect((await mine.use('getGrant', { key, id })).revoked_at).toBeNull();
});

test('a grant that is taken back opens nothing from that moment on, and another goes on', async () => {
  const first = await grant();
  await grant([granted.conversationId, other.conversationId]);
  expect(await shown()).toHaveLength(2);
  const { id } = await grant([other.conversationId]);
  await mine.answerOf('revokeGrant', { id });
  expect(await shown()).toHaveLength(2);
  for (const one of (await mine.use('listGrants')).data) await mine.answerOf('revokeGrant', { id: one.id });
  expect(await shown()).toEqual([]);
  const revoked = await mine.use('getGrant', { id: first.id });
  await api.clock.advance(1000);
  expect((await mine.answerOf('revokeGrant', { id: first.id })).status).toBe(204);
  expect(await mine.use('getGrant', { id: first.id })).toEqual(revoked);
});

test('grants end with the person’s access, and are not there again when they come back', async () => {
  await api.addStaff('owner');
  const ends = [
    () => mine.answerOf('deactivateStaff', { key: api.adminKey, id: support.id }),
    () => mine.answerOf('resetPassword', { key: api.adminKey, id: support.id, body: { password: PASSWORD } }),
    () => mine.use('changeStaff', { key: api.adminKey, id: support.id, body: { role: 'owner' } }),
  ];
  for (const end of ends) {
    await grant();
    expect(await shown()).toHaveLength(1);
    await end();
    await mine.refusal('listConversations', 'session_ended', { key });
    await mine.use('changeStaff', { key: api.adminKey, id: support.id, body: { is_active: true, role: 'support' } });
    ({ token: key } = await api.openSession(support));
    expect(await shown()).toEqual([]);
  }
});

test('a lawyer grants the own conversations, to support that may sign in, for at most 30 days', async () => {
  const stranger = await api.addLawyer();
  const theirs = await receive(stranger, CLIENT, 'theirs');
  const owner = await api.addStaff('owner');
  const before = api.store.content();
  const time = (ms: number) => new Date(api.clock.now() + ms).toISOString();
  const conversation_ids = [granted.conversationId];
  const body = { staff_id: support.id, conversation_ids, expires_at: time(HOUR), reason: 'x' };
  const cases = [
    ['conversation_not_found', { conversation_ids: [granted.conversationId, theirs.conversationId] }],
    ['conversation_not_found', { conversation_ids: [newId('con')] }],
    ['staff_not_found', { staff_id: owner.id }],
    ['staff_not_found', { staff_id: newId('stf') }],
    ['invalid_request', { expires_at: time(0) }],
    ['invalid_request', { expires_at: time(30 * DAY + 1) }],
  ] as const;
  for (const [code, change] of cases) await mine.refusal('createGrant', code, { body: { ...body, ...change } });
  await mine.refusal('createGrant', 'insufficient_role', { body, key: api.adminKey });
  await mine.refusal('createGrant', 'insufficient_role', { body, key: (await api.openSession(owner)).token });
  expect(api.store.content().replace(/"staff_sessions",\[.*?\]\]/, '')).toBe(
    before.replace(/"staff_sessions",\[.*?\]\]/, ''),
  );
  await grant([granted.conversationId], lawyer, 30 * DAY);
  await mine.answerOf('deactivateStaff', { key: api.adminKey, id: support.id });
  await mine.refusal('createGrant', 'staff_not_active', { body });
});

test('each lawyer sees their own grants and what support looked at of theirs, and nothing of the other’s', async () => {
  const stranger = await api.addLawyer();
  const theirs = await receive(stranger, CLIENT, 'theirs');
  const [own, foreign] = [await grant(), await grant([theirs.conversationId], stranger)];
  expect((await mine.use('listGrants')).data).toEqual([own]);
  await mine.refusal('getGrant', 'grant_not_found', { id: foreign.id });
  await mine.refusal('revokeGrant', 'grant_not_found', { id: foreign.id });
  expect((await shown()).sort()).toEqual([granted.conversationId, theirs.conversationId].sort());
  await mine.use('getMessage', { key, id: theirs.id });
  await mine.refusal('getMessage', 'message_not_found', { key, id: other.id });
  const looks = async (of: string) => {
    const { data } = await mine.use('listAudit', { key: of, query: `?actor=${support.id}` });
    return data.map(({ action, actor_role, key_id, outcome, subjects }) => {
      expect([actor_role, key_id]).toEqual(['support', null]);
      return [action, outcome, subjects];
    });
  };
  expect(await looks(lawyer.key)).toEqual([['listConversations', 'done', [granted.conversationId]]]);
  expect(await looks(stranger.key)).toEqual([
    ['getMessage', 'done', [theirs.id, theirs.conversationId]],
    ['listConversations', 'done', [theirs.conversationId]],
  ]);
  expect(await looks(api.adminKey)).toContainEqual(['getMessage', 'message_not_found', [other.id]]);
});

test('what support looks at is written down before it is shown', async () => {
  await grant();
  api.store.run("CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END");
  const chat = { key, conversation: granted.conversationId };
  for (const name of ['getConversation', 'listConversations'] as const) {
    expect((await mine.refusal(name, 'internal_error', chat)).errors).toBeUndefined();
  }
});
