import { z } from 'zod';
import { PRACTICE_KINDS } from './practice-kinds.ts';
import { MessageText, PersonName, Phone } from './values.ts';

/**
 * The practice account's unkindness, each part switchable while it runs (`POST /v1/practice/faults`). What is left out
 * of a change stays as it is. The defaults are those of an ordinary day on the real page.
 */
const every = z.number().int().min(0).max(1000);
const pause = z.number().int().min(0).max(120_000);

export const PracticeFaults = z.strictObject({
  /** Every n-th incoming message is reported twice; 0: never. */
  duplicate_every: every,
  /** Every n-th incoming message is first there without its text (`ciphertext`), and is filled in a moment later. */
  ciphertext_every: every,
  /** It is not filled in a moment later: what came without its text stays so until the page is loaded anew. */
  ciphertext_stays: z.boolean(),
  /** A read receipt can come before the delivery receipt, and a delivery receipt again after it. */
  acks_out_of_order: z.boolean(),
  /** Chats of clients carry their phone number, an opaque `@lid` with the number known, or one whose number is learnt late. */
  lids: z.enum(['off', 'known', 'late']),
  /** Modules of the page arrive little by little, with so many ms between batches. */
  module_pause_ms: pause,
  /** Module ids that a WhatsApp update has taken away or renamed beyond recognition, from the next load on. */
  missing_modules: z.array(z.string().min(1).max(100)).max(50),
  /**
   * The QR code as it should be; never drawn, with no canvas; idle, waiting for a click; or stale: it rotates no more, can
   * be scanned no longer than until it should have, and only a page that is loaded anew has another.
   */
  qr: z.enum(['shown', 'loading', 'idle', 'stale']),
  qr_rotation_ms: z.number().int().min(200).max(120_000),
  /** The "works with Google Chrome" page, whatever the user agent is. */
  unsupported_browser: z.boolean(),
  /** Linking asks for a passkey, and goes no further. */
  passkey_required: z.boolean(),
  /** The page stays connected, holds new messages, and fires no event for them. */
  silent: z.boolean(),
  /** The page tells of new messages in one chat, the first that it hears; those of all others it holds as if they were old. */
  tells_of_one_chat: z.boolean(),
  /** The page's connection: there, gone, or dropped again every few seconds. */
  network: z.enum(['up', 'down', 'flapping']),
  /** The lawyer's phone has not been seen for long: WhatsApp says so, and logs the device out in the end. */
  phone_offline: z.boolean(),
  /** Older messages come slowly, so many ms for each batch. */
  history_pause_ms: pause,
  /** Batches of older messages are shorter than asked for, and now and then one cannot be read at the first try. */
  history_patchy: z.boolean(),
  /** A download of media fails: never, the first time for each, or for good (dropped by WhatsApp, to be asked for again). */
  media: z.enum(['ok', 'fails_first', 'gone']),
  /** What becomes of what the lawyer sends: taken at once, taken slowly, refused, kept pending, or taken with a lost answer. */
  sends: z.enum(['ok', 'slow', 'refused', 'pending', 'answer_lost']),
  /** The page shows nothing, from the next load on. */
  blank: z.boolean(),
  /** The page's thread hangs for so many ms at its next chance; 0: never. */
  hang_ms: pause,
  /** The page reloads itself every so many ms; 0: never. */
  reload_every_ms: pause,
  /** The page reports malformed, huge and hostile data through every door that it finds. */
  hostile: z.boolean(),
  /**
   * From one load to the next the page sends without end, reactions for one message and states, each well-formed, and
   * answers what it is asked with tens of megabytes and with objects that bite.
   */
  flood: z.boolean(),
  /** The language of the page: dates, labels, and the direction of writing. */
  language: z.enum(['en', 'de', 'es', 'pt', 'ar']),
});
export type PracticeFaults = z.infer<typeof PracticeFaults>;

/** What is left out stays as it is. */
export const PracticeFaultsChange = PracticeFaults.partial();
export type PracticeFaultsChange = z.infer<typeof PracticeFaultsChange>;

export const ORDINARY_DAY: PracticeFaults = {
  duplicate_every: 5,
  ciphertext_every: 7,
  ciphertext_stays: false,
  acks_out_of_order: false,
  lids: 'off',
  module_pause_ms: 40,
  missing_modules: [],
  qr: 'shown',
  qr_rotation_ms: 20_000,
  unsupported_browser: false,
  passkey_required: false,
  silent: false,
  tells_of_one_chat: false,
  network: 'up',
  phone_offline: false,
  history_pause_ms: 0,
  history_patchy: false,
  media: 'ok',
  sends: 'ok',
  blank: false,
  hang_ms: 0,
  reload_every_ms: 0,
  hostile: false,
  flood: false,
  language: 'en',
};

const WhatsAppId = z.string().regex(/^[0-9A-Za-z]{8,64}$/);

/** 20 MB of base64, which is what the practice account carries. */
const PracticeFile = z.strictObject({
  name: z.string().min(1).max(255),
  /** What the sender's phone claims that it is. */
  type: z.string().min(1).max(100),
  base64: z.base64().max(20_000_000),
});

/** What a simulated client writes. `text` alone is a text message; with a file it is the caption. */
export const PracticeWrite = z.strictObject({
  name: PersonName.optional(),
  kind: z.enum(PRACTICE_KINDS).default('text'),
  text: MessageText.optional(),
  file: PracticeFile.optional(),
  location: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      name: z.string().max(200).optional(),
    })
    .optional(),
  contact: z.strictObject({ name: PersonName, phone: Phone }).optional(),
  poll: z
    .strictObject({ question: z.string().min(1).max(255), options: z.array(z.string().min(1).max(100)).min(2).max(12) })
    .optional(),
  /** WhatsApp's id of the message that this one answers. */
  reply_to: WhatsAppId.optional(),
  forwarded: z.boolean().optional(),
  /** Seconds after which the message disappears on the phones. */
  disappears_after: z.number().int().min(60).max(7_776_000).optional(),
  view_once: z.boolean().optional(),
});
export type PracticeWrite = z.infer<typeof PracticeWrite>;

/** What a simulated client does to a message that is on its phone. */
export const PracticeAction = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('edit'), message: WhatsAppId, text: MessageText }),
  z.strictObject({ action: z.literal('revoke'), message: WhatsAppId }),
  /** An empty emoji takes the reaction back. */
  z.strictObject({ action: z.literal('react'), message: WhatsAppId, emoji: z.string().max(32) }),
  /** Listens to a voice note of the lawyer's. */
  z.strictObject({ action: z.literal('play'), message: WhatsAppId }),
]);
export type PracticeAction = z.infer<typeof PracticeAction>;
