import { expect, test } from '@playwright/test';
import type { MessageList } from '../../main/contract/message-lists.ts';
import { Phone } from '../../main/contract/values.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { CLIENT, type RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';
import { type StoredMessage, storeMessage } from '../support/stored-message.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;
let now: number;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
  now = api.clock.now();
});

function store(message: Partial<StoredMessage> = {}, whose = lawyer) {
  now += 1000;
  return storeMessage(api.store.database, whose.lawyer.id, { phone: Phone.parse(CLIENT), at: now, ...message });
}

const queryOf = (fields: Record<string, string>) => `?${new URLSearchParams(fields)}`;

async function list(fields: Record<string, string> = {}): Promise<string[]> {
  const { data } = await caller.use('listMessages', { query: queryOf(fields) });
  return data.map(({ text }) => text);
}

test('messages are listed and searched by what is asked of them, newest first', async () => {
  await store({ text: 'contract one' });
  const middle = now;
  await store({ text: 'contract two', direction: 'outbound', status: 'failed' });
  await store({ text: 'contract three', phone: Phone.parse('+4915100000001'), kind: 'document' });
  const cases: [Record<string, string>, string[]][] = [
    [{}, ['three', 'two', 'one']],
    [{ direction: 'inbound' }, ['three', 'one']],
    [{ status: 'failed' }, ['two']],
    [{ kind: 'document' }, ['three']],
    [{ conversation: CLIENT }, ['two', 'one']],
    [{ conversation: CLIENT, direction: 'inbound' }, ['one']],
    [{ has_attachment: 'true' }, []],
    [{ has_attachment: 'false', direction: 'outbound' }, ['two']],
    [{ from: new Date(middle + 1).toISOString() }, ['three', 'two']],
    [{ to: new Date(middle + 1000).toISOString() }, ['one']],
  ];
  for (const [filter, expected] of cases) {
    const wanted = expected.map((word) => `contract ${word}`);
    expect(await list(filter), JSON.stringify(filter)).toEqual(wanted);
    expect(await list({ q: 'contract', ...filter }), JSON.stringify(filter)).toEqual(wanted);
  }
  expect(await caller.use('listMessages', { query: '?q=contract' })).toMatchObject({
    is_partial: false,
    indexed_percent: 100,
  });
});

for (const q of [undefined, 'word']) {
  test(`pages ${q ? 'of a search' : 'of the list'} have each message once, whatever arrives meanwhile`, async () => {
    for (let n = 0; n < 5; n++) await store({ text: `word ${n}` });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const fields: Record<string, string> = { limit: '2', ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) };
      const page: MessageList = await caller.use('listMessages', { query: queryOf(fields) });
      seen.push(...page.data.map(({ text }) => text));
      cursor = page.next_cursor;
      await store({ text: 'word new' });
    }
    expect(seen).toEqual(['word 4', 'word 3', 'word 2', 'word 1', 'word 0']);
  });
}

test('a cursor of one list is none of another', async () => {
  for (const phone of ['+4917000001', '+4917000002']) {
    await store({ text: 'word' });
    await caller.use('sendMessage', { body: { to: phone, text: 'word' } });
    const variants = [{ language: 'de', text: 'Hallo' }];
    await caller.use('createTemplate', { body: { name: phone, variants } });
  }
  const lists = {
    messages: ['listMessages', ''],
    search: ['listMessages', '&q=word'],
    chat: ['listMessages', `&conversation=${encodeURIComponent(CLIENT)}`],
    conversations: ['listConversations', ''],
    clients: ['listClients', ''],
    templates: ['listTemplates', ''],
    outbox: ['listOutbox', ''],
  } as const;
  for (const [from, [name, fields]] of Object.entries(lists)) {
    const { next_cursor: cursor } = await caller.use(name, { query: `?limit=1${fields}` });
    for (const [to, [other, rest]] of Object.entries(lists)) {
      const { status, text } = await caller.answerOf(other, { query: `?limit=1&cursor=${cursor}${rest}` });
      expect([from, to, status, text]).toEqual([from, to, from === to ? 200 : 400, expect.anything()]);
    }
  }
});

test('another lawyer’s messages are neither listed nor found, nor is their chat', async () => {
  const other = await api.addLawyer();
  const { conversationId } = await store({ text: 'secret' }, other);
  expect([await list(), await list({ q: 'secret' })]).toEqual([[], []]);
  await caller.refusal('listMessages', 'conversation_not_found', { query: queryOf({ conversation: conversationId }) });
});

test('what cannot be searched for is refused by its field', async () => {
  for (const q of ['', '  ', '-x', '""', '😀', 'x'.repeat(501)]) {
    const { errors } = await caller.refusal('listMessages', 'invalid_request', { query: queryOf({ q }) });
    expect(errors?.map(({ field }) => field)).toEqual(['q']);
  }
  for (const [field, value] of Object.entries({ has_attachment: '1', from: 'today', status: 'x', conversation: 'x' })) {
    const { errors } = await caller.refusal('listMessages', 'invalid_request', { query: queryOf({ [field]: value }) });
    expect(errors?.map((one) => one.field)).toEqual([field]);
  }
});

test('a chat is walked through to both sides, and from a hit in its middle', async () => {
  const stored = [];
  for (let n = 0; n < 7; n++) stored.push(await store({ text: `${n}` }));
  const part = async (fields: Record<string, string>) => {
    const { data, ...cursors } = await caller.use('listChatMessages', { query: queryOf(fields) });
    return { texts: data.map(({ text }) => text).join(''), ...cursors };
  };
  const end = await part({ limit: '3' });
  expect(end).toMatchObject({ texts: '456', newer_cursor: null });
  const before = await part({ limit: '3', cursor: end.older_cursor ?? '' });
  expect(before.texts).toBe('123');
  const on = await part({ limit: '9', direction: 'newer', cursor: before.newer_cursor ?? '' });
  expect(on).toMatchObject({ texts: '456', next_cursor: null, newer_cursor: null });
  expect(await part({ limit: '2', direction: 'newer' })).toMatchObject({ texts: '01', older_cursor: null });
  const around = await part({ limit: '3', around: stored[3]?.id ?? '' });
  expect(around.texts).toBe('234');
  expect((await part({ limit: '3', cursor: around.older_cursor ?? '' })).texts).toBe('01');
  expect((await part({ limit: '3', direction: 'newer', cursor: around.newer_cursor ?? '' })).texts).toBe('56');
});

test('a message of another chat has nothing around it here', async () => {
  await store();
  const { id } = await store({ phone: Phone.parse('+4915100000001') });
  await caller.refusal('listChatMessages', 'message_not_found', { query: `?around=${id}` });
  await caller.refusal('listChatMessages', 'invalid_request', { query: `?around=${id}&cursor=x` });
});
