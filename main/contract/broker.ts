import { z } from 'zod';
import { EventPatterns } from './event-log.ts';
import { EventType } from './events.ts';
import { breaks } from './faults.ts';
import { BrokerId, LawyerId } from './ids.ts';
import { Timestamp } from './values.ts';

export const BrokerKind = z.enum(['rabbitmq', 'redis', 'nats']);
export type BrokerKind = z.infer<typeof BrokerKind>;

/** The schemes of each kind's addresses; the second one is over TLS. */
export const BROKER_SCHEMES: Record<BrokerKind, readonly string[]> = {
  rabbitmq: ['amqp', 'amqps'],
  redis: ['redis', 'rediss'],
  nats: ['nats', 'tls'],
};

/** With the name and the password in it: written, and never read back whole. */
export const BrokerUrl = z
  .string()
  .max(2000)
  .refine(isBrokerUrl, breaks('url', 'must be an address such as amqps://name:password@host:5671, without a query'))
  .describe('Its address, with the name and the password in it, which are never shown again.');

/** An exchange's name, a stream's key, or what a subject begins with: a form that all three take. */
export const BrokerTarget = z
  .string()
  .max(200)
  .regex(/^[\w:-]+(\.[\w:-]+)*$/, 'must be letters, digits, _, - and :, in parts between dots')
  .describe(
    'The exchange of RabbitMQ (the routing key is the event’s type), the stream of Redis, or what the subjects of NATS ' +
      'begin with (a dot and the event’s type follow).',
  );

export const BrokerEvents = EventPatterns.min(1).describe('Of which events it is told.');

/** For Redis: the stream is kept about so long. */
export const MaxLength = z
  .number()
  .int()
  .min(1000)
  .max(1_000_000_000)
  .describe('Redis keeps about so many entries of the stream; null: all.');

/** For NATS: a stream of that name is made when there is none. */
export const StreamName = z
  .string()
  .max(100)
  .regex(/^[\w-]+$/, 'must be letters, digits, _ and -')
  .describe('NATS: a stream of that name is made for these subjects if there is none; null: there must be one.');

/** `not_taken`: it did not confirm what was published, in time or at all. */
export const BrokerErrorCode = z.enum([
  'unreachable',
  'certificate_refused',
  'login_refused',
  'target_refused',
  'not_taken',
  'connection_lost',
  'internal_error',
]);
export type BrokerErrorCode = z.infer<typeof BrokerErrorCode>;

/** What went wrong; the message is the broker's own where it gave one, and never holds the password. */
export const BrokerError = z.object({ code: BrokerErrorCode, message: z.string() });
export type BrokerError = z.infer<typeof BrokerError>;

/** What is wrong with a broker although it is connected: in words, and what the words are made of. */
export const BrokerWarning = z.object({
  code: z.enum(['events_unrouted']),
  message: z.string(),
  events: z.array(z.object({ type: EventType, count: z.number().int() })),
  /** In front of the first of them in the log. */
  after: z.number().int(),
});
export type BrokerWarning = z.infer<typeof BrokerWarning>;

export const BrokerState = z.enum(['connecting', 'connected', 'reconnecting', 'paused']);
export type BrokerState = z.infer<typeof BrokerState>;

/** Behind a cursor no more events are counted. */
export const MAX_BEHIND = 100_000;

/** A message broker that a lawyer's events are published to. */
export const Broker = z.object({
  id: BrokerId,
  lawyer_id: LawyerId,
  kind: BrokerKind,
  /** Without the password. */
  url: z.string(),
  has_password: z.boolean(),
  target: z.string(),
  events: EventPatterns,
  max_length: z.number().int().nullable(),
  stream: z.string().nullable(),
  is_paused: z.boolean(),
  state: BrokerState,
  since: Timestamp,
  last_error: BrokerError.extend({ at: Timestamp }).nullable(),
  next_attempt_at: Timestamp.nullable(),
  /** The event log up to there is with the broker. */
  cursor: z.number().int(),
  behind: z.number().int(),
  missed_up_to: z.number().int().nullable(),
  /** RabbitMQ: events that no queue was bound for, and that it has dropped, since publishing was begun. */
  unrouted: z.number().int(),
  warning: BrokerWarning.nullable(),
  created_at: Timestamp,
});
export type Broker = z.infer<typeof Broker>;

function isBrokerUrl(text: string): boolean {
  if (!URL.canParse(text) || /[\p{Cc}\s]/u.test(text)) return false;
  const url = new URL(text);
  const isKnown = Object.values(BROKER_SCHEMES).flat().includes(url.protocol.slice(0, -1));
  return isKnown && url.hostname !== '' && url.port !== '0' && !/[?#]/.test(text) && isWritten(url);
}

/** Whether each of its parts says what it means: `%` and two digits are one byte of UTF-8. */
function isWritten({ username, password, pathname }: URL): boolean {
  try {
    return ![username, password, pathname].some((part) => /\p{Cc}/u.test(decodeURIComponent(part)));
  } catch {
    return false;
  }
}
