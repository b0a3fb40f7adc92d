import { z } from 'zod';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');

/** One person's pace: automatic or bulk messaging gets numbers banned. */
export const PaceSettings = z.strictObject({
  /** Off is for the practice account only. */
  enabled: z.boolean(),
  /** Characters typed in a minute, which decides how long "typing…" is shown. */
  characters_per_minute: z.number().int().min(60).max(3000),
  max_typing_seconds: z.number().min(0).max(120),
  /** Each pause is longer or shorter by up to this share. */
  jitter: z.number().min(0).max(0.9),
  /** Pause before another chat is written in. */
  gap_between_chats_seconds: z.number().min(0).max(600),
  /** Chats begun by us in one day, with people who never wrote. */
  first_contacts_per_day: z.number().int().min(0).max(1000),
  /** Local times between which nothing is sent that no client waits for; null: none. */
  quiet_hours: z.strictObject({ from: ClockTime, to: ClockTime }).nullable(),
});
export type PaceSettings = z.infer<typeof PaceSettings>;

/** From where on a person is told; null: never. */
export const AlertThresholds = z.strictObject({
  /** Rows that wait to be done in WhatsApp. */
  queue_depth: z.number().int().min(1).max(100_000).nullable(),
  /** The longest wait of a row; what the pace or quiet hours hold back is not counted. */
  unsent_minutes: z.number().int().min(1).max(10_080).nullable(),
  /** How old a delivery is whose tries have failed until now. */
  webhook_failing_minutes: z.number().int().min(1).max(10_080).nullable(),
  /** How long nothing can be published to a message broker. */
  broker_failing_minutes: z.number().int().min(1).max(10_080).nullable(),
  /** How long a session starts, synchronises or reconnects, and does not become ready. */
  not_ready_minutes: z.number().int().min(1).max(10_080).nullable(),
  /** Free space of the disk that the data folder lies on. */
  disk_free_mb: z.number().int().min(500).max(1_000_000).nullable(),
  /** What all processes of the app hold. */
  memory_mb: z.number().int().min(500).max(1_000_000).nullable(),
});
export type AlertThresholds = z.infer<typeof AlertThresholds>;

export const LawyerSettings = z.strictObject({
  pace: PaceSettings,
  sleep: z.strictObject({
    /** The view is closed after so many minutes without traffic or a look at it; null: never. */
    after_idle_minutes: z.number().int().min(1).max(10_080).nullable(),
    /** A sleeping view is woken that often, to see what has come. */
    wake_every_minutes: z.number().int().min(1).max(1440),
  }),
  /** Groups are left alone, or taken in to be read. */
  groups: z.enum(['ignore', 'read_only']),
  /** Larger files are not taken in by themselves, in bytes. */
  max_attachment_bytes: z.number().int().min(0).max(2_147_483_648),
  alerts: AlertThresholds,
  /** How long the event log can be read back, in days. */
  events_kept_days: z.number().int().min(8).max(3650),
});
export type LawyerSettings = z.infer<typeof LawyerSettings>;

/** What of them the window's dialog shows and sets. */
export const ShownSettings = LawyerSettings.omit({ alerts: true, events_kept_days: true });
export type ShownSettings = z.infer<typeof ShownSettings>;

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
    disk_free_mb: 2000,
    memory_mb: 4000,
  },
  events_kept_days: 90,
};
