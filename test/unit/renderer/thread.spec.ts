import { expect, test } from '@playwright/test';
import type { Message } from '../../../main/contract/entities.ts';
import {
  appendNewer,
  MOST_HELD,
  mergeNewest,
  prependOlder,
  type Thread,
  threadOf,
  withMessages,
} from '../../../renderer/features/chats/thread.ts';

const message = (number: number, status: Message['status'] = 'received') =>
  ({ id: `msg_${number}`, status, sent_at: '2026-11-22T10:00:00.000Z' }) as Message;
const page = (from: number, to: number, hasOlder = false, hasNewer = false) => ({
  data: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
  has_older: hasOlder,
  has_newer: hasNewer,
  first_unread: null,
});
const thread = (messages: Message[], hasOlder = false, hasNewer = false): Thread => ({
  messages,
  hasOlder,
  hasNewer,
  firstUnread: null,
});
const ids = (thread: Thread) => thread.messages.map(({ id }) => Number(id.slice(4)));

test('a first reading is the thread', () => {
  expect(mergeNewest(undefined, page(3, 5, true))).toEqual(thread(page(3, 5).data, true));
});

test('a new message joins what was read before, and older ones are kept', () => {
  const merged = mergeNewest(thread(page(1, 5).data, true), page(4, 6, true));
  expect(ids(merged)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(merged.hasOlder).toBe(true);
});

test('a newer state of a message replaces the older one', () => {
  const newer = { ...page(2, 3, true), data: [message(2), message(3, 'read')] };
  const merged = mergeNewest(thread(page(1, 3).data), newer);
  expect(merged.messages.at(-1)?.status).toBe('read');
  expect(ids(merged)).toEqual([1, 2, 3]);
});

test('a message in which nothing has changed stays the same object, so that it is not drawn again', () => {
  const known = thread(page(1, 3).data);
  for (const from of [1, 2]) {
    const merged = mergeNewest(known, page(from, 4));
    expect(merged.messages.slice(0, 3).every((one, index) => one === known.messages[index])).toBe(true);
  }
  const read = withMessages(known, [message(1), message(2, 'read')]);
  expect(read.messages.map((one, index) => one === known.messages[index])).toEqual([true, false, true]);
});

test('when too much came in between, the old part is dropped rather than leaving a hole', () => {
  const merged = mergeNewest(thread(page(1, 5).data), page(60, 70, true));
  expect(ids(merged)[0]).toBe(60);
  expect(merged.hasOlder).toBe(true);
});

test('who reads far back stays there, whatever comes in, until what is read reaches the end', () => {
  const farBack = thread(page(1, 5).data, false, true);
  expect(mergeNewest(farBack, page(60, 70, true))).toBe(farBack);
  const joined = mergeNewest(farBack, page(4, 8, true));
  expect(ids(joined)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(joined.hasNewer).toBe(false);
});

test('a message that was stored late, between known ones, takes its place', () => {
  const known = thread([message(1), message(2), message(4), message(5)], true);
  expect(ids(mergeNewest(known, page(2, 5, true)))).toEqual([1, 2, 3, 4, 5]);
});

test('an older page goes before what is known and a newer one behind it, each message once', () => {
  const joined = prependOlder(thread(page(4, 6).data, true, true), page(1, 4));
  expect(ids(joined)).toEqual([1, 2, 3, 4, 5, 6]);
  expect([joined.hasOlder, joined.hasNewer]).toEqual([false, true]);
  const whole = appendNewer(joined, page(6, 8));
  expect(ids(whole)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(whole.hasNewer).toBe(false);
});

test('what is held does not grow for ever: the other end is dropped, and known to be there', () => {
  const full = thread(page(101, 100 + MOST_HELD).data, true);
  const older = prependOlder(full, page(1, 100));
  expect([ids(older)[0], ids(older).at(-1), older.messages.length]).toEqual([1, MOST_HELD, MOST_HELD]);
  expect([older.hasOlder, older.hasNewer]).toEqual([false, true]);
  const newer = appendNewer(older, page(MOST_HELD + 1, MOST_HELD + 100));
  expect([ids(newer)[0], newer.messages.length]).toEqual([101, MOST_HELD]);
  expect([newer.hasOlder, newer.hasNewer]).toEqual([true, false]);
});

test('where the unread ones began stays known while more is read', () => {
  const opened = threadOf({ ...page(4, 6, true), first_unread: 'msg_5' as never });
  expect(mergeNewest(opened, page(5, 8, true)).firstUnread).toBe('msg_5');
  expect(prependOlder(opened, page(1, 3)).firstUnread).toBe('msg_5');
});

const at = (number: number, minute: number): Message => ({
  ...message(number),
  sent_at: `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`,
});

test('a message that changed far above takes the place of what it was', () => {
  const known = thread(page(1, 4).data);
  const fresh = withMessages(known, [message(2, 'read')]);
  expect(ids(fresh)).toEqual([1, 2, 3, 4]);
  expect(fresh.messages[1]?.status).toBe('read');
});

test('a message of the history that is stored late is put where its time belongs', () => {
  const known = thread([at(1, 10), at(2, 20)], true);
  expect(ids(withMessages(known, [at(3, 15)]))).toEqual([1, 3, 2]);
  expect(ids(withMessages(known, [at(3, 25)]))).toEqual([1, 2, 3]);
});

test('what lies before all that was read comes when the person scrolls there', () => {
  const messages = [at(1, 10), at(2, 20)];
  expect(ids(withMessages(thread(messages, true), [at(3, 5)]))).toEqual([1, 2]);
  expect(ids(withMessages(thread(messages), [at(3, 5)]))).toEqual([3, 1, 2]);
});

test('what lies behind all that was read far back comes when the person scrolls there', () => {
  const known = thread([at(1, 10), at(2, 20)], true, true);
  expect(ids(withMessages(known, [at(3, 25)]))).toEqual([1, 2]);
  expect(ids(withMessages(known, [at(3, 15)]))).toEqual([1, 3, 2]);
});
