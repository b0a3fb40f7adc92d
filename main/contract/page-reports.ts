import { z } from 'zod';
import { MAX_FOLLOWERS, MAX_REPORT_ITEMS } from './page-channels.ts';
import { listOf, rawList, small } from './page-lists.ts';
import { Capability, DriverName, MessageDetails } from './values.ts';

/**
 * What crosses the border between WhatsApp's page and us. The page is a stranger: everything it reports is parsed
 * item by item, and one bad item never takes the good ones with it.
 */

/** `user@server`: a phone's digits at `c.us`, an opaque number at `lid`, a group at `g.us`, … */
export const Jid = z
  .string()
  .max(128)
  .regex(/^[^\s@]+@[a-z.]+$/);

/** WhatsApp's bare message id, as in `3EB0…`. */
export const BareId = z.string().min(1).max(128);

/** Seconds since 1970, by WhatsApp's clock. */
const Seconds = z.number().int().positive().max(9_999_999_999);

const Digits = z.string().regex(/^\d{5,20}$/);
export const Ack = z.number().int().min(-7).max(5);

/** Chosen by a stranger: cut, never a reason to refuse the message. */
function shortText(length: number) {
  return z
    .string()
    .transform((text) => text.slice(0, length).toWellFormed())
    .nullable()
    .catch(null);
}

/**
 * More than WhatsApp lets anybody write, in UTF-16 units. What is compared with what is stored is well-formed from the
 * start: the database keeps no half of a character, and would show a change with each reading.
 */
const MAX_STORED_TEXT = 100_000;

/** A chat with the time of its last message. */
export const PageChat = z.object({
  chat: Jid,
  lastTimestamp: z.number().int().nonnegative(),
  /** Of the newest message; it tells a chat that has moved within one second. */
  lastId: BareId.nullable().catch(null),
  name: shortText(200),
  /** The phone number behind the chat, in digits, where the page knows it. */
  phone: Digits.nullable().catch(null),
});
export type PageChat = z.infer<typeof PageChat>;

/** What the page knows of a message's file. All of it is what the sender's phone claimed. */
export const PageMedia = z.object({
  mimeType: shortText(200),
  fileName: shortText(255),
  size: z.number().int().nonnegative().nullable().catch(null),
  /** Hexadecimal SHA-256 of the file, as WhatsApp has it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .catch(null),
  seconds: z.number().nonnegative().max(1_000_000).nullable().catch(null),
  width: z.number().int().positive().max(100_000).nullable().catch(null),
  height: z.number().int().positive().max(100_000).nullable().catch(null),
  /** A small JPEG, in base64. */
  thumbnail: z.base64().max(200_000).nullable().catch(null),
});
export type PageMedia = z.infer<typeof PageMedia>;

export const PageReaction = z.object({
  /** The message that is reacted to. */
  id: BareId,
  chat: Jid,
  fromMe: z.boolean(),
  /** Who reacts: ourselves, or that jid. */
  byMe: z.boolean(),
  sender: Jid,
  /** Empty: the reaction was taken back. */
  emoji: z
    .string()
    .max(64)
    .transform((emoji) => emoji.toWellFormed()),
  timestamp: Seconds,
});
export type PageReaction = z.infer<typeof PageReaction>;

/** One message as the page holds it now: an edited one has its new text, a revoked one says so. */
export const PageMessage = z.object({
  id: BareId,
  chat: Jid,
  fromMe: z.boolean(),
  /** WhatsApp's own kind: `chat`, `image`, `ptt`, `revoked`, `ciphertext`, … */
  type: z.string().min(1).max(64),
  text: z.string().transform((text) => text.slice(0, MAX_STORED_TEXT).toWellFormed()),
  timestamp: Seconds,
  /** True when only the minute is known, as when it was read from the screen. */
  isTimeRough: z.boolean().catch(false),
  senderName: shortText(200),
  /** -1 failed, 0 pending, 1 server, 2 delivered, 3 read, 4 played. */
  ack: Ack.nullable().catch(null),
  /** The phone number behind the chat, in digits, where the page knows it. */
  phone: Digits.nullable().catch(null),
  /** In groups: who wrote it, and the number behind it where the page knows it. */
  author: Jid.nullable().catch(null),
  authorPhone: Digits.nullable().catch(null),
  quoted: z
    .object({ id: BareId, text: shortText(1000) })
    .nullable()
    .catch(null),
  forwarded: z.boolean().catch(false),
  /** It was sent to a broadcast list, and stands under one id in the chat of each who got it. Null: nobody says. */
  broadcast: z.boolean().nullable().catch(null),
  viewOnce: z.boolean().catch(false),
  /** Seconds after which it disappears from the phones. */
  disappearsAfter: z.number().int().positive().nullable().catch(null),
  /** When the present text was written, if it is not the first one. */
  editedAt: Seconds.nullable().catch(null),
  media: PageMedia.nullable().catch(null),
  details: small(MessageDetails, 7500).nullable().catch(null),
  /** Null: they were not read. */
  reactions: listOf(PageReaction, 2000).nullable().catch(null),
  /**
   * What stands behind it in the page with the same time: of two messages of one second (or, on the screen, of one minute)
   * the page's order alone says which was first. It need not be a message that is stored.
   */
  followedBy: listOf(z.object({ id: BareId, fromMe: z.boolean() }), MAX_FOLLOWERS).catch([]),
});
export type PageMessage = z.infer<typeof PageMessage>;

export const PageAck = z.object({ id: BareId, chat: Jid, fromMe: z.boolean(), ack: Ack });
export type PageAck = z.infer<typeof PageAck>;

/** Two addresses of one person, learnt by the page. */
export const PageAlias = z.object({
  lid: Jid.nullable(),
  phone: Digits.nullable(),
  username: z.string().min(1).max(100).nullable().catch(null),
});
export type PageAlias = z.infer<typeof PageAlias>;

/** What the page says about itself, whenever something of it changes. */
export const PageState = z.object({
  /** Who says so. The second driver sees only what is on the screen. */
  driver: DriverName,
  /** The driver found what it needs to say anything about the session. */
  driverReady: z.boolean(),
  authenticated: z.boolean(),
  /** The chats are loaded. */
  mainReady: z.boolean(),
  /** `WAWebSocketModel.Socket.state`, such as CONNECTED; from the screen: CONNECTED, or OFFLINE while the page says so. */
  socket: z.string().max(64).nullable(),
  /** What the page shows to somebody who wants to link it. */
  linking: z.enum(['qr', 'qr-loading', 'qr-idle', 'pairing-code', 'passkey']).nullable(),
  /** The QR code as WhatsApp shows it: never one that we encoded. What cannot be drawn as one is none. */
  qr: z
    .string()
    .max(1000)
    .regex(/^[\x20-\x7e]+$/)
    .nullable()
    .catch(null),
  pairingCode: z
    .string()
    .regex(/^[0-9A-Z]{8}$/)
    .nullable()
    .catch(null),
  /** Who is linked, where the page says it. */
  me: z.object({ phone: Digits.nullable(), lid: Jid.nullable() }).nullable().catch(null),
  syncPercent: z.number().min(0).max(100).nullable().catch(null),
  /** WhatsApp says that the phone has not been seen for long. */
  phoneOffline: z.boolean(),
  updateNeeded: z.boolean(),
  unsupportedBrowser: z.boolean(),
  /** The document has nothing to show. */
  blank: z.boolean(),
});
export type PageState = z.infer<typeof PageState>;

/** Which driver does a thing in this load of the page; null: none can. */
export const PageCapability = z.object({ name: Capability, driver: DriverName.nullable() });
export type PageCapability = z.infer<typeof PageCapability>;

export const PageItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: PageState }),
  z.object({ kind: z.literal('capability'), capability: PageCapability }),
  z.object({ kind: z.literal('message'), message: PageMessage }),
  z.object({ kind: z.literal('ack'), ack: PageAck }),
  z.object({ kind: z.literal('reaction'), reaction: PageReaction }),
  z.object({ kind: z.literal('alias'), alias: PageAlias }),
  /** Facts that could not be stored for long were let go: the history must be read again. */
  z.object({ kind: z.literal('dropped') }),
]);
export type PageItem = z.infer<typeof PageItem>;

/**
 * A report: items in the order in which the page saw them, each parsed on its own. All of it was seen in one log-in, which
 * is counted by the log-outs before it in this load: another person may have been linked in the next.
 */
export const PageReport = z.object({
  load: z.number().int(),
  logIn: z.number().int().nonnegative(),
  items: rawList(MAX_REPORT_ITEMS),
});
