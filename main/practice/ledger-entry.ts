import { z } from 'zod';
import { PRACTICE_KINDS } from '../contract/practice-kinds.ts';

/** Digits of an international phone number, without `+`. */
const phone = z.string().regex(/^\d{5,15}$/);
const seq = z.number().int().positive();
const milliseconds = z.number().int();
const side = z.enum(['lawyer', 'client']);

/** A file of a message. Its bytes lie beside the ledger under their hash, and were durable before the entry was. */
export const ledgerMedia = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int(),
  /** What the sender's phone claims that it is. */
  mimetype: z.string(),
  filename: z.string().nullable(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  /** Seconds. */
  duration: z.number().optional(),
  /** 64 values from 0 to 100, in base64. */
  waveform: z.string().optional(),
  /** A small JPEG in base64, made by the sender's device. */
  thumbnail: z.string().optional(),
});
export type LedgerMedia = z.infer<typeof ledgerMedia>;

/** What is the same for everything that happens to a message later. `client` is the chat's, or a group's author. */
const aboutMessage = {
  account: phone,
  client: phone,
  /** The chat's jid where it is not the one with `client`: a group, a newsletter, `status@broadcast`, a broadcast list. */
  chat: z.string().optional(),
  /** The `seq` of the message's entry. */
  message: seq,
  id: z.string(),
};

/**
 * What the ledger records. Each fact stands for itself, so that replaying the file gives back the whole practice world.
 * `account` is the lawyer's number, `client` the other side's. What was added to a fact later is optional, so that the
 * ledgers of earlier versions still open.
 */
const fact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linked'), account: phone, device: z.string(), name: z.string().nullable() }),
  z.object({
    kind: z.literal('unlinked'),
    account: phone,
    device: z.string(),
    /** `whatsapp`: the phone was not seen for too long. */
    by: z.enum(['phone', 'device', 'whatsapp']),
  }),
  z.object({
    kind: z.literal('message'),
    account: phone,
    client: phone,
    chat: z.string().optional(),
    /** The name of a group, a newsletter or a broadcast list. */
    subject: z.string().optional(),
    id: z.string(),
    direction: z.enum(['in', 'out']),
    /** Left out: a text. */
    type: z.enum(PRACTICE_KINDS).optional(),
    /** The text, or the caption of a file. */
    text: z.string(),
    name: z.string().nullable(),
    /** Seconds since 1970, as WhatsApp counts. */
    timestamp: z.number().int(),
    /** The page's own number for one attempt to send: a repeated request is the same attempt, a second send is not. */
    attempt: z.string().nullable(),
    media: ledgerMedia.optional(),
    location: z.object({ latitude: z.number(), longitude: z.number(), name: z.string().nullable() }).optional(),
    contacts: z.array(z.object({ name: z.string(), phone: z.string() })).optional(),
    poll: z.object({ question: z.string(), options: z.array(z.string()) }).optional(),
    video_call: z.boolean().optional(),
    /** The message that this one answers; `message` is null when the chat does not hold it. */
    quoted: z.object({ id: z.string(), message: seq.nullable() }).optional(),
    forwarded: z.boolean().optional(),
    /** Seconds. */
    disappears_after: z.number().int().optional(),
    view_once: z.boolean().optional(),
    /** It came with the history of an account, in bulk: nothing new, read on both sides. */
    history: z.boolean().optional(),
  }),
  /** A message of the lawyer became visible on the client's phone. (What a client writes is visible there at once.) */
  z.object({ kind: z.literal('display'), ...aboutMessage }),
  z.object({
    kind: z.literal('ack'),
    ...aboutMessage,
    /** WhatsApp's numbers: 2 delivered, 3 read, 4 played. 1 (server) is the message's own entry: it was taken in. */
    ack: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  }),
  z.object({
    kind: z.literal('edit'),
    ...aboutMessage,
    by: side,
    /** WhatsApp's id of the edit, which is a message of its own. */
    edit_id: z.string(),
    text: z.string(),
    timestamp: milliseconds,
    attempt: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('revoke'),
    ...aboutMessage,
    by: side,
    revoke_id: z.string(),
    timestamp: milliseconds,
    attempt: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('reaction'),
    ...aboutMessage,
    by: side,
    reaction_id: z.string(),
    /** Empty: the reaction was taken back. */
    emoji: z.string(),
    timestamp: milliseconds,
    attempt: z.string().nullable(),
  }),
  /** The lawyer's side has read everything the client wrote so far. */
  z.object({ kind: z.literal('seen'), account: phone, client: phone, chat: z.string().optional() }),
  /** What the client's phone was told of the lawyer: typing, recording, or neither. */
  z.object({
    kind: z.literal('presence'),
    account: phone,
    client: phone,
    chat: z.string().optional(),
    state: z.enum(['composing', 'recording', 'paused']),
  }),
]);

/** A fact before the ledger has given it a number and a time. */
export type LedgerFact = z.infer<typeof fact>;

/** A fact as it stands in the file: `seq` grows by one from 1, `at` is milliseconds since 1970. */
export const ledgerEntrySchema = z.intersection(
  z.object({ seq: z.number().int().positive(), at: z.number().int() }),
  fact,
);

export type LedgerEntry = LedgerFact & { seq: number; at: number };
export type EntryOf<K extends LedgerEntry['kind']> = Extract<LedgerEntry, { kind: K }>;
export type FactOf<K extends LedgerFact['kind']> = Extract<LedgerFact, { kind: K }>;
export type MessageEntry = EntryOf<'message'>;
