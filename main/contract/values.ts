import { z } from 'zod';

/** A telephone number in E.164 form: `+`, country code, at most 15 digits (ITU-T E.164). */
export const Phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number in E.164 form, such as +4915112345678')
  .brand<'Phone'>();
export type Phone = z.infer<typeof Phone>;

/** WhatsApp's own limit for one text message, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 65_536;

/** What a person writes. Kept as it is, but never empty and never with a NUL or a lone surrogate, which no store keeps whole. */
export const MessageText = z
  .string()
  .max(MAX_TEXT_LENGTH, `must be at most ${MAX_TEXT_LENGTH} characters`)
  .refine((text) => text.trim() !== '', 'must not be empty')
  .refine((text) => !text.includes('\0'), 'must not contain a NUL character')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
  .brand<'MessageText'>();
export type MessageText = z.infer<typeof MessageText>;

/** A person's name: one line, shown as text wherever it appears. */
export const PersonName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must be at most 200 characters')
  .refine((text) => !/\p{Cc}/u.test(text), 'must not contain control characters')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

/** ISO 8601 in UTC, with milliseconds. */
export const Timestamp = z.iso.datetime();

export const MessageDirection = z.enum(['inbound', 'outbound']);
export type MessageDirection = z.infer<typeof MessageDirection>;

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

export const SessionState = z.enum(['starting', 'qr', 'ready', 'reconnecting', 'logged-out', 'failed']);
export type SessionState = z.infer<typeof SessionState>;

/** Why a session is `failed`, or what it waits for. */
export const SessionCause = z.enum([
  'runtime_limited',
  'page_unreachable',
  'page_crashed',
  'page_unresponsive',
  'unsupported_browser',
  'driver_not_ready',
  'logged_out_by_phone',
  'network_lost',
]);
export type SessionCause = z.infer<typeof SessionCause>;

export const Mode = z.enum(['practice', 'live']);
export type Mode = z.infer<typeof Mode>;
