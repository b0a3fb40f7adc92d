import { expect, test } from '@playwright/test';
import { QueuedAction } from '../../../main/contract/entities.ts';
import { AlertCode, Capability, SessionCause, SessionState, SessionStep } from '../../../main/contract/values.ts';
import { unavailableText } from '../../../renderer/features/attachments/unavailable-text.ts';
import { byMessage } from '../../../renderer/features/queue/by-message.ts';
import { actionFailureText, waitingText } from '../../../renderer/features/queue/waiting-text.ts';
import { isAlarming, isPassing, sessionWords } from '../../../renderer/features/session/session-words.ts';
import { alertText } from '../../../renderer/features/status/alert-text.ts';
import { isOfApp, shownAlerts } from '../../../renderer/features/status/shown-alerts.ts';
import { createI18n } from '../../../renderer/i18n/create-i18n.ts';

const { t } = createI18n('en');
const now = new Date('2026-11-22T15:00');

test('every state has words, with every cause', () => {
  for (const state of SessionState.options) {
    for (const cause of [undefined, ...SessionCause.options]) {
      const words = sessionWords({ state, ...(cause && { cause }) }, t);
      expect(words.title).toMatch(/^[A-Z].+[^.]$/);
      expect(words.text).toMatch(/^[A-Z].+\.$/);
      if (cause) expect(words.cause).toMatch(/^[A-Z].+\.$/);
      else expect(words.cause).toBeNull();
    }
  }
});

test('every step has words, and the lawyer’s own number stands in the one that needs it', () => {
  for (const step of SessionStep.options) expect(t(`session.step.${step}`, { phone: '+49' })).not.toContain('session.');
  expect(t('session.step.scan_with_own_phone', { phone: '+49 30 1' })).toContain('+49 30 1');
});

test('the wrong phone is named as what went wrong, but not beside a code that can be scanned', () => {
  expect(sessionWords({ state: 'failed', cause: 'other_account' }, t).title).toBe('That was another phone');
  expect(sessionWords({ state: 'qr', cause: 'other_account' }, t).title).toBe('Link your WhatsApp');
});

test('what passes by itself alarms nobody', () => {
  const states = SessionState.options.map((state) => ({ state }));
  expect(states.filter(isPassing).filter(isAlarming)).toEqual([]);
});

test('every alert has words, and those about an ability name it', () => {
  for (const code of AlertCode.options) expect(alertText({ code, subject: null }, t)).toMatch(/^[A-Z].+\.$/);
  expect(alertText({ code: 'ability_missing', subject: 'send_file' }, t)).toContain('Sending files');
  expect(alertText({ code: 'ability_missing', subject: 'toString' }, t)).toContain('toString');
  expect(alertText({ code: 'session_failed', subject: 'page_unreachable' }, t)).toContain('cannot be reached');
  for (const ability of Capability.options) expect(t(`ability.${ability}`)).not.toContain('ability.');
});

test('what is about the whole app and told to each lawyer is shown once, since it was first raised', () => {
  const raised: [id: string, code: AlertCode, raisedAt: string][] = [
    ['4', 'disk_space_low', '2026-11-22T14:03:00.000Z'],
    ['3', 'logged_out', '2026-11-22T14:02:00.000Z'],
    ['2', 'logged_out', '2026-11-22T14:01:00.000Z'],
    ['1', 'disk_space_low', '2026-11-22T14:00:00.000Z'],
  ];
  const alerts = raised.map(([id, code, raised_at]) => ({ id, code, raised_at }));
  expect(shownAlerts(alerts).map(({ id }) => id)).toEqual(['3', '2', '1']);
  expect(AlertCode.options.filter((code) => isOfApp({ code }))).toEqual([
    'disk_almost_full',
    'disk_space_low',
    'memory_high',
  ]);
});

test('why something waits is said, with the time where that lies ahead', () => {
  const action = {
    state: 'queued',
    waits_for: 'quiet_hours',
    due_at: new Date('2026-11-23T08:30').toISOString(),
  } as const;
  expect(waitingText(action, now, 'en-GB', t)).toBe(
    'It waits for the end of the quiet hours. Not before 23 Nov 2026, 08:30.',
  );
  expect(waitingText({ ...action, due_at: now.toISOString() }, now, 'en-GB', t)).not.toContain('Not before');
  expect(waitingText({ ...action, state: 'sending' }, now, 'en-GB', t)).toBe('It is on its way.');
  const reasons = QueuedAction.shape.waits_for.unwrap().options;
  for (const waits_for of reasons) {
    expect(waitingText({ state: 'queued', waits_for, due_at: null }, now, 'en-GB', t)).not.toContain('waits.');
  }
});

test('why something was not done, or is not here, is said in words or by its code', () => {
  expect(actionFailureText('refused_by_whatsapp', t)).toBe('WhatsApp refused it.');
  expect(actionFailureText('number_changed_hands', t)).toContain('somebody else');
  expect(actionFailureText('odd', t)).toBe('(odd)');
  expect(unavailableText('media_gone', t)).toContain('dropped');
  expect(unavailableText('hash_differs', t)).toContain('damaged');
  expect(unavailableText('odd', t)).toBe('(odd)');
  expect(unavailableText(null, t)).toBe('WhatsApp did not give it.');
});

test('what waits is found by its message, and what is about no message is left out', () => {
  const row = (id: number, message_id: string | null) => ({ id, message_id }) as unknown as QueuedAction;
  const found = byMessage([row(1, 'msg_a'), row(2, null), row(3, 'msg_a')]);
  expect([...found.keys()]).toEqual(['msg_a']);
  expect(found.get('msg_a')?.map(({ id }) => id)).toEqual([1, 3]);
});
