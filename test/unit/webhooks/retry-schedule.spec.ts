import { expect, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { nextAttempt } from '../../../main/webhooks/retry-schedule.ts';
import { newWebhookSecret, signatureHeaders } from '../../../main/webhooks/sign.ts';

const HOUR = 3_600_000;

function schedule(random: () => number): { attempts: number; total: number; pauses: number[] } {
  const pauses: number[] = [];
  let now = 0;
  for (let attempts = 1; ; attempts++) {
    const next = nextAttempt(attempts, now, null, random);
    if (next === null) return { attempts, total: now, pauses };
    pauses.push(next - now);
    now = next;
  }
}

test('ten attempts within about 75 hours', () => {
  const exact = schedule(() => 0);
  expect(exact.attempts).toBe(10);
  expect(exact.pauses).toEqual([5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR));
  expect(exact.total / HOUR).toBeCloseTo(75.6, 1);
  const spread = schedule(() => 0.999);
  expect(spread.total).toBeGreaterThan(exact.total);
  expect(spread.total).toBeLessThan(exact.total * 1.1);
});

test('Retry-After makes an attempt later, by a day at most, and never earlier', () => {
  const none = () => 0;
  expect(nextAttempt(1, 0, 60, none)).toBe(60_000);
  expect(nextAttempt(1, 0, 0, none)).toBe(5_000);
  expect(nextAttempt(4, 0, 60, none)).toBe(2 * HOUR);
  expect(nextAttempt(1, 0, 999_999_999, none)).toBe(24 * HOUR);
  expect(nextAttempt(10, 0, 60, none)).toBeNull();
});

test('the standardwebhooks library verifies our signature, and refuses a changed body, id, time or secret', () => {
  const secret = newWebhookSecret();
  const payload = JSON.stringify({ text: 'Grüße 👩‍⚖️' });
  const at = Date.now();
  const headers = signatureHeaders([secret], 'evt_1', payload, at);
  const verify = (body: string, changed: Record<string, string> = {}, by = secret) =>
    new Webhook(by).verify(body, { ...headers, ...changed });
  expect(verify(payload)).toEqual(JSON.parse(payload));
  expect(() => verify(`${payload} `)).toThrow();
  expect(() => verify(payload, { 'webhook-id': 'evt_2' })).toThrow();
  expect(() => verify(payload, { 'webhook-timestamp': String(Math.floor(at / 1000) - 1) })).toThrow();
  expect(() => verify(payload, {}, newWebhookSecret())).toThrow();
});

test('secrets are 32 bytes that nobody has seen', () => {
  const secrets = Array.from({ length: 50 }, newWebhookSecret);
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
});
