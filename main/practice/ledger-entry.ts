import { z } from 'zod';

/** Digits of an international phone number, without `+`. */
const phone = z.string().regex(/^\d{5,15}$/);

/**
 * What the ledger records. Each fact stands for itself, so that replaying the file gives back the whole practice world.
 * `account` is the lawyer's number, `client` the other side's.
 */
const fact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linked'), account: phone, device: z.string(), name: z.string().nullable() }),
  z.object({ kind: z.literal('unlinked'), account: phone, device: z.string(), by: z.enum(['phone', 'device']) }),
  z.object({
    kind: z.literal('message'),
    account: phone,
    client: phone,
    id: z.string(),
    direction: z.enum(['in', 'out']),
    text: z.string(),
    name: z.string().nullable(),
    /** Seconds since 1970, as WhatsApp counts. */
    timestamp: z.number().int(),
    /** The page's own number for one attempt to send: a repeated request is the same attempt, a second send is not. */
    attempt: z.string().nullable(),
  }),
  /**
   * A message of the lawyer became visible on the client's phone. `message` is the `seq` of the message's entry.
   * (What a client writes is visible there from the start.)
   */
  z.object({ kind: z.literal('display'), account: phone, client: phone, message: z.number().int(), id: z.string() }),
  z.object({
    kind: z.literal('ack'),
    account: phone,
    client: phone,
    message: z.number().int(),
    id: z.string(),
    /** WhatsApp's numbers: 2 delivered, 3 read. 1 (server) is the message's own entry: it was taken in. */
    ack: z.union([z.literal(2), z.literal(3)]),
  }),
  /** The lawyer's device has read everything the client wrote so far. */
  z.object({ kind: z.literal('seen'), account: phone, client: phone }),
]);

/** A fact before the ledger has given it a number and a time. */
export type LedgerFact = z.infer<typeof fact>;

/** A fact as it stands in the file: `seq` grows by one from 1, `at` is milliseconds since 1970. */
export const ledgerEntrySchema = z.intersection(
  z.object({ seq: z.number().int().positive(), at: z.number().int() }),
  fact,
);

export type LedgerEntry = LedgerFact & { seq: number; at: number };
export type MessageEntry = Extract<LedgerEntry, { kind: 'message' }>;
