import { z } from 'zod';
import { WarningCode } from './entities.ts';
import { TunnelCause } from './tunnel.ts';
import { SessionCause, Timestamp } from './values.ts';

/**
 * What a message passes on its way from a client to the directory and back, and what all of it rests on, in that order.
 * `brokers` is there only where some are set.
 */
export const LinkName = z.enum([
  'page',
  'phone',
  'reading',
  'queue',
  'storage',
  'api',
  'tunnel',
  'webhooks',
  'brokers',
  'app',
]);
export type LinkName = z.infer<typeof LinkName>;

/** `attention`: it passes by itself, or works in part. `bad`: messages wait for a person. `idle`: not in use, or not known. */
const LinkState = z.enum(['good', 'attention', 'bad', 'idle']);
export type LinkState = z.infer<typeof LinkState>;

/** What mends a link: something to press, or the place where it is done. The most useful comes first. */
const Mend = z.enum([
  'restart_session',
  'wake_session',
  'read_history',
  'resume_webhooks',
  'show_data_folder',
  'try_api',
  'open_session',
  'open_whatsapp',
  'open_chats',
  'open_queue',
  'open_rules',
  'open_tunnel',
  'open_webhooks',
  'open_lawyer',
]);
export type Mend = z.infer<typeof Mend>;

const Common = z.object({
  state: LinkState,
  /** When it was good last, to the minute; null: it was not yet. */
  good_at: Timestamp.nullable(),
  mends: z.array(Mend),
});

const Count = z.number().int().min(0);

/** A link and how it is doing, as codes: the window makes words of them. */
export const ChainLink = z.discriminatedUnion('link', [
  Common.extend({
    link: z.literal('page'),
    code: z.enum(['loaded', 'reduced', 'opening', 'reopening', 'asleep', 'not_active', 'not_accepted', 'not_open']),
    cause: SessionCause.nullable(),
  }),
  Common.extend({
    link: z.literal('phone'),
    code: z.enum(['linked', 'syncing', 'reconnecting', 'not_linked', 'passkey', 'logged_out', 'not_known']),
    cause: SessionCause.nullable(),
  }),
  Common.extend({
    link: z.literal('reading'),
    code: z.enum([
      'complete',
      'arriving',
      'running',
      'interrupted',
      'gaps',
      'refused',
      'files_missing',
      'nothing_arrives',
      'waits',
    ]),
    /** Of the reading of history. */
    percent: z.number().min(0).max(100),
  }),
  Common.extend({
    link: z.literal('queue'),
    code: z.enum(['empty', 'moving', 'held', 'waits_for_session', 'failed', 'stuck']),
    waiting: Count,
    failed: Count,
    /** Which rule of the lawyer's holds all of it back. */
    held_by: z.enum(['quiet_hours', 'daily_cap']).nullable(),
  }),
  Common.extend({
    link: z.literal('storage'),
    code: z.enum(['enough', 'low', 'full', 'not_measured']),
    free_bytes: z.number().nullable(),
    key_in_file: z.boolean(),
  }),
  Common.extend({ link: z.literal('api'), code: z.enum(['listening', 'not_listening']), address: z.string() }),
  Common.extend({
    link: z.literal('tunnel'),
    code: z.enum(['up', 'off', 'not_set_up', 'connecting', 'reconnecting', 'failed']),
    address: z.string().nullable(),
    cause: TunnelCause.nullable(),
  }),
  Common.extend({
    link: z.literal('webhooks'),
    code: z.enum(['none', 'delivering', 'catching_up', 'paused', 'failing', 'switched_off']),
    /** Addresses. */
    active: Count,
    failing: Count,
    paused: Count,
    switched_off: Count,
    /** Deliveries. */
    waiting: Count,
  }),
  Common.extend({
    link: z.literal('brokers'),
    code: z.enum(['connected', 'connecting', 'paused', 'unrouted', 'missed', 'failing']),
    /** Events that are still to be published to the one that is furthest behind. */
    behind: Count,
  }),
  Common.extend({
    link: z.literal('app'),
    code: z.enum(['well', 'memory_high', 'limited']),
    limits: z.array(WarningCode),
  }),
]);
export type ChainLink = z.infer<typeof ChainLink>;
