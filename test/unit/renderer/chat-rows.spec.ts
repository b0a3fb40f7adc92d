import { expect, test } from '@playwright/test';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import type { Conversation } from '../../../main/contract/entities.ts';
import { type ChatPages, withoutRow, withRow } from '../../../renderer/features/chats/chat-pages.ts';
import { CHAT_KEYS } from '../../../renderer/features/chats/keys.ts';
import { refreshRows } from '../../../renderer/features/chats/refresh-rows.ts';

const KEY = CHAT_KEYS.conversations('law_1');

function row(id: string, minute: number, unread = 0): Conversation {
  const at = `2026-11-29T10:${String(minute).padStart(2, '0')}:00.000Z`;
  return { id, unread_count: unread, created_at: at, last_message: { sent_at: at } } as Conversation;
}

function pages(next: string | null, ...data: Conversation[][]): ChatPages {
  return {
    pages: data.map((rows, index) => ({ data: rows, next_cursor: index === data.length - 1 ? next : `${index}` })),
    pageParams: data.map((_, index) => (index === 0 ? null : `${index - 1}`)),
  };
}

const ids = ({ pages: all }: ChatPages) => all.map(({ data }) => data.map(({ id }) => id));

test('a chat that was written in comes to the top, wherever it stood', () => {
  const before = pages('more', [row('a', 9), row('b', 8)], [row('c', 7), row('d', 6)]);
  expect(ids(withRow(before, row('c', 10)))).toEqual([['c', 'a', 'b'], ['d']]);
});

test('a chat whose time is the same stays where it is, with what is new of it', () => {
  const before = pages('more', [row('a', 9), row('b', 8, 2)], [row('c', 7)]);
  const after = withRow(before, row('b', 8, 0));
  expect(ids(after)).toEqual(ids(before));
  expect(after.pages[0]?.data[1]?.unread_count).toBe(0);
  expect(after.pages[1]).toBe(before.pages[1]);
});

test('the last chat that was read stays when only something else of it has changed', () => {
  const before = pages('more', [row('a', 9)], [row('b', 8, 2)]);
  expect(ids(withRow(before, row('b', 8, 0)))).toEqual([['a'], ['b']]);
});

test('a chat behind what has been read comes with its page, and at the end of the list is its last', () => {
  const rows = [[row('b', 9)], [row('a', 8)]];
  expect(ids(withRow(pages('more', ...rows), row('c', 1)))).toEqual([['b'], ['a']]);
  expect(ids(withRow(pages(null, ...rows), row('c', 1)))).toEqual([['b'], ['a', 'c']]);
  expect(ids(withRow(pages(null, []), row('c', 1)))).toEqual([['c']]);
});

test('of two chats of the same moment the one with the greater id comes first, as in the database', () => {
  expect(ids(withRow(pages(null, [row('b', 5)]), row('a', 5)))).toEqual([['b', 'a']]);
  expect(ids(withRow(pages(null, [row('a', 5)]), row('b', 5)))).toEqual([['b', 'a']]);
});

test('a chat that is gone leaves the rest as it was', () => {
  expect(ids(withoutRow(pages('more', [row('a', 9)], [row('b', 8)]), 'a'))).toEqual([[], ['b']]);
});

/** A main process that knows these chats; every call is noted. */
function bridge(known: Map<string, Conversation>, onList: () => Promise<unknown> = () => Promise.resolve()) {
  const calls: string[] = [];
  const call = async (name: string, input: { conversation_id?: string }) => {
    calls.push(name);
    if (name === 'conversations.list') {
      const data = [...known.values()];
      await onList();
      return { ok: true, value: { data, next_cursor: null } };
    }
    const found = known.get(input.conversation_id ?? '');
    return found ? { ok: true, value: found } : { ok: false, code: 'conversation_not_found', errors: [] };
  };
  Object.assign(globalThis, { window: { lexline: { call } } });
  return calls;
}

test.afterEach(() => void Reflect.deleteProperty(globalThis, 'window'));

test('only the rows in which something has changed are read again', async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, pages('more', [row('a', 9), row('b', 8)]));
  const calls = bridge(new Map([['b', row('b', 10)]]));
  await refreshRows(client, 'law_1', new Set(['a', 'b']));
  expect(calls).toEqual(['conversations.get', 'conversations.get']);
  expect(ids(client.getQueryData<ChatPages>(KEY) ?? pages(null))).toEqual([['b']]);
});

test('nothing is asked for a list that nobody has seen, and one that is stale stays so', async () => {
  const client = new QueryClient();
  const calls = bridge(new Map([['a', row('a', 9)]]));
  await refreshRows(client, 'law_1', new Set(['a']));
  client.setQueryData(KEY, pages(null, [row('a', 8)]));
  await client.invalidateQueries({ queryKey: KEY });
  await refreshRows(client, 'law_1', new Set(['a']));
  expect(calls).toEqual([]);
  expect(client.getQueryState(KEY)?.isInvalidated).toBe(true);
});

test('a page that was asked for before the change does not overwrite it', async () => {
  const client = new QueryClient();
  const listed = Promise.withResolvers<void>();
  const known = new Map([['a', row('a', 5)]]);
  const calls = bridge(known, () => listed.promise);
  const { call } = (globalThis as unknown as { window: Window }).window.lexline;
  const observer = new InfiniteQueryObserver(client, {
    queryKey: KEY,
    queryFn: async () => {
      const answer = await call('conversations.list', { lawyer_id: 'law_1' });
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    },
    initialPageParam: null,
    getNextPageParam: ({ next_cursor: next }) => next,
    retry: false,
  });
  const stop = observer.subscribe(() => {});
  known.set('a', row('a', 6, 4));
  const patched = refreshRows(client, 'law_1', new Set(['a']));
  listed.resolve();
  await patched;
  expect(calls).toEqual(['conversations.list', 'conversations.get']);
  expect(client.getQueryData<ChatPages>(KEY)?.pages[0]?.data[0]?.unread_count).toBe(4);
  stop();
  client.clear();
});

test('when very much has changed at once, the list is read anew', async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, pages(null, [row('a', 9)]));
  const calls = bridge(new Map());
  await refreshRows(client, 'law_1', new Set(Array.from({ length: 21 }, (_, index) => `con_${index}`)));
  expect(calls).toEqual([]);
  expect(client.getQueryState(KEY)?.isInvalidated).toBe(true);
});
