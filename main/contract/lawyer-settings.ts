import { z } from 'zod';
import { SETTING_LIMITS } from './limits.ts';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');

const number = ({ min, max }: { min: number; max: number }) => z.number().min(min).max(max);
const whole = (limits: { min: number; max: number }) => number(limits).int();

/** One person's pace: automatic or bulk messaging gets numbers banned. */
export const PaceSettings = z.strictObject({
  enabled: z.boolean().describe('Off is for the practice account only.'),
  characters_per_minute: whole(SETTING_LIMITS.characters_per_minute).describe(
    'Characters typed in a minute, which decides how long "typing…" is shown.',
  ),
  max_typing_seconds: number(SETTING_LIMITS.max_typing_seconds).describe('How long "typing…" is shown at most.'),
  jitter: number(SETTING_LIMITS.jitter).describe('Each pause is longer or shorter by up to this share.'),
  gap_between_chats_seconds: number(SETTING_LIMITS.gap_between_chats_seconds).describe(
    'Pause before another chat is written in.',
  ),
  first_contacts_per_day: whole(SETTING_LIMITS.first_contacts_per_day).describe(
    'Chats begun by us in one day, with people who never wrote.',
  ),
  quiet_hours: z
    .strictObject({ from: ClockTime.describe('Such as `20:00`.'), to: ClockTime.describe('Such as `08:00`.') })
    .nullable()
    .describe('Local times between which nothing is sent that no client waits for; null: none.'),
});
export type PaceSettings = z.infer<typeof PaceSettings>;

/** From where on a person is told; null: never. */
export const AlertThresholds = z.strictObject({
  queue_depth: whole(SETTING_LIMITS.queue_depth)
    .nullable()
    .describe('Rows that wait to be done in WhatsApp: `queue_deep`.'),
  unsent_minutes: whole(SETTING_LIMITS.unsent_minutes)
    .nullable()
    .describe(
      'The longest wait of a row: `message_unsent_long`. What the pace or quiet hours hold back is not counted.',
    ),
  webhook_failing_minutes: whole(SETTING_LIMITS.webhook_failing_minutes)
    .nullable()
    .describe(
      'How old a delivery is whose tries have failed until now: `webhook_failing`, with the webhook as subject.',
    ),
  broker_failing_minutes: whole(SETTING_LIMITS.broker_failing_minutes)
    .nullable()
    .describe('How long nothing can be published to a message broker: `broker_failing`, with the broker as subject.'),
  not_ready_minutes: whole(SETTING_LIMITS.not_ready_minutes)
    .nullable()
    .describe('How long a session starts, synchronises or reconnects without becoming ready: `session_not_ready`.'),
  tunnel_down_minutes: whole(SETTING_LIMITS.tunnel_down_minutes)
    .nullable()
    .describe('How long the tunnel, which is the whole app’s, is on and not up: `tunnel_down`.'),
  disk_free_mb: whole(SETTING_LIMITS.disk_free_mb)
    .nullable()
    .describe('Free space of the disk that the data folder lies on: `disk_space_low`.'),
  memory_mb: whole(SETTING_LIMITS.memory_mb).nullable().describe('What all processes of the app hold: `memory_high`.'),
});
export type AlertThresholds = z.infer<typeof AlertThresholds>;

export const LawyerSettings = z.strictObject({
  pace: PaceSettings.describe('How fast is sent.'),
  sleep: z
    .strictObject({
      after_idle_minutes: whole(SETTING_LIMITS.after_idle_minutes)
        .nullable()
        .describe('The view is closed after so many minutes without traffic or a look at it; null: never.'),
      wake_every_minutes: whole(SETTING_LIMITS.wake_every_minutes).describe(
        'A sleeping view is woken that often, to see what has come.',
      ),
    })
    .describe('When the page is closed to save memory.'),
  groups: z.enum(['ignore', 'read_only']).describe('Groups are left alone, or taken in to be read.'),
  max_attachment_bytes: whole(SETTING_LIMITS.max_attachment_bytes).describe(
    'Larger files are neither taken in by themselves nor uploaded. In bytes.',
  ),
  alerts: AlertThresholds.describe('From where on a person is told.'),
  events_kept_days: whole(SETTING_LIMITS.events_kept_days).describe(
    'How long the event log can be read back, in days.',
  ),
});
export type LawyerSettings = z.infer<typeof LawyerSettings>;

export const DEFAULT_SETTINGS: LawyerSettings = {
  pace: {
    enabled: true,
    characters_per_minute: 400,
    max_typing_seconds: 12,
    jitter: 0.3,
    gap_between_chats_seconds: 4,
    first_contacts_per_day: 20,
    quiet_hours: null,
  },
  sleep: { after_idle_minutes: null, wake_every_minutes: 15 },
  groups: 'ignore',
  max_attachment_bytes: 104_857_600,
  alerts: {
    queue_depth: 200,
    unsent_minutes: 60,
    webhook_failing_minutes: 60,
    broker_failing_minutes: 30,
    not_ready_minutes: 30,
    tunnel_down_minutes: 5,
    disk_free_mb: 2000,
    memory_mb: 4000,
  },
  events_kept_days: 90,
};
