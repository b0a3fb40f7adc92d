import { expect, test } from '@playwright/test';
import { checkExactlyOnce, NotExactlyOnce } from '../../bench/exactly-once.ts';
import type { Delivery } from '../../bench/receiver.ts';

const delivery = (whatsappId: string, webhookId: string): Delivery => ({
  whatsappId,
  webhookId,
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
