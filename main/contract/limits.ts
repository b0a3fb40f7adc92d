import type { FileUse } from './values.ts';

const MB = 1024 * 1024;

/** Limits that the code keeps and the document names: each number is written here and nowhere else. */
export const REQUESTS_PER_MINUTE = {
  /** Of one key. The owner can choose another number (`--requests-per-minute`). */
  ofKey: 6_000,
  /** Of one address, for what needs no key. All that comes through the tunnel is one. */
  ofAddress: 600,
  /** Of one link to a file, whatever else is asked without a key. */
  ofLink: 600,
} as const;

/** More requests with wrong keys from one address than `count` within `within` are answered 429 for `lockedFor`, in seconds. */
export const WRONG_KEYS = { count: 20, within: 5 * 60, lockedFor: 15 * 60 } as const;

/** Of what is looked for, in UTF-16 units. What people look for is far shorter. */
export const MAX_QUERY_LENGTH = 500;

/** How long a first answer to an Idempotency-Key is kept and replayed. */
export const ANSWERS_KEPT_HOURS = 24;

/** After how many days an upload that was not sent is removed. */
export const UPLOADS_KEPT_DAYS = 7;

/**
 * What WhatsApp Web takes of each use, in bytes, as `WAWebMediaGatingUtils.getUploadLimit` has it by default. Documents
 * may have 2 GB there; the page holds a file whole in memory while it sends it, so that ours are smaller.
 */
export const LIMIT_OF_USE: Record<FileUse, number> = {
  image: 16 * MB,
  video: 64 * MB,
  voice: 16 * MB,
  audio: 16 * MB,
  document: 100 * MB,
};

/** What the window gives of a file in one call, in bytes: so little that nothing else waits for it long. */
export const UPLOAD_PART_BYTES = 4 * 1024 * 1024;

/** The largest file that can be sent at all, in bytes. */
export const MAX_SENT_BYTES = Math.max(...Object.values(LIMIT_OF_USE));

/** WhatsApp lets a message be edited for 15 minutes. Source: WhatsApp's announcement of May 2023. */
export const EDIT_MINUTES = 15;

/** WhatsApp lets a message be deleted for everyone for two days and twelve hours. Source: its announcement of August 2022. */
export const REVOKE_HOURS = 60;

/** Characters of a password at least. */
export const LEAST_PASSWORD = 12;

/** What the numbers among a lawyer's settings may be, by their names there. */
export const SETTING_LIMITS = {
  characters_per_minute: { min: 60, max: 3000 },
  max_typing_seconds: { min: 0, max: 120 },
  jitter: { min: 0, max: 0.9 },
  gap_between_chats_seconds: { min: 0, max: 600 },
  first_contacts_per_day: { min: 0, max: 1000 },
  queue_depth: { min: 1, max: 100_000 },
  unsent_minutes: { min: 1, max: 10_080 },
  webhook_failing_minutes: { min: 1, max: 10_080 },
  broker_failing_minutes: { min: 1, max: 10_080 },
  not_ready_minutes: { min: 1, max: 10_080 },
  tunnel_down_minutes: { min: 1, max: 10_080 },
  disk_free_mb: { min: 500, max: 1_000_000 },
  memory_mb: { min: 500, max: 1_000_000 },
  after_idle_minutes: { min: 1, max: 10_080 },
  wake_every_minutes: { min: 1, max: 1440 },
  max_attachment_bytes: { min: 0, max: 2_147_483_648 },
  events_kept_days: { min: 8, max: 3650 },
} as const;

/** How long a link to a file lasts, in seconds. */
export const FILE_LINK_SECONDS = { usual: 300, longest: 3600 } as const;

/** A week: longer than any deployment takes. In seconds. */
export const LONGEST_KEY_OVERLAP = 7 * 24 * 60 * 60;

/**
 * The pauses between one attempt to deliver an event and the next, in seconds: ten attempts within about 75 hours. Each is
 * longer by up to a tenth, so that many desktops do not come back to a receiver in the same moment.
 */
export const DELIVERY_PAUSES = [5, 300, 1800, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3600)];

/** How long a receiver may take, from the first byte sent to the whole answer, in seconds. */
export const DELIVERY_SECONDS = 15;

/** After how many days a delivery that has ended is removed. */
export const DELIVERIES_KEPT_DAYS = 7;
