import { expect, test } from '@playwright/test';
import type { Message } from '../../../main/contract/entities.ts';
import { mergeNewest, prependOlder, type Thread, withMessages } from '../../../renderer/features/chats/thread.ts';

const message = (number: number, status: Message['status'] = 'received') =>
  ({ id: `msg_${number}`, status, sent_at: '2026-11-22T10:00:00.000Z' }) as Message;
const page = (from: number, to: number, cursor: string | null = null) => ({
  data: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
  next_cursor: cursor,
});
const ids = (thread: Thread) => thread.messages.map(({ id }) => Number(id.slice(4)));

test('a first reading is the thread', () => {
  expect(mergeNewest(undefined, page(3, 5, 'older'))).toEqual({ messages: page(3, 5).data, older: 'older' });
});

test('a new message joins what was read before, and older ones are kept', () => {
  const known: Thread = { messages: page(1, 5).data, older: 'before 1' };
  const merged = mergeNewest(known, page(4, 6, 'before 4'));
  expect(ids(merged)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(merged.older).toBe('before 1');
});

test('a newer state of a message replaces the older one', () => {
  const known: Thread = { messages: page(1, 3).data, older: null };
  const merged = mergeNewest(known, { data: [message(2), message(3, 'read')], next_cursor: 'before 2' });
  expect(merged.messages.at(-1)?.status).toBe('read');
  expect(ids(merged)).toEqual([1, 2, 3]);
});

test('when too much came in between, the old part is dropped rather than leaving a hole', () => {
  const known: Thread = { messages: page(1, 5).data, older: null };
  const merged = mergeNewest(known, page(60, 70, 'before 60'));
  expect(ids(merged)[0]).toBe(60);
  expect(merged.older).toBe('before 60');
});

test('a message that was stored late, between known ones, takes its place', () => {
  const known: Thread = { messages: [message(1), message(2), message(4), message(5)], older: 'before 1' };
  expect(ids(mergeNewest(known, page(2, 5, 'before 2')))).toEqual([1, 2, 3, 4, 5]);
});

test('an older page goes before what is known, each message once', () => {
  const known: Thread = { messages: page(4, 6).data, older: 'before 4' };
  const joined = prependOlder(known, page(1, 4, null));
  expect(ids(joined)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(joined.older).toBeNull();
});

const at = (number: number, minute: number): Message => ({
  ...message(number),
  sent_at: `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`,
});

test('a message that changed far above takes the place of what it was', () => {
  const known: Thread = { messages: page(1, 4).data, older: null };
  const fresh = withMessages(known, [message(2, 'read')]);
  expect(ids(fresh)).toEqual([1, 2, 3, 4]);
  expect(fresh.messages[1]?.status).toBe('read');
});

test('a message of the history that is stored late is put where its time belongs', () => {
  const known: Thread = { messages: [at(1, 10), at(2, 20)], older: 'before 1' };
  expect(ids(withMessages(known, [at(3, 15)]))).toEqual([1, 3, 2]);
  expect(ids(withMessages(known, [at(3, 25)]))).toEqual([1, 2, 3]);
});

test('what lies before all that was read comes when the person scrolls there', () => {
  const messages = [at(1, 10), at(2, 20)];
  expect(ids(withMessages({ messages, older: 'before 1' }, [at(3, 5)]))).toEqual([1, 2]);
  expect(ids(withMessages({ messages, older: null }, [at(3, 5)]))).toEqual([3, 1, 2]);
});
