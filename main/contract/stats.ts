import { z } from 'zod';
import { breaks } from './faults.ts';
import { MessageStatus, Timestamp } from './values.ts';

/** A time zone of the IANA database, such as `Europe/Berlin`. */
export const TimeZone = z
  .string()
  .max(64, 'must be at most 64 characters')
  .refine(isTimeZone, breaks('not_one_of', 'must be a time zone such as Europe/Berlin'));

function isTimeZone(name: string): boolean {
  // An offset such as +01:00 is taken by Intl, and is no zone: it has no summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const StatsBucket = z.enum(['day', 'week', 'month']);
export type StatsBucket = z.infer<typeof StatsBucket>;

/** Messages of groups, calls and WhatsApp's notices are not counted. */
const Figures = z.object({
  messages_in: z.number().int(),
  /** What WhatsApp has taken. */
  messages_out: z.number().int(),
  /** What was accepted for sending, by what has become of it. */
  by_status: z.record(MessageStatus.exclude(['received']), z.number().int()),
  /** Of `messages_out`, from 0 to 1; null where there are none. */
  delivery_rate: z.number().nullable(),
  read_rate: z.number().nullable(),
  new_clients: z.number().int(),
  /** From a client's first message since the lawyer's last one to the lawyer's next. In seconds; null where there is none. */
  answers: z.object({
    answered: z.number().int(),
    unanswered: z.number().int(),
    p50_seconds: z.number().nullable(),
    p90_seconds: z.number().nullable(),
  }),
});
export type Figures = z.infer<typeof Figures>;

/** Numbers of one lawyer's work. */
export const Stats = z.object({
  from: Timestamp,
  until: Timestamp,
  time_zone: z.string(),
  totals: Figures,
  /** Chats at this moment in which the client has the last word, but for those of clients who are closed or blocked. */
  open_conversations: z.number().int(),
  /** In order, those without anything, too. `date` is the bucket's first day in that time zone. */
  buckets: z.array(Figures.extend({ date: z.string(), from: Timestamp, until: Timestamp })),
});
export type Stats = z.infer<typeof Stats>;
