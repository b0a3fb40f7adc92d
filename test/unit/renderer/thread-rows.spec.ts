import { expect, test } from '@playwright/test';
import type { Message } from '../../../main/contract/entities.ts';
import { threadRows } from '../../../renderer/features/chats/thread-rows.ts';

const at = (local: string, direction: Message['direction'] = 'inbound') =>
  ({ id: `msg_${local}`, direction, sent_at: new Date(local).toISOString() }) as Message;

test('a day begins at the first message after local midnight', () => {
  const rows = threadRows([at('2026-11-21T23:59'), at('2026-11-22T00:01'), at('2026-11-22T00:02')]);
  expect(rows.map((row) => row.startsDay)).toEqual([true, true, false]);
});

test('messages of one side within five minutes form a run', () => {
  const rows = threadRows([
    at('2026-11-22T10:00'),
    at('2026-11-22T10:04'),
    at('2026-11-22T10:05', 'outbound'),
    at('2026-11-22T10:20', 'outbound'),
  ]);
  expect(rows.map((row) => row.startsRun)).toEqual([true, false, true, true]);
  expect(rows.map((row) => row.endsRun)).toEqual([false, true, true, true]);
});

test('a run never crosses midnight', () => {
  const rows = threadRows([at('2026-11-21T23:59'), at('2026-11-22T00:01')]);
  expect(rows[0]?.endsRun).toBe(true);
  expect(rows[1]?.startsRun).toBe(true);
});

test('no messages make no rows', () => {
  expect(threadRows([])).toEqual([]);
});

test('in a group each person has a run of their own', () => {
  const by = (local: string, sender_phone: string) => ({ ...at(local), sender_phone, sender_name: null }) as Message;
  const rows = threadRows([
    by('2026-11-22T10:00', '+491'),
    by('2026-11-22T10:01', '+491'),
    by('2026-11-22T10:02', '+492'),
  ]);
  expect(rows.map((row) => row.startsRun)).toEqual([true, false, true]);
});

test('a notice ends a run', () => {
  const notice = { ...at('2026-11-22T10:01'), kind: 'notice' };
  const rows = threadRows([at('2026-11-22T10:00'), notice, at('2026-11-22T10:02')]);
  expect(rows.map((row) => row.endsRun)).toEqual([true, true, true]);
});
