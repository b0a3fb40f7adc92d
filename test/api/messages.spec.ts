import { expect, test } from '@playwright/test';
import { Phone } from '../../main/contract/values.ts';
import { sessionIn } from '../support/fake-sessions.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { CLIENT, type RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';
import { type StoredMessage, storeGroup, storeMessage } from '../support/stored-message.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
  api.sessions.states.set(lawyer.lawyer.id, sessionIn('ready'));
});

/** A message that WhatsApp has: a client's, unless it says otherwise. */
function stored(message: Partial<StoredMessage> = {}) {
  const whose = { phone: message.lid || message.group ? null : Phone.parse(CLIENT), at: api.clock.now(), ...message };
  return storeMessage(api.store.database, lawyer.lawyer.id, whose);
}

async function upload(bytes: string, name = 'note.txt') {
  return caller.use('uploadAttachment', { query: `?file_name=${name}`, body: Buffer.from(bytes) });
}

test.describe('a message is sent', () => {
  test('into a conversation whose client has no number', async () => {
    const { conversationId } = await stored({ lid: '998877' });
    const sent = await caller.use('sendMessage', { body: { conversation_id: conversationId, text: 'Hello' } });
    expect(sent).toEqual({ id: sent.id, conversation_id: conversationId, status: 'queued' });
    expect(await caller.use('getMessage', { id: sent.id })).toMatchObject({ phone: null, text: 'Hello' });
  });

  test('with a file, with a caption and as an answer', async () => {
    const { id: asked } = await stored({ text: 'May I see it?' });
    const file = await upload('the contract');
    const { id } = await caller.use('sendMessage', {
      body: { to: CLIENT, text: 'Here it is', attachment: { id: file.id, use: 'document' }, reply_to: asked },
    });
    const message = await caller.use('getMessage', { id });
    expect(message).toMatchObject({
      kind: 'document',
      text: 'Here it is',
      attachment: { id: file.id, status: 'stored' },
    });
    expect(message.reply_to).toMatchObject({ message_id: asked, preview: 'May I see it?' });
    await caller.refusal('sendMessage', 'attachment_in_use', { body: { to: CLIENT, attachment: { id: file.id } } });
  });

  test('only when it says what to whom, once', async () => {
    const { conversationId } = await stored();
    const before = api.store.content();
    const cases = [
      [{ text: 'x' }, 'to'],
      [{ to: CLIENT, conversation_id: conversationId, text: 'x' }, 'to'],
      [{ to: CLIENT }, 'text'],
      [{}, 'to'],
    ] as const;
    for (const [body, field] of cases) {
      const problem = await caller.refusal('sendMessage', 'invalid_request', { body });
      expect(problem.errors?.map((one) => one.field)).toContain(field);
    }
    expect(api.store.content()).toBe(before);
  });

  test('never into a group', async () => {
    const group = await storeGroup(api.store.database, lawyer.lawyer.id, api.clock.now());
    const { id } = await stored({ group });
    const before = api.store.content();
    await caller.refusal('sendMessage', 'group_is_read_only', { body: { conversation_id: group, text: 'x' } });
    await caller.refusal('readConversation', 'group_is_read_only', { conversation: group });
    await caller.refusal('reactToMessage', 'group_is_read_only', { id, body: { emoji: '👍' } });
    expect(api.store.content()).toBe(before);
    expect((await caller.use('getConversation', { conversation: group })).messages.map((one) => one.id)).toEqual([id]);
  });
});

test.describe('what acts on a message in WhatsApp', () => {
  test('is queued, durable and told to the outbox before the answer', async () => {
    const { id: theirs, conversationId } = await stored();
    const { id: own } = await stored({ direction: 'outbound', text: 'Tomorow' });
    const reaction = await caller.use('reactToMessage', { id: theirs, body: { emoji: '👍' } });
    const back = await caller.use('reactToMessage', { id: theirs, body: { emoji: '' } });
    const edit = await caller.use('editMessage', { id: own, body: { text: 'Tomorrow' } });
    const revoke = await caller.use('revokeMessage', { id: own });
    const read = await caller.use('readConversation');
    const queued = [reaction, back, edit, revoke, read];
    expect(queued.map(({ action, message_id }) => [action, message_id])).toEqual([
      ['react', theirs],
      ['react', theirs],
      ['edit', own],
      ['revoke', own],
      ['mark_read', null],
    ]);
    expect(queued.every((one) => one.conversation_id === conversationId && one.state === 'queued')).toBe(true);
    const { data } = await caller.use('listOutbox');
    expect(data).toEqual(queued);
    expect(api.sessions.told).toEqual(Array(5).fill(['outbox', lawyer.lawyer.id]));
    expect((await caller.use('getConversation')).unread_count).toBe(0);
  });

  test('says what it waits for while the session is not ready', async () => {
    const { id } = await stored();
    api.sessions.states.set(lawyer.lawyer.id, sessionIn('logged-out'));
    const queued = await caller.use('reactToMessage', { id, body: { emoji: '👍' } });
    expect(queued).toMatchObject({ waits_for: 'session', due_at: null });
    expect((await caller.use('listOutbox')).data).toEqual([queued]);
  });

  test('is refused where WhatsApp would refuse it', async () => {
    const { id: theirs } = await stored();
    const { id: queued } = await caller.use('sendMessage', { body: { to: CLIENT, text: 'not there yet' } });
    const { id: old } = await stored({ direction: 'outbound', at: api.clock.now() - 3 * 24 * 3_600_000 });
    const before = api.store.content();
    await caller.refusal('editMessage', 'message_not_own', { id: theirs, body: { text: 'x' } });
    await caller.refusal('revokeMessage', 'message_not_own', { id: theirs });
    await caller.refusal('editMessage', 'message_not_in_whatsapp', { id: queued, body: { text: 'x' } });
    await caller.refusal('revokeMessage', 'message_not_in_whatsapp', { id: queued });
    await caller.refusal('reactToMessage', 'message_not_in_whatsapp', { id: queued, body: { emoji: '👍' } });
    await caller.refusal('editMessage', 'too_late_in_whatsapp', { id: old, body: { text: 'x' } });
    await caller.refusal('revokeMessage', 'too_late_in_whatsapp', { id: old });
    expect(api.store.content()).toBe(before);
  });

  test('is done once under an Idempotency-Key', async () => {
    const { id } = await stored();
    const request = { id, body: { emoji: '👍' }, headers: { 'idempotency-key': 'r-1' } };
    const answers = await Promise.all([1, 2, 3].map(() => caller.answerOf('reactToMessage', request)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(api.store.rows('SELECT id FROM outbox')).toHaveLength(1);
    const { id: another } = await stored();
    await caller.refusal('reactToMessage', 'idempotency_key_reused', { ...request, id: another });
  });
});

test.describe('what waits', () => {
  test('can be taken back, by its message or by its number', async () => {
    const [first, second] = await Promise.all(
      ['a', 'b'].map((text) => caller.use('sendMessage', { body: { to: CLIENT, text } })),
    );
    expect(await caller.use('cancelMessage', { id: first?.id })).toMatchObject({ id: first?.id, status: 'cancelled' });
    const [row] = (await caller.use('listOutbox')).data;
    expect(row).toMatchObject({ action: 'send', message_id: second?.id });
    const gone = await caller.answerOf('cancelQueued', { id: row?.id });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await caller.use('getMessage', { id: second?.id })).status).toBe('cancelled');
    expect((await caller.use('listOutbox')).data).toEqual([]);
    expect(api.sessions.told).toEqual(Array(2).fill(['outbox', lawyer.lawyer.id]));
    await caller.refusal('cancelMessage', 'already_on_its_way', { id: first?.id });
    await caller.refusal('cancelQueued', 'queued_action_not_found', { id: row?.id });
  });

  test('is not taken back once it is on its way', async () => {
    const { id } = await caller.use('sendMessage', { body: { to: CLIENT, text: 'a' } });
    const [row] = (await caller.use('listOutbox')).data;
    await api.store.database.write((stores) => stores.outbox.markSending(row?.id ?? 0));
    const before = api.store.content();
    await caller.refusal('cancelMessage', 'already_on_its_way', { id });
    await caller.refusal('cancelQueued', 'already_on_its_way', { id: row?.id });
    expect(api.store.content()).toBe(before);
  });

  test('is listed page by page, each once', async () => {
    for (let i = 0; i < 5; i++) await caller.use('sendMessage', { body: { to: CLIENT, text: `${i}` } });
    const seen: number[] = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const { data, next_cursor } = await caller.use('listOutbox', { query });
      seen.push(...data.map((one) => one.id));
      query = next_cursor === null ? '' : `?limit=2&cursor=${encodeURIComponent(next_cursor)}`;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });
});

test('the texts before an edit are kept, the first one first', async () => {
  const { id } = await stored({ text: 'one' });
  expect((await caller.use('listVersions', { id })).data).toEqual([]);
  for (const [text, seconds] of [
    ['two', 1],
    ['three', 2],
  ] as const) {
    const at = api.clock.now() + seconds * 1000;
    await api.store.database.write((stores) => stores.messages.edit(lawyer.lawyer.id, id, text, at));
  }
  expect((await caller.use('listVersions', { id })).data.map(({ text }) => text)).toEqual(['one', 'two']);
  expect((await caller.use('getMessage', { id })).text).toBe('three');
});

test('a conversation is found by its client’s number and by its id', async () => {
  const { conversationId } = await stored();
  const { conversationId: withoutNumber } = await stored({ lid: '998877' });
  const byNumber = await caller.use('getConversation', { conversation: CLIENT });
  expect(byNumber.id).toBe(conversationId);
  expect(await caller.use('getConversation', { conversation: conversationId })).toEqual(byNumber);
  expect(await caller.use('getConversation', { conversation: withoutNumber })).toMatchObject({ phone: null });
  await caller.use('readConversation', { conversation: withoutNumber });
  await caller.refusal('getConversation', 'conversation_not_found', { conversation: '+4917000000' });
});

test('a conversation says from when to when it is known to be whole, and where it is not', async () => {
  const { conversationId } = await stored();
  const unread = { complete_from: null, complete_until: null, reaches_start: false, messages: 1, checked_at: null };
  expect(await caller.use('getCompleteness')).toMatchObject(unread);
  const [from, until] = [1_790_000_000, 1_790_100_000];
  await api.store.database.write((stores) =>
    stores.histories.set(lawyer.lawyer.id, {
      chat: `${CLIENT.slice(1)}@c.us`,
      completeFrom: from,
      completeUntil: until,
      reachesStart: true,
      anchor: null,
      gap: { at: from + 10, reason: 'not_decrypted' },
      messages: 5,
      checkedAt: api.clock.now(),
    }),
  );
  const known = await caller.use('getCompleteness', { conversation: conversationId });
  expect(known).toMatchObject({
    complete_from: new Date(from * 1000).toISOString(),
    complete_until: new Date(until * 1000).toISOString(),
    reaches_start: true,
    gaps: [{ from: new Date((from + 10) * 1000).toISOString(), reason: 'not_decrypted' }],
    checked_at: new Date(api.clock.now()).toISOString(),
  });
  await caller.refusal('getCompleteness', 'conversation_not_found', { conversation: '+4917000000' });
});
