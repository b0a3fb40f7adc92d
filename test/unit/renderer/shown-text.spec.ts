import { expect, test } from '@playwright/test';
import { KNOWN_KINDS, MessageStatus, type Phone } from '../../../main/contract/values.ts';
import { displayTitle } from '../../../renderer/features/chats/display-title.ts';
import { kindText, noticeText, troubleText } from '../../../renderer/features/messages/message-text.ts';
import { createI18n } from '../../../renderer/i18n/create-i18n.ts';
import { formatSize } from '../../../renderer/ui/format-size.ts';
import {
  formatDay,
  formatLength,
  formatListTime,
  formatMoment,
  formatSince,
  formatSpan,
} from '../../../renderer/ui/format-time.ts';
import { hueOf, initialsOf } from '../../../renderer/ui/initials.ts';
import { formatPhoneNumber, parsePhoneNumber } from '../../../renderer/ui/phone-number.ts';
import { tickOfStatus } from '../../../renderer/ui/tick-of-status.ts';

const { t } = createI18n('en');
const now = new Date('2026-11-22T15:00');
const iso = (local: string) => new Date(local).toISOString();

test('each status has its tick, and what came in has none', () => {
  expect(Object.fromEntries(MessageStatus.options.map((status) => [status, tickOfStatus(status)]))).toEqual({
    received: null,
    queued: 'clock',
    sending: 'clock',
    sent: 'one',
    delivered: 'two',
    read: 'two-read',
    played: 'two-read',
    failed: 'failed',
    cancelled: 'cancelled',
    unknown: 'unknown',
  });
});

test('the chat list shows the time today, then yesterday, the weekday, the date', () => {
  expect(formatListTime(iso('2026-11-22T09:05'), now, 'en-GB', t)).toBe('09:05');
  expect(formatListTime(iso('2026-11-21T23:59'), now, 'en-GB', t)).toBe('Yesterday');
  expect(formatListTime(iso('2026-11-18T12:00'), now, 'en-GB', t)).toBe('Wed');
  expect(formatListTime(iso('2026-11-10T12:00'), now, 'en-GB', t)).toBe('10/11/26');
});

test('a clock that runs ahead shows a time rather than a date of the future', () => {
  expect(formatListTime(iso('2026-11-23T00:10'), now, 'en-GB', t)).toBe('00:10');
});

test('days are called today and yesterday, and named with the year only when it is another one', () => {
  expect(formatDay(iso('2026-11-22T00:00'), now, 'en-GB', t)).toBe('Today');
  expect(formatDay(iso('2026-11-21T12:00'), now, 'en-GB', t)).toBe('Yesterday');
  expect(formatDay(iso('2026-03-02T12:00'), now, 'en-GB', t)).toMatch(/^Monday,? 2 March$/);
  expect(formatDay(iso('2025-03-02T12:00'), now, 'en-GB', t)).toBe('2 March 2025');
});

test('the status bar names the day when the state began before today', () => {
  expect(formatSince(iso('2026-11-22T09:05'), now, 'en-GB')).toBe('09:05');
  expect(formatSince(iso('2026-11-20T09:05'), now, 'en-GB')).toContain('20 Nov');
});

test('initials leave titles out and never cut a character', () => {
  expect(initialsOf('Dr. Anna Weber')).toBe('AW');
  expect(initialsOf('Maria del Carmen Ruiz')).toBe('MR');
  expect(initialsOf('Çağla')).toBe('Ç');
  expect(initialsOf('e\u0301mile zola')).toBe('E\u0301Z');
  expect(initialsOf('… 👩‍⚖️👍')).toBe('👩‍⚖️');
  expect(initialsOf('+49 151 1234')).toBe('#');
  expect(initialsOf('')).toBe('#');
});

test('a name always has the same colour', () => {
  expect(hueOf('Maria')).toBe(hueOf('Maria'));
  expect(hueOf('Maria')).not.toBe(hueOf('Jonas'));
});

test('a typed number becomes E.164, and one without a country code is refused', () => {
  expect(parsePhoneNumber(' +49 (0)151 1234-5678 ')).toBe('+4915112345678');
  expect(parsePhoneNumber('0049 151 12345678')).toBe('+4915112345678');
  expect(parsePhoneNumber('0151 12345678')).toBeNull();
  expect(parsePhoneNumber('hello')).toBeNull();
  expect(parsePhoneNumber('')).toBeNull();
});

test('a chat without a name is called by its number, in groups that can be read', () => {
  expect(displayTitle({ title: 'Maria', phone: null })).toBe('Maria');
  expect(displayTitle({ title: '+4915112345678', phone: '+4915112345678' as Phone })).toBe('+49 151 1234 5678');
  expect(formatPhoneNumber('+33612345678')).toBe('+33 612 345 678');
  expect(formatPhoneNumber('+12025550123')).toBe('+1 202 555 0123');
  expect(formatPhoneNumber('+971501234567')).toBe('+971 501 234 567');
  expect(formatPhoneNumber('not a number')).toBe('not a number');
});

test('a message that is no text is named by its kind, and an unknown kind is called so', () => {
  expect(kindText('text', t)).toBeNull();
  expect(kindText('voice', t)).toBe('Voice message');
  expect(kindText('event_creation', t)).toBe('A kind of message that Lexline does not know yet');
  for (const kind of KNOWN_KINDS) expect(kindText(kind, t)).not.toBe(kindText('event_creation', t));
});

test('a notice is put into words, and one that is not known keeps the name that WhatsApp has for it', () => {
  expect(noticeText('encrypt', t)).toBe('Messages and calls are end-to-end encrypted.');
  expect(noticeText('constructor', t)).toBe('WhatsApp’s notice: constructor');
});

test('what lies ahead is shown with its day, unless that is today', () => {
  expect(formatMoment(iso('2026-11-22T23:30'), now, 'en-GB')).toBe('23:30');
  expect(formatMoment(iso('2026-11-23T08:30'), now, 'en-GB')).toBe('23 Nov 2026, 08:30');
});

test('a length of sound is shown in minutes, and in hours where there are any', () => {
  expect(formatLength(7.9)).toBe('0:07');
  expect(formatLength(61)).toBe('1:01');
  expect(formatLength(3723)).toBe('1:02:03');
  expect(formatLength(-1)).toBe('0:00');
});

test('a span of time is given in its largest unit', () => {
  expect(formatSpan(604_800, t)).toBe('7 days');
  expect(formatSpan(86_400, t)).toBe('1 day');
  expect(formatSpan(7200, t)).toBe('2 hours');
  expect(formatSpan(90, t)).toBe('90 seconds');
});

test('a size is given in the largest unit that it fills', () => {
  expect(formatSize(532, 'en-GB')).toBe('532 bytes');
  expect(formatSize(1, 'en-GB')).toBe('1 byte');
  expect(formatSize(1_440_000, 'en-GB')).toBe('1.4 MB');
  expect(formatSize(999_600, 'en-GB')).toBe('1 MB');
  expect(formatSize(104_857_600, 'en-GB')).toBe('105 MB');
});

test('a failure is explained in words, with its code when there are none for it', () => {
  expect(troubleText({ status: 'failed', error: 'not_on_whatsapp' }, t)).toContain('not on WhatsApp');
  expect(troubleText({ status: 'failed', error: 'refused_by_whatsapp' }, t)).toBe('Not sent: WhatsApp refused it.');
  expect(troubleText({ status: 'failed', error: 'number_changed_hands' }, t)).toContain('somebody else');
  expect(troubleText({ status: 'failed', error: 'odd' }, t)).toBe('Not sent: odd');
  expect(troubleText({ status: 'unknown', error: null }, t)).toContain('may or may not have arrived');
  expect(troubleText({ status: 'read', error: null }, t)).toBeNull();
});

test('text that is put into a sentence is left as it is: React escapes it', () => {
  expect(t('key.title', { name: 'A & <b>B</b>' })).toBe('The API key for A & <b>B</b>');
});

test('a system language that we do not have falls back to English', () => {
  expect(createI18n('fi-FI').t('chats.new')).toBe('New chat');
});
