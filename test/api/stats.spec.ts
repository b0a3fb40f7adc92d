import { expect, test } from '@playwright/test';
import type { MessageStatus } from '../../main/contract/values.ts';
import { Phone } from '../../main/contract/values.ts';
import { statsOf } from '../../main/domain/stats.ts';
import type { StatsStore } from '../../main/domain/stores/stats-store.ts';
import type { Span } from '../../main/domain/time-buckets.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { CLIENT, type RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';
import { type StoredMessage, storeGroup, storeMessage } from '../support/stored-message.ts';

const OTHER_PHONE = '+4917012345';
const MINUTE = 60_000;
/** What the test clock begins with is later: everything here lies in its last 30 days. */
const NOON = Date.parse('2026-11-10T12:00:00Z');
const WEEK = '?from=2026-11-09T00:00:00Z&until=2026-11-16T00:00:00Z';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
});

function say(minutes: number, message: Partial<StoredMessage> = {}): Promise<{ id: string }> {
  const at = NOON + minutes * MINUTE;
  return storeMessage(api.store.database, lawyer.lawyer.id, { phone: Phone.parse(CLIENT), ...message, at });
}
const answer = (minutes: number, status: MessageStatus = 'delivered', phone = CLIENT) =>
  say(minutes, { direction: 'outbound', status, phone: Phone.parse(phone) });
const stats = (query = WEEK) => caller.use('getStats', { query });

test('without a message all is zero, and what cannot be said is null', async () => {
  const { totals, buckets, open_conversations } = await stats();
  expect(totals).toMatchObject({
    messages_in: 0,
    messages_out: 0,
    delivery_rate: null,
    read_rate: null,
    new_clients: 0,
  });
  expect(totals.answers).toEqual({ answered: 0, unanswered: 0, p50_seconds: null, p90_seconds: null });
  expect([buckets.length, open_conversations]).toEqual([7, 0]);
});

test('a chat of very many messages is counted whole, a part of its time after the other', async () => {
  for (let minute = 0; minute < 12; minute++) await (minute % 3 === 2 ? answer(minute) : say(minute));
  api.store.run('UPDATE conversations SET size = 100000');
  const spans: Span[] = [];
  const whole = await stats();
  const counted = await api.store.database.read((stores) => {
    const counts: StatsStore['counts'] = (lawyerId, chats, span) => {
      spans.push(span);
      return stores.stats.counts(lawyerId, chats, span);
    };
    const question = { from: whole.from, until: whole.until, bucket: 'day', time_zone: 'UTC' } as const;
    return statsOf({ ...stores, stats: { ...stores.stats, counts } }, lawyer.lawyer.id, question, NOON);
  });
  expect(spans).toHaveLength(20);
  expect([counted.totals.messages_in, counted.totals.messages_out, counted.totals.answers.answered]).toEqual([8, 4, 4]);
  expect(counted).toEqual(whole);
});

test('messages are counted by direction and by what became of them', async () => {
  await say(0);
  const statuses = ['sent', 'delivered', 'read', 'played', 'failed', 'cancelled', 'unknown', 'queued'] as const;
  for (const [index, status] of statuses.entries()) await answer(1 + index, status);
  const { totals, buckets } = await stats();
  expect(totals).toMatchObject({
    messages_in: 1,
    messages_out: 4,
    delivery_rate: 0.75,
    read_rate: 0.5,
    new_clients: 1,
  });
  expect(totals.by_status).toEqual({ ...Object.fromEntries(statuses.map((status) => [status, 1])), sending: 0 });
  expect(buckets.filter((one) => one.messages_in > 0).map(({ date }) => date)).toEqual(['2026-11-10']);
});

test('the day of a message is the one of the time zone', async () => {
  // 23:30 in Berlin on the 10th, and 00:30 on the 11th.
  await say(10.5 * 60);
  await say(11.5 * 60);
  const days = async (zone: string) =>
    (await stats(`${WEEK}&time_zone=${zone}`)).buckets.flatMap(({ date, messages_in }) =>
      messages_in ? [date, messages_in] : [],
    );
  expect(await days('UTC')).toEqual(['2026-11-10', 2]);
  expect(await days('Europe/Berlin')).toEqual(['2026-11-10', 1, '2026-11-11', 1]);
  const { buckets } = await stats('?bucket=month&from=2026-10-15T00:00:00Z&until=2026-11-16T00:00:00Z');
  expect(buckets.map(({ date, messages_in }) => [date, messages_in])).toEqual([
    ['2026-10-01', 0],
    ['2026-11-01', 2],
  ]);
});

test('how soon a client is answered counts from the first message after the lawyer’s last', async () => {
  await say(0);
  await say(5);
  await answer(10);
  await answer(11);
  await say(20);
  // What was never sent is no answer.
  await answer(21, 'failed');
  await answer(22, 'cancelled');
  await answer(50);
  await say(60, { kind: 'notice' });
  await say(70, { phone: Phone.parse(OTHER_PHONE) });
  const { totals, open_conversations } = await stats();
  expect(totals.answers).toEqual({ answered: 2, unanswered: 1, p50_seconds: 600, p90_seconds: 1800 });
  expect(totals.messages_in).toBe(4);
  expect(open_conversations).toBe(1);
});

test('an answer that comes after the range counts for the question', async () => {
  await say(0);
  await answer(7 * 24 * 60);
  const { totals } = await stats();
  expect([totals.answers.answered, totals.messages_out, totals.answers.p50_seconds]).toEqual([1, 0, 7 * 24 * 3600]);
});

test('a chat is open while the client has the last word and is neither closed nor blocked', async () => {
  await say(0);
  await say(1, { phone: Phone.parse(OTHER_PHONE) });
  expect((await stats()).open_conversations).toBe(2);
  await answer(2, 'sent', OTHER_PHONE);
  const { data } = await caller.use('listClients', { query: `?phone=${CLIENT}` });
  expect((await stats()).open_conversations).toBe(1);
  await caller.use('changeClient', { id: data[0]?.id, body: { status: 'closed' } });
  expect((await stats()).open_conversations).toBe(0);
});

test('groups, and what is of another lawyer, are not counted', async () => {
  const group = await storeGroup(api.store.database, lawyer.lawyer.id, NOON);
  await say(0, { phone: null, group });
  const other = await api.addLawyer();
  await storeMessage(api.store.database, other.lawyer.id, { phone: Phone.parse(CLIENT), at: NOON });
  const { totals, open_conversations } = await stats();
  expect([totals.messages_in, totals.new_clients, open_conversations]).toEqual([0, 0, 0]);
});

test('what a merge has put together is counted once', async () => {
  await say(0);
  await say(1, { phone: Phone.parse(OTHER_PHONE) });
  const { data } = await caller.use('listClients');
  const [one, two] = data;
  await caller.use('mergeClients', { id: one?.id, body: { from: two?.id } });
  const { totals } = await stats();
  expect([totals.messages_in, totals.new_clients, totals.answers.unanswered]).toEqual([2, 1, 1]);
});

test('many chats are counted as one is, and the last 30 days without a range', async () => {
  for (let i = 0; i < 60; i += 1) await say(i, { phone: Phone.parse(`+49170${10_000 + i}`) });
  const { totals, from, until } = await stats('');
  expect([totals.messages_in, totals.new_clients, totals.answers.unanswered]).toEqual([60, 60, 60]);
  expect(Date.parse(until) - Date.parse(from)).toBe(30 * 24 * 60 * MINUTE);
});
