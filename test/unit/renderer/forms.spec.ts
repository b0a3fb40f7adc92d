import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { LAWYER_CALLS } from '../../../main/contract/ipc/lawyers.ts';
import { DEFAULT_SETTINGS, LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { ORDINARY_DAY } from '../../../main/contract/ordinary-day.ts';
import { PracticeFaults, PracticeWrite } from '../../../main/contract/practice.ts';
import { PRACTICE_KINDS } from '../../../main/contract/practice-kinds.ts';
import { changeOf, detailsOf, draftOf } from '../../../renderer/features/lawyers/lawyer-draft.ts';
import {
  CHOICES,
  FAULT_GROUPS,
  isChoice,
  isNumber,
  isSwitch,
  RANGES,
} from '../../../renderer/features/practice/fault-fields.ts';
import { messageOf, type WriteForm } from '../../../renderer/features/practice/write-form.ts';
import {
  formOf,
  LIMITS,
  type LimitedField,
  settingsOf,
  THRESHOLDS,
  wrongFields,
} from '../../../renderer/features/settings/settings-form.ts';

test('settings go through the form and come back as they were', () => {
  expect(settingsOf(formOf(DEFAULT_SETTINGS))).toEqual(DEFAULT_SETTINGS);
  const other: LawyerSettings = {
    pace: { ...DEFAULT_SETTINGS.pace, jitter: 0.25, quiet_hours: { from: '22:30', to: '06:00' } },
    sleep: { after_idle_minutes: 90, wake_every_minutes: 5 },
    groups: 'read_only',
    max_attachment_bytes: 5 * 1024 * 1024,
    events_kept_days: 30,
    alerts: { ...DEFAULT_SETTINGS.alerts, queue_depth: 7, unsent_minutes: null, disk_free_mb: null, memory_mb: 9000 },
  };
  expect(settingsOf(formOf(other))).toEqual(other);
});

test('what the form takes for a number is what the contract takes', () => {
  for (const field of Object.keys(LIMITS) as LimitedField[]) {
    const { min, max, whole } = LIMITS[field];
    const form = { ...formOf(DEFAULT_SETTINGS), sleepEnabled: true };
    for (const value of [min, max]) {
      const filled = { ...form, [field]: String(value) };
      expect([...wrongFields(filled)]).toEqual([]);
      expect(LawyerSettings.safeParse(settingsOf(filled)).success).toBe(true);
    }
    for (const value of [min - 1, max + 1, ...(whole ? [min + 0.5] : [])]) {
      const filled = { ...form, [field]: String(value) };
      expect([...wrongFields(filled)]).toEqual([field]);
      expect(LawyerSettings.safeParse(settingsOf(filled)).success).toBe(false);
    }
    const empty = { ...form, [field]: ' ' };
    // Only of an alert it means something: never.
    if (!Object.hasOwn(THRESHOLDS, field)) expect([...wrongFields(empty)]).toEqual([field]);
    else expect([wrongFields(empty).size, LawyerSettings.safeParse(settingsOf(empty)).success]).toEqual([0, true]);
    expect([...wrongFields({ ...form, [field]: 'many' })]).toEqual([field]);
  }
});

test('fields of what is switched off are not looked at', () => {
  const form = { ...formOf(DEFAULT_SETTINGS), sleepAfter: 'x', quietFrom: '25:00' };
  expect([...wrongFields(form)]).toEqual([]);
  expect([...wrongFields({ ...form, sleepEnabled: true, quietEnabled: true })]).toEqual(['sleepAfter', 'quietFrom']);
});

test('every fault of the practice account has its field', () => {
  const names = Object.values(FAULT_GROUPS).flat();
  expect([...names].sort()).toEqual(Object.keys(PracticeFaults.shape).sort());
  for (const name of names) {
    const kinds = [
      isSwitch(name, ORDINARY_DAY),
      isNumber(name, ORDINARY_DAY),
      isChoice(name),
      name === 'missing_modules',
    ];
    expect([name, kinds.filter(Boolean).length]).toEqual([name, 1]);
  }
});

test('every way in which a fault can be, and no other, is taken by the contract', () => {
  const change = PracticeFaults.partial();
  for (const [name, options] of Object.entries(CHOICES)) {
    for (const option of options) expect(change.safeParse({ [name]: option }).success).toBe(true);
  }
  for (const [name, { min, max }] of Object.entries(RANGES)) {
    for (const value of [min, max]) expect(change.safeParse({ [name]: value }).success).toBe(true);
    for (const value of [min - 1, max + 1]) expect(change.safeParse({ [name]: value }).success).toBe(false);
  }
});

const filled: WriteForm = {
  kind: 'text',
  text: 'Hello',
  file: null,
  latitude: '52.5',
  longitude: '13.4',
  place: 'Court',
  contactName: 'Lena',
  contactPhone: '+49 151 12345699',
  question: 'When?',
  options: 'Today\n\n Tomorrow ',
  replyTo: '',
  forwarded: true,
  viewOnce: true,
  disappears: true,
};

test('what a simulated client writes is taken by the contract, whatever its kind', () => {
  for (const kind of PRACTICE_KINDS) {
    const made = messageOf({ ...filled, kind, file: { size: 10 } as File });
    expect([kind, 'message' in made && PracticeWrite.safeParse(made.message).success]).toEqual([kind, true]);
  }
});

test('a message holds what belongs to its kind alone', () => {
  expect(messageOf({ ...filled, kind: 'poll', forwarded: false, disappears: false })).toEqual({
    message: { kind: 'poll', poll: { question: 'When?', options: ['Today', 'Tomorrow'] } },
  });
  expect(messageOf({ ...filled, replyTo: '3EB0AAAAAAAA' })).toEqual({
    message: { kind: 'text', text: 'Hello', reply_to: '3EB0AAAAAAAA', forwarded: true, disappears_after: 604_800 },
  });
});

test('what is missing is named by its field', () => {
  const wrong = (part: Partial<WriteForm>) => {
    const made = messageOf({ ...filled, ...part });
    return 'wrong' in made ? [...made.wrong] : [];
  };
  expect(wrong({ text: ' ' })).toEqual(['text']);
  expect(wrong({ kind: 'image' })).toEqual(['file']);
  expect(wrong({ kind: 'image', file: { size: 15_000_001 } as File })).toEqual(['file']);
  expect(wrong({ kind: 'location', latitude: '91', longitude: '' })).toEqual(['latitude', 'longitude']);
  expect(wrong({ kind: 'contact', contactName: '', contactPhone: '0151' })).toEqual(['contactName', 'contactPhone']);
  expect(wrong({ kind: 'poll', question: '', options: 'one' })).toEqual(['question', 'options']);
});

test('of a lawyer only what was changed is sent, and a number that is written otherwise is the same', () => {
  const lawyer = {
    ...{ id: `law_${'0'.repeat(26)}`, name: 'Dr. Anna Weber', email: 'anna@kanzlei.example' },
    phone_number: '+493012345678',
  } as Lawyer;
  const draft = draftOf(lawyer);
  const changed = (part: Partial<typeof draft>) => {
    const details = detailsOf({ ...draft, ...part });
    return details && changeOf(details, lawyer);
  };
  expect(changed({})).toEqual({ id: lawyer.id });
  expect(changed({ name: ' Dr. Anna Weber ', phone_number: '0049 (30) 1234-5678' })).toEqual({ id: lawyer.id });
  expect(changed({ email: 'weber@kanzlei.example ' })).toEqual({ id: lawyer.id, email: 'weber@kanzlei.example' });
  const all = changed({ name: 'A', email: 'a@b.example', phone_number: '+49 151 12345678' });
  expect(LAWYER_CALLS['lawyers.change'].input.parse(all)).toEqual({
    ...{ id: lawyer.id, name: 'A', email: 'a@b.example', phone_number: '+4915112345678' },
  });
  for (const wrong of [{ name: ' ' }, { email: 'a' }, { phone_number: '030 12345678' }]) {
    expect(changed(wrong)).toBeNull();
  }
});
