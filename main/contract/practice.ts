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
  duplicate_every: every.describe('Every n-th incoming message is reported twice; 0: never.'),
  ciphertext_every: every.describe(
    'Every n-th incoming message is first there without its text (`ciphertext`), and is filled in a moment later.',
  ),
  ciphertext_stays: z
    .boolean()
    .describe('It is not filled in a moment later: what came without its text stays so until the page is loaded anew.'),
  acks_out_of_order: z
    .boolean()
    .describe('A read receipt can come before the delivery receipt, and a delivery receipt again after it.'),
  lids: z
    .enum(['off', 'known', 'late'])
    .describe(
      'Chats of clients carry their phone number, an opaque `@lid` with the number known, or one whose number is learnt late.',
    ),
  module_pause_ms: pause.describe('Modules of the page arrive little by little, with so many ms between batches.'),
  missing_modules: z
    .array(z.string().min(1).max(100))
    .max(50)
    .describe('Module ids that a WhatsApp update has taken away or renamed beyond recognition, from the next load on.'),
  qr: z
    .enum(['shown', 'loading', 'idle', 'stale'])
    .describe(
      'The QR code as it should be; never drawn, with no canvas; idle, waiting for a click; or stale: it rotates no more, can be scanned no longer than until it should have, and only a page that is loaded anew has another.',
    ),
  qr_rotation_ms: z.number().int().min(200).max(120_000).describe('How long a QR code is shown until the next one.'),
  unsupported_browser: z.boolean().describe('The "works with Google Chrome" page, whatever the user agent is.'),
  passkey_required: z.boolean().describe('Linking asks for a passkey, and goes no further.'),
  silent: z.boolean().describe('The page stays connected, holds new messages, and fires no event for them.'),
  tells_of_one_chat: z
    .boolean()
    .describe(
      'The page tells of new messages in one chat, the first that it hears; those of all others it holds as if they were old.',
    ),
  network: z
    .enum(['up', 'down', 'flapping'])
    .describe("The page's connection: there, gone, or dropped again every few seconds."),
  phone_offline: z
    .boolean()
    .describe("The lawyer's phone has not been seen for long: WhatsApp says so, and logs the device out in the end."),
  history_pause_ms: pause.describe('Older messages come slowly, so many ms for each batch.'),
  history_patchy: z
    .boolean()
    .describe(
      'Batches of older messages are shorter than asked for, and now and then one cannot be read at the first try.',
    ),
  media: z
    .enum(['ok', 'fails_first', 'gone'])
    .describe(
      'A download of media fails: never, the first time for each, or for good (dropped by WhatsApp, to be asked for again).',
    ),
  sends: z
    .enum(['ok', 'slow', 'refused', 'pending', 'answer_lost'])
    .describe(
      'What becomes of what the lawyer sends: taken at once, taken slowly, refused, kept pending, or taken with a lost answer.',
    ),
  blank: z.boolean().describe('The page shows nothing, from the next load on.'),
  hang_ms: pause.describe("The page's thread hangs for so many ms at its next chance; 0: never."),
  reload_every_ms: pause.describe('The page reloads itself every so many ms; 0: never.'),
  hostile: z.boolean().describe('The page reports malformed, huge and hostile data through every door that it finds.'),
  flood: z
    .boolean()
    .describe(
      'From one load to the next the page sends without end, reactions for one message and states, each well-formed, and answers what it is asked with tens of megabytes and with objects that bite.',
    ),
  language: z
    .enum(['en', 'de', 'es', 'pt', 'ar'])
    .describe('The language of the page: dates, labels, and the direction of writing.'),
});
export type PracticeFaults = z.infer<typeof PracticeFaults>;

/** What is left out stays as it is. */
export const PracticeFaultsChange = PracticeFaults.partial();
export type PracticeFaultsChange = z.infer<typeof PracticeFaultsChange>;

const WhatsAppId = z
  .string()
  .regex(/^[0-9A-Za-z]{8,64}$/, "must be WhatsApp's id of a message: 8 to 64 letters and digits");

/** 20 MB of base64, which is what the practice account carries. */
const PracticeFile = z.strictObject({
  name: z.string().min(1).max(255).describe('Only a document keeps it, as on WhatsApp.'),
  type: z.string().min(1).max(100).describe("What the sender's phone claims that it is, such as `image/jpeg`."),
  base64: z.base64().max(20_000_000).describe('The bytes.'),
});

/** What a simulated client writes. `text` alone is a text message; with a file it is the caption. */
export const PracticeWrite = z.strictObject({
  name: PersonName.optional().describe('What the client calls itself on WhatsApp.'),
  kind: z
    .enum(PRACTICE_KINDS)
    .optional()
    .describe('What it is. Without it: what the other parts make it, a file by its `type`; `text` if there are none.'),
  text: MessageText.optional().describe('The text; with a file its caption.'),
  file: PracticeFile.optional().describe('A file of at most 20 MB in base64.'),
  location: z
    .strictObject({
      latitude: z.number().min(-90).max(90).describe('In degrees.'),
      longitude: z.number().min(-180).max(180).describe('In degrees.'),
      name: z.string().max(200).optional().describe('What the place is called.'),
    })
    .optional()
    .describe('A place.'),
  contact: z
    .strictObject({ name: PersonName.describe('Of the person.'), phone: Phone.describe('Of the person.') })
    .optional()
    .describe("Somebody's card."),
  poll: z
    .strictObject({
      question: z.string().min(1).max(255).describe('What is asked.'),
      options: z.array(z.string().min(1).max(100)).min(2).max(12).describe('What can be answered.'),
    })
    .optional()
    .describe('A poll.'),
  reply_to: WhatsAppId.optional().describe("WhatsApp's id of the message that this one answers."),
  forwarded: z.boolean().optional().describe('It is marked as forwarded.'),
  disappears_after: z
    .number()
    .int()
    .min(60)
    .max(7_776_000)
    .optional()
    .describe('Seconds after which the message disappears on the phones.'),
  view_once: z.boolean().optional().describe('It can be looked at once.'),
});
export type PracticeWrite = z.infer<typeof PracticeWrite>;

const About = WhatsAppId.describe("WhatsApp's id of the message, as the practice routes answer it.");

/** What a simulated client does to a message that is on its phone. */
export const PracticeAction = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('edit').describe('The client edits an own message.'),
    message: About,
    text: MessageText.describe('The whole new text.'),
  }),
  z.strictObject({ action: z.literal('revoke').describe('The client takes an own message back.'), message: About }),
  z.strictObject({
    action: z.literal('react').describe('The client reacts to a message.'),
    message: About,
    emoji: z.string().max(32).describe('Empty: the reaction is taken back.'),
  }),
  z.strictObject({
    action: z.literal('play').describe("The client listens to a voice note of the lawyer's."),
    message: About,
  }),
]);
export type PracticeAction = z.infer<typeof PracticeAction>;
