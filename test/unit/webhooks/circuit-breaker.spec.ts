import { expect, test } from '@playwright/test';
import { newId } from '../../../main/domain/new-id.ts';
import { createCircuits } from '../../../main/webhooks/circuit-breaker.ts';

const url = 'https://example.org/hook';
const id = newId('whk', 1);
const other = newId('whk', 2);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const AWAY = { url, isUnreachable: true, retryAfter: null };
const BROKEN = { url, isUnreachable: false, retryAfter: null };

function failedOften(times: number, at = 0) {
  const circuits = createCircuits();
  for (let n = 0; n < times; n++) circuits.failed(id, at, BROKEN);
  return circuits;
}

test('an endpoint of which nothing is known takes as many as usual', () => {
  const circuits = createCircuits();
  expect(circuits.allows(id, 0)).toBe('all');
  expect(circuits.closedTo(0)).toEqual([]);
  expect(circuits.nextLook(0)).toBeNull();
  expect(circuits.succeeded(id)).toBe(false);
});

test('four failures in a row change nothing; with the fifth it is left alone for five seconds, and then tried with one', () => {
  expect(failedOften(4).allows(id, 0)).toBe('all');
  const circuits = failedOften(5);
  expect(circuits.allows(id, 5 * SECOND - 1)).toBe('none');
  expect(circuits.closedTo(5 * SECOND - 1)).toEqual([id]);
  expect(circuits.nextLook(0)).toBe(5 * SECOND);
  expect(circuits.allows(id, 5 * SECOND)).toBe('one');
  expect(circuits.closedTo(5 * SECOND)).toEqual([]);
  // It answers: there is nothing to be seen without a delivery.
  expect(circuits.toBeProbed(5 * SECOND)).toEqual([]);
  expect(circuits.allows(other, 0)).toBe('all');
});

test('a delivery that is taken in between begins the count anew', () => {
  const circuits = failedOften(4);
  circuits.succeeded(id);
  for (let n = 0; n < 4; n++) circuits.failed(id, 0, BROKEN);
  expect(circuits.allows(id, 0)).toBe('all');
});

test('each pause is twice as long as the one before, up to five minutes', () => {
  const circuits = failedOften(5);
  let at = 0;
  const pauses: number[] = [];
  for (let n = 0; n < 8; n++) {
    const next = circuits.nextLook(at) ?? at;
    pauses.push((next - at) / SECOND);
    at = next;
    circuits.failed(id, at, BROKEN);
  }
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
});

test('several that were on their way and fail at one time are one failure of the endpoint', () => {
  const circuits = failedOften(5);
  for (let n = 0; n < 20; n++) circuits.failed(id, 10, BROKEN);
  expect(circuits.nextLook(10)).toBe(5 * SECOND);
});

test('one that takes no connection is left alone at once, and looked at before anything is sent to it', () => {
  const circuits = createCircuits();
  circuits.failed(id, 0, AWAY);
  expect(circuits.allows(id, 0)).toBe('none');
  expect(circuits.toBeProbed(SECOND - 1)).toEqual([]);
  expect(circuits.toBeProbed(SECOND)).toEqual([{ id, url }]);
  // Until it is known to be there, nothing is tried with it, however late it is.
  expect(circuits.allows(id, DAY)).toBe('none');
  expect(circuits.closedTo(DAY)).toEqual([id]);
  circuits.probed(id, SECOND, false);
  expect(circuits.toBeProbed(3 * SECOND - 1)).toEqual([]);
  expect(circuits.toBeProbed(3 * SECOND)).toEqual([{ id, url }]);
  circuits.probed(id, 3 * SECOND, true);
  expect(circuits.toBeProbed(DAY)).toEqual([]);
  expect(circuits.allows(id, 3 * SECOND)).toBe('one');
  expect(circuits.succeeded(id)).toBe(true);
  expect(circuits.allows(id, 3 * SECOND)).toBe('all');
});

test('it is never looked at less often than once a minute', () => {
  const circuits = createCircuits();
  circuits.failed(id, 0, AWAY);
  let at = 0;
  for (let n = 0; n < 10; n++) {
    at = circuits.nextLook(at) ?? at;
    circuits.probed(id, at, false);
  }
  expect((circuits.nextLook(at) ?? 0) - at).toBe(MINUTE);
});

test('what it asks for with Retry-After is kept to, for a day at most', () => {
  const circuits = createCircuits();
  circuits.failed(id, 0, { ...BROKEN, retryAfter: 90 });
  expect(circuits.allows(id, 90 * SECOND - 1)).toBe('none');
  expect(circuits.allows(id, 90 * SECOND)).toBe('one');
  circuits.failed(other, 0, { ...BROKEN, retryAfter: 1_000_000 });
  expect(circuits.allows(other, DAY)).toBe('one');
});

test('what was changed, or resumed by a person, is tried at once; what is forgotten meanwhile is not looked at', () => {
  const circuits = createCircuits();
  circuits.failed(id, 0, AWAY);
  circuits.forget(id);
  expect(circuits.allows(id, 0)).toBe('all');
  circuits.probed(id, 1, false);
  expect(circuits.allows(id, 1)).toBe('all');
});
