import type { AlertThresholds, LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { SETTING_LIMITS } from '../../../main/contract/limits.ts';

/** The settings as they stand in the fields of the form, in the units in which a person thinks. */
export interface SettingsForm {
  paceEnabled: boolean;
  charactersPerMinute: string;
  maxTypingSeconds: string;
  jitterPercent: string;
  gapSeconds: string;
  firstContacts: string;
  quietEnabled: boolean;
  quietFrom: string;
  quietTo: string;
  sleepEnabled: boolean;
  sleepAfter: string;
  wakeEvery: string;
  groups: LawyerSettings['groups'];
  attachmentMb: string;
  eventsKeptDays: string;
  /** The alerts' thresholds; empty: never. */
  queueDepth: string;
  unsentMinutes: string;
  webhookMinutes: string;
  brokerMinutes: string;
  notReadyMinutes: string;
  tunnelMinutes: string;
  diskFreeMb: string;
  memoryMb: string;
}

const MB = 1024 * 1024;

/** What each number may be, in the unit of its field. */
export const LIMITS = {
  charactersPerMinute: { ...SETTING_LIMITS.characters_per_minute, whole: true },
  maxTypingSeconds: { ...SETTING_LIMITS.max_typing_seconds, whole: false },
  jitterPercent: { min: SETTING_LIMITS.jitter.min * 100, max: SETTING_LIMITS.jitter.max * 100, whole: false },
  gapSeconds: { ...SETTING_LIMITS.gap_between_chats_seconds, whole: false },
  firstContacts: { ...SETTING_LIMITS.first_contacts_per_day, whole: true },
  sleepAfter: { ...SETTING_LIMITS.after_idle_minutes, whole: true },
  wakeEvery: { ...SETTING_LIMITS.wake_every_minutes, whole: true },
  attachmentMb: {
    min: SETTING_LIMITS.max_attachment_bytes.min / MB,
    max: SETTING_LIMITS.max_attachment_bytes.max / MB,
    whole: false,
  },
  eventsKeptDays: { ...SETTING_LIMITS.events_kept_days, whole: true },
  queueDepth: { ...SETTING_LIMITS.queue_depth, whole: true },
  unsentMinutes: { ...SETTING_LIMITS.unsent_minutes, whole: true },
  webhookMinutes: { ...SETTING_LIMITS.webhook_failing_minutes, whole: true },
  brokerMinutes: { ...SETTING_LIMITS.broker_failing_minutes, whole: true },
  notReadyMinutes: { ...SETTING_LIMITS.not_ready_minutes, whole: true },
  tunnelMinutes: { ...SETTING_LIMITS.tunnel_down_minutes, whole: true },
  diskFreeMb: { ...SETTING_LIMITS.disk_free_mb, whole: true },
  memoryMb: { ...SETTING_LIMITS.memory_mb, whole: true },
} as const;
export type LimitedField = keyof typeof LIMITS;

/** Which threshold stands in a field, in the order in which they are shown. */
export const THRESHOLDS = {
  queueDepth: 'queue_depth',
  unsentMinutes: 'unsent_minutes',
  webhookMinutes: 'webhook_failing_minutes',
  brokerMinutes: 'broker_failing_minutes',
  notReadyMinutes: 'not_ready_minutes',
  tunnelMinutes: 'tunnel_down_minutes',
  diskFreeMb: 'disk_free_mb',
  memoryMb: 'memory_mb',
} as const satisfies Partial<Record<LimitedField, keyof AlertThresholds>>;
export type ThresholdField = keyof typeof THRESHOLDS;

/** What stands in the fields of something that is switched off. */
const USUAL = { quietFrom: '21:00', quietTo: '07:00', sleepAfter: 60 };
const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export function formOf(settings: LawyerSettings): SettingsForm {
  const { pace, sleep, groups, max_attachment_bytes: bytes, alerts } = settings;
  const threshold = (field: ThresholdField): string => String(alerts[THRESHOLDS[field]] ?? '');
  return {
    paceEnabled: pace.enabled,
    charactersPerMinute: String(pace.characters_per_minute),
    maxTypingSeconds: String(pace.max_typing_seconds),
    jitterPercent: String(Math.round(pace.jitter * 1000) / 10),
    gapSeconds: String(pace.gap_between_chats_seconds),
    firstContacts: String(pace.first_contacts_per_day),
    quietEnabled: pace.quiet_hours !== null,
    quietFrom: pace.quiet_hours?.from ?? USUAL.quietFrom,
    quietTo: pace.quiet_hours?.to ?? USUAL.quietTo,
    sleepEnabled: sleep.after_idle_minutes !== null,
    sleepAfter: String(sleep.after_idle_minutes ?? USUAL.sleepAfter),
    wakeEvery: String(sleep.wake_every_minutes),
    groups,
    attachmentMb: String(Math.round((bytes / MB) * 100) / 100),
    eventsKeptDays: String(settings.events_kept_days),
    queueDepth: threshold('queueDepth'),
    unsentMinutes: threshold('unsentMinutes'),
    webhookMinutes: threshold('webhookMinutes'),
    brokerMinutes: threshold('brokerMinutes'),
    notReadyMinutes: threshold('notReadyMinutes'),
    tunnelMinutes: threshold('tunnelMinutes'),
    diskFreeMb: threshold('diskFreeMb'),
    memoryMb: threshold('memoryMb'),
  };
}

/** Fields that cannot be taken as they are. Those of something that is switched off are not looked at. */
export function wrongFields(form: SettingsForm): ReadonlySet<keyof SettingsForm> {
  const wrong = new Set<keyof SettingsForm>();
  for (const field of Object.keys(LIMITS) as LimitedField[]) {
    if (field === 'sleepAfter' && !form.sleepEnabled) continue;
    const { min, max, whole } = LIMITS[field];
    const value = Number(form[field]);
    const isEmpty = form[field].trim() === '';
    if (isEmpty && Object.hasOwn(THRESHOLDS, field)) continue;
    const isFine = !isEmpty && value >= min && value <= max && (!whole || Number.isInteger(value));
    if (!isFine) wrong.add(field);
  }
  if (form.quietEnabled) {
    if (!CLOCK_TIME.test(form.quietFrom)) wrong.add('quietFrom');
    if (!CLOCK_TIME.test(form.quietTo)) wrong.add('quietTo');
  }
  return wrong;
}

/** The settings that the form says. None of its fields may be wrong. */
export function settingsOf(form: SettingsForm): LawyerSettings {
  const threshold = (field: ThresholdField) => (form[field].trim() === '' ? null : Number(form[field]));
  return {
    pace: {
      enabled: form.paceEnabled,
      characters_per_minute: Number(form.charactersPerMinute),
      max_typing_seconds: Number(form.maxTypingSeconds),
      jitter: Number(form.jitterPercent) / 100,
      gap_between_chats_seconds: Number(form.gapSeconds),
      first_contacts_per_day: Number(form.firstContacts),
      quiet_hours: form.quietEnabled ? { from: form.quietFrom, to: form.quietTo } : null,
    },
    sleep: {
      after_idle_minutes: form.sleepEnabled ? Number(form.sleepAfter) : null,
      wake_every_minutes: Number(form.wakeEvery),
    },
    groups: form.groups,
    max_attachment_bytes: Math.round(Number(form.attachmentMb) * MB),
    events_kept_days: Number(form.eventsKeptDays),
    alerts: {
      queue_depth: threshold('queueDepth'),
      unsent_minutes: threshold('unsentMinutes'),
      webhook_failing_minutes: threshold('webhookMinutes'),
      broker_failing_minutes: threshold('brokerMinutes'),
      not_ready_minutes: threshold('notReadyMinutes'),
      tunnel_down_minutes: threshold('tunnelMinutes'),
      disk_free_mb: threshold('diskFreeMb'),
      memory_mb: threshold('memoryMb'),
    },
  };
}
