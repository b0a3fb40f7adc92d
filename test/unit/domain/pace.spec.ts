import { expect, test } from '@playwright/test';
import { DEFAULT_SETTINGS, type PaceSettings } from '../../../main/contract/lawyer-settings.ts';
import { newId } from '../../../main/domain/new-id.ts';
import {
  holdOf,
  isPaced,
  pauseBetweenChats,
  quietUntil,
  type Sending,
  startOfDay,
  startOfNextDay,
  typingTime,
} from '../../../main/domain/pace.ts';

const ZONE = process.env.TZ;
const NIGHT = { from: '22:00', to: '07:30' };
const BEA = newId('con');
const CARL = newId('con');
const HOUR = 3_600_000;

// The machine's own zone must not decide: quiet hours are local ones, and Berlin has summer time.
test.beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
test.afterAll(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

const pace = (change: Partial<PaceSettings> = {}): PaceSettings => ({ ...DEFAULT_SETTINGS.pace, ...change });
const local = (text: string) => new Date(text).getTime();
const sending = (change: Partial<Sending> = {}): Sending => ({
  now: local('2026-11-20T12:00:00'),
  conversationId: BEA,
  clientWaits: false,
  isFirstContact: false,
  firstContactsToday: 0,
  ...change,
});

test('a live account keeps the pace whatever its setting says, and practice may do without', () => {
  expect(isPaced(pace({ enabled: false }), 'live')).toBe(true);
  expect(isPaced(pace({ enabled: true }), 'live')).toBe(true);
  expect(isPaced(pace({ enabled: true }), 'practice')).toBe(true);
  expect(isPaced(pace({ enabled: false }), 'practice')).toBe(false);
});

test('typing lasts as long as the text is, up to the limit, longer or shorter by the jitter', () => {
  const settings = pace({ characters_per_minute: 60, max_typing_seconds: 10, jitter: 0.5 });
  expect(typingTime(settings, 4, () => 0.5)).toBe(4_000);
  expect(typingTime(settings, 4, () => 0)).toBe(2_000);
  expect(typingTime(settings, 4, () => 1)).toBe(6_000);
  expect(typingTime(settings, 5_000, () => 0.5)).toBe(10_000);
  expect(typingTime(settings, 0, () => 1)).toBe(0);
  expect(typingTime(pace({ max_typing_seconds: 0 }), 5_000, () => 1)).toBe(0);
});

test('the pause between two chats varies by the jitter', () => {
  const settings = pace({ gap_between_chats_seconds: 10, jitter: 0.3 });
  expect([0, 0.5, 1].map((random) => pauseBetweenChats(settings, () => random))).toEqual([7_000, 10_000, 13_000]);
});

const nights: [now: string, until: string | null][] = [
  ['2026-11-20T21:59:59', null],
  ['2026-11-20T22:00:00', '2026-11-21T07:30:00'],
  ['2026-11-20T23:59:59', '2026-11-21T07:30:00'],
  ['2026-11-21T00:00:00', '2026-11-21T07:30:00'],
  ['2026-11-21T07:29:59', '2026-11-21T07:30:00'],
  ['2026-11-21T07:30:00', null],
  ['2026-12-31T22:10:00', '2027-01-01T07:30:00'],
];
for (const [now, until] of nights) {
  test(`at ${now} the quiet of 22:00 to 07:30 ${until ? `lasts until ${until}` : 'is not'}`, () => {
    expect(quietUntil(local(now), NIGHT)).toBe(until && local(until));
  });
}

test('quiet hours within one day end on that day, and equal times are none', () => {
  const noon = { from: '12:00', to: '13:15' };
  expect(quietUntil(local('2026-11-20T12:30:00'), noon)).toBe(local('2026-11-20T13:15:00'));
  expect(quietUntil(local('2026-11-20T13:15:00'), noon)).toBeNull();
  expect(quietUntil(local('2026-11-20T12:30:00'), { from: '12:30', to: '12:30' })).toBeNull();
  expect(quietUntil(local('2026-11-20T12:30:00'), null)).toBeNull();
});

test('in the night in which the clocks are changed, quiet ends at its local time', () => {
  // 29 March 2026 has 23 hours in Berlin, 25 October 2026 has 25.
  const spring = local('2026-03-28T23:00:00');
  expect(quietUntil(spring, NIGHT)).toBe(local('2026-03-29T07:30:00'));
  expect(local('2026-03-29T07:30:00') - spring).toBe(7.5 * HOUR);
  const autumn = local('2026-10-24T23:00:00');
  expect(quietUntil(autumn, NIGHT)).toBe(local('2026-10-25T07:30:00'));
  expect(local('2026-10-25T07:30:00') - autumn).toBe(9.5 * HOUR);
});

test('an hour that comes twice never gives an end that is over', () => {
  const hours = { from: '22:00', to: '02:30' };
  // 02:10 summer time, and 02:10 again an hour later.
  const first = Date.UTC(2026, 9, 25, 0, 10);
  expect(quietUntil(first, hours)).toBe(first + 20 * 60_000);
  expect(quietUntil(first + HOUR, hours)).toBe(first + HOUR + 20 * 60_000);
});

test('days are local calendar days, of 23 or 25 hours when the clocks are changed', () => {
  expect(startOfDay(local('2026-11-20T00:30:00'))).toBe(local('2026-11-20T00:00:00'));
  expect(startOfNextDay(local('2026-11-20T23:59:00'))).toBe(local('2026-11-21T00:00:00'));
  for (const [day, hours] of [
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ] as const) {
    const noon = local(`${day}T12:00:00`);
    expect(startOfNextDay(noon) - startOfDay(noon), day).toBe(hours * HOUR);
  }
});

test('quiet hours hold what nobody waits for, and never an answer', () => {
  const settings = pace({ quiet_hours: NIGHT });
  const now = local('2026-11-20T23:00:00');
  expect(holdOf(settings, sending({ now }), null)).toEqual({ until: local('2026-11-21T07:30:00'), why: 'quiet_hours' });
  expect(holdOf(settings, sending({ now, clientWaits: true }), null)).toBeNull();
});

test('the cap holds first contacts until the next local day, and nothing else', () => {
  const settings = pace({ first_contacts_per_day: 2 });
  const full = sending({ isFirstContact: true, firstContactsToday: 2 });
  expect(holdOf(settings, full, null)).toEqual({ until: local('2026-11-21T00:00:00'), why: 'daily_cap' });
  expect(holdOf(settings, { ...full, firstContactsToday: 1 }, null)).toBeNull();
  expect(holdOf(settings, { ...full, isFirstContact: false }, null)).toBeNull();
  expect(holdOf(settings, { ...full, clientWaits: true }, null)).toBeNull();
  expect(holdOf(pace({ first_contacts_per_day: 0 }), sending({ isFirstContact: true }), null)?.why).toBe('daily_cap');
});

test('another chat waits for the pause, and the same chat does not', () => {
  const { now } = sending();
  const last = { conversationId: CARL, otherChatsFrom: now + 3_000 };
  for (const clientWaits of [true, false]) {
    expect(holdOf(pace(), sending({ clientWaits }), last)).toEqual({ until: now + 3_000, why: 'pace' });
  }
  expect(holdOf(pace(), sending(), { ...last, conversationId: BEA })).toBeNull();
  expect(holdOf(pace(), sending({ now: now + 3_000 }), last)).toBeNull();
});
