import { expect, test } from '@playwright/test';
import { checkExactlyOnce, checkInOrder, NotExactlyOnce } from '../../bench/exactly-once.ts';
import type { Delivery } from '../../bench/receiver.ts';

const delivery = (whatsappId: string, webhookId: string): Delivery => ({
  whatsappId,
  webhookId,
  path: '/hook',
  at: 0,
  type: 'message.received',
});
const whole = [delivery('A', 'evt_1'), delivery('B', 'evt_2')];

function faultOf(written: string[], deliveries: Delivery[], mayRepeat = false): string {
  try {
    checkExactlyOnce(written, deliveries, { mayRepeat });
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(NotExactlyOnce);
    return error instanceof Error ? error.message : '';
  }
}

test('what was written and told once each is in order', () => {
  expect(checkExactlyOnce(['A', 'B'], whole, { mayRepeat: false })).toBe(0);
});

test('a message that never arrived fails the run', () => {
  expect(faultOf(['A', 'B', 'C'], whole)).toBe('1 of 3 messages were lost');
});

test('a message that was told as two events fails the run, even after a kill', () => {
  expect(faultOf(['A', 'B'], [...whole, delivery('A', 'evt_3')], true)).toContain('under two webhook ids');
});

test('a message that nobody wrote fails the run', () => {
  expect(faultOf(['A'], whole)).toContain('1 messages were told that nobody wrote');
});

test('a delivery that is repeated under its id is counted after a kill, and fails the run without one', () => {
  const repeated = [...whole, delivery('B', 'evt_2')];
  expect(checkExactlyOnce(['A', 'B'], repeated, { mayRepeat: true })).toBe(1);
  expect(faultOf(['A', 'B'], repeated)).toContain('1 deliveries came twice');
});

const queued = [
  { id: 'evt_1', conversation: 'con_1' },
  { id: 'evt_2', conversation: 'con_2' },
  { id: 'evt_3', conversation: 'con_1' },
];
const inOrder = (...ids: string[]) =>
  checkInOrder(
    queued,
    ids.map((webhookId) => ({ webhookId })),
  );

test('queued events may overtake one another, but not within their conversation', () => {
  expect(() => inOrder('evt_2', 'evt_1', 'evt_3')).not.toThrow();
  expect(() => inOrder('evt_3', 'evt_1', 'evt_2')).toThrow('0 were lost, 0 came twice, 1 came before an earlier one');
});

test('a queued event that is lost, comes twice, or was never queued fails the run', () => {
  expect(() => inOrder('evt_1', 'evt_2')).toThrow('of 3 queued events 1 were lost');
  expect(() => inOrder('evt_1', 'evt_2', 'evt_3', 'evt_3')).toThrow('1 came twice');
  expect(() => inOrder('evt_1', 'evt_2', 'evt_3', 'evt_4')).toThrow('1 came that were never queued');
});
