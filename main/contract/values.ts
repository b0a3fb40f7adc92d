import { z } from 'zod';
import { breaks, type Fault } from './faults.ts';

const E164 = /^\+[1-9]\d{6,14}$/;
/** A telephone number in E.164 form: `+`, country code, at most 15 digits (ITU-T E.164). */
export const Phone = z
  .string()
  .regex(E164, 'must be a phone number in E.164 form, such as +4915112345678')
  .brand<'Phone'>();
export type Phone = z.infer<typeof Phone>;

/** A number in a query string, where a plus that is not written as `%2B` means a space. */
export const PhoneInQuery = z
  .string()
  .transform((text) => text.replace(/^ /, '+'))
  .pipe(Phone);

/** WhatsApp's own limit for one text message, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 65_536;

/** What a person writes. Kept as it is, but never empty and never with a NUL or a lone surrogate, which no store keeps whole. */
export const MessageText = z
  .string()
  .max(MAX_TEXT_LENGTH, `must be at most ${MAX_TEXT_LENGTH} characters`)
  .refine((text) => text.trim() !== '', breaks('missing', 'must not be empty'))
  .refine((text) => !text.includes('\0'), breaks('characters', 'must not contain a NUL character'))
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'))
  .brand<'MessageText'>();
export type MessageText = z.infer<typeof MessageText>;

/** A person's name: one line, shown as text wherever it appears. */
export const PersonName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must be at most 200 characters')
  .refine((text) => !/\p{Cc}/u.test(text), breaks('characters', 'must not contain control characters'))
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'));

const NO_TIME = 'must be a time with its offset, such as 2026-11-29T08:00:00Z or 2026-11-29T09:00:00+01:00';

/** ISO 8601 in UTC, with milliseconds. */
export const Timestamp = z.iso.datetime();

/**
 * A time that a caller gives: RFC 3339 with whatever offset, turned into UTC. In a query string, a plus that is not written
 * as `%2B` means a space.
 */
export const GivenTime = z
  .string()
  .transform((text) => text.replace(/ (?=\d\d:\d\d$)/, '+'))
  .pipe(z.iso.datetime({ offset: true, error: NO_TIME }))
  .transform((text) => new Date(text).toISOString())
  // The last hours before the year 10000 have no such form in UTC.
  .pipe(z.iso.datetime(NO_TIME))
  .meta({ format: 'date-time' });

export const MessageDirection = z.enum(['inbound', 'outbound']);
export type MessageDirection = z.infer<typeof MessageDirection>;

/**
 * Why something was not done in WhatsApp, as far as we can tell; the `error` of a message or of a queued action is one of
 * these. `number_changed_hands`: the number is another person's by now, and nothing was sent to them. `internal_error`: it
 * failed on our side, time and again.
 */
export const SendFailure = z.enum([
  'not_on_whatsapp',
  'number_changed_hands',
  'refused_by_whatsapp',
  'no_answer_from_whatsapp',
  'not_confirmed',
  'attachment_damaged',
  'internal_error',
]);
export type SendFailure = z.infer<typeof SendFailure>;

/** `received` is for inbound messages, all others are for outbound ones. */
export const MessageStatus = z.enum([
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'cancelled',
  'unknown',
]);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** The states of `whatsapp-web.md`, and `asleep`: the view is closed until it is woken. */
export const SessionState = z.enum([
  'starting',
  'qr',
  'pairing-code',
  'passkey-required',
  'syncing',
  'ready',
  'reconnecting',
  'asleep',
  'logged-out',
  'unsupported-browser',
  'failed',
]);
export type SessionState = z.infer<typeof SessionState>;

/** Why a session is in its state, where the state alone does not say it. */
export const SessionCause = z.enum([
  'runtime_limited',
  'page_unreachable',
  'page_crashed',
  'page_unresponsive',
  'page_blank',
  'driver_not_ready',
  'driver_reduced',
  'network_lost',
  'phone_offline',
  'nothing_arrives',
  'qr_loading',
  'qr_idle',
  'logged_out_by_phone',
  'logged_out_by_person',
  'other_account',
  'whatsapp_update_needed',
  'disk_almost_full',
  'put_to_sleep',
  'lawyer_not_active',
]);
export type SessionCause = z.infer<typeof SessionCause>;

/** What the person can do about it, the most useful first. The window and the directory put it into words. */
export const SessionStep = z.enum([
  'scan_qr',
  'use_pairing_code',
  'enter_pairing_code',
  'confirm_on_phone',
  'open_whatsapp_on_phone',
  'scan_with_own_phone',
  'check_network',
  'free_disk_space',
  'restart_session',
  'wake_session',
  'update_app',
  'use_official_build',
  'wait',
]);
export type SessionStep = z.infer<typeof SessionStep>;

/** The two ways in which the page is driven. */
export const DriverName = z.enum(['wa-js', 'dom']);
export type DriverName = z.infer<typeof DriverName>;

/** Each thing that we need of the page, probed at every start of it. */
export const Capability = z.enum([
  'observe_state',
  'observe_messages',
  'observe_acks',
  'observe_edits',
  'observe_revokes',
  'observe_reactions',
  'list_chats',
  'read_history',
  'read_open_chat',
  'find_message',
  'resolve_number',
  'map_lids',
  'send_text',
  'send_file',
  'react',
  'edit',
  'revoke',
  'mark_read',
  'show_typing',
  'download_media',
  'link_by_qr',
  'link_by_code',
  'log_out',
]);
export type Capability = z.infer<typeof Capability>;

export const Mode = z.enum(['practice', 'live']);
export type Mode = z.infer<typeof Mode>;

/** What a message is. Kinds that WhatsApp adds later keep WhatsApp's own name, and their fields in `details`. */
export const KNOWN_KINDS = [
  'text',
  'image',
  'video',
  'voice',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'poll',
  'call',
  'notice',
] as const;

/** What belongs to one kind of message alone. */
export const MessageDetails = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(1000).nullable(),
    address: z.string().max(1000).nullable(),
    is_live: z.boolean(),
  }),
  z.object({
    type: z.literal('contacts'),
    contacts: z.array(z.object({ name: z.string().max(500), phones: z.array(z.string().max(50)).max(20) })).max(300),
  }),
  z.object({
    type: z.literal('poll'),
    question: z.string().max(1000),
    options: z.array(z.string().max(500)).max(50),
    allows_several: z.boolean(),
  }),
  z.object({ type: z.literal('call'), missed: z.boolean(), is_video: z.boolean() }),
  /** WhatsApp's own notice in a chat: its name for it, such as `encrypt` or `disappearing_mode`. */
  z.object({ type: z.literal('notice'), code: z.string().max(100), values: z.array(z.string().max(200)).max(20) }),
  /** A kind that we do not know: what the page held of it, as JSON. */
  z.object({ type: z.literal('unknown'), json: z.string().max(20_000) }),
]);
export type MessageDetails = z.infer<typeof MessageDetails>;

/** How the lawyer's file is shown on the client's phone. */
export const FileUse = z.enum(['image', 'video', 'voice', 'audio', 'document']);
export type FileUse = z.infer<typeof FileUse>;

const ONE_EMOJI = /^\p{RGI_Emoji}$/v;
/** An emoji as WhatsApp takes it for a reaction. */
export const Emoji = z.string().max(32).regex(ONE_EMOJI, 'must be one emoji');

/** What is wrong with what has not the form that one of these asks for. */
export const PATTERN_FAULTS: ReadonlyMap<string, Fault> = new Map([
  [String(E164), 'phone'],
  [String(ONE_EMOJI), 'emoji'],
]);

export const AlertCode = z.enum([
  'session_failed',
  'logged_out',
  'other_account',
  'passkey_required',
  'ability_missing',
  'ability_reduced',
  'nothing_arrives',
  'page_data_refused',
  'media_not_taken_in',
  'disk_almost_full',
  'history_incomplete',
  /** WhatsApp's page holds a message (the subject) that it does not send: it is never sent a second time. */
  'message_pending_long',
  /** The log no longer held what was to be published to a broker (the subject). Over when somebody resumes it. */
  'broker_events_missed',
  /** RabbitMQ has dropped events: no queue was bound for them at a broker (the subject). Over when it is changed or resumed. */
  'broker_events_unrouted',
  /** The next ones pass a threshold of the lawyer's settings, and are over when they are well away from it. */
  'queue_deep',
  'message_unsent_long',
  /** The subject is the webhook. */
  'webhook_failing',
  /** Nothing was taken for five days, or it answered 410. The subject is the webhook. */
  'webhook_disabled',
  /** The subject is the broker. */
  'broker_failing',
  'session_not_ready',
  'disk_space_low',
  'memory_high',
  'tunnel_down',
]);
export type AlertCode = z.infer<typeof AlertCode>;
