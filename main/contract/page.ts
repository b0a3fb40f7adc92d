import { z } from 'zod';
import { MAX_REPORT_ITEMS } from './page-channels.ts';
import { listOf, rawList, small } from './page-lists.ts';
import { Capability, DriverName, FileUse, MessageDetails } from './values.ts';

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
const BareId = z.string().min(1).max(128);

/** Seconds since 1970, by WhatsApp's clock. */
const Seconds = z.number().int().positive().max(9_999_999_999);

const Digits = z.string().regex(/^\d{5,20}$/);
const Ack = z.number().int().min(-7).max(5);

/** Chosen by a stranger: cut, never a reason to refuse the message. */
function shortText(length: number) {
  return z
    .string()
    .transform((text) => text.slice(0, length).toWellFormed())
    .nullable()
    .catch(null);
}

/** More than WhatsApp lets anybody write, in UTF-16 units. */
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
  emoji: z.string().max(64),
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
  text: z.string().transform((text) => text.slice(0, MAX_STORED_TEXT)),
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

const MessagePlace = z.object({
  chat: Jid,
  id: z.string(),
  fromMe: z.boolean(),
  /** In groups: who wrote it, which is part of the page's key for it. */
  author: Jid.nullable().optional(),
});
/**
 * Who is to send it: refused where it would be the other one. What is typed on the screen has no id of ours to be looked
 * for later, and that must be known, on disk, before it is begun.
 */
const SendingDriver = DriverName.optional();
const Sent = z.object({
  /**
   * -1 refused, 0 pending, 1 and more: WhatsApp's server has it. Null: it was typed and sent on the screen, and nothing
   * there has confirmed it.
   */
  ack: Ack.nullable(),
  /** The id that WhatsApp gave it, where that could not be chosen by us. Null: not known. */
  id: BareId.nullable(),
});

export { FILE_PART_BYTES } from './page-channels.ts';

/** What we ask of the page, and what it answers. */
export const PAGE_COMMANDS = {
  /** Chats that hold messages, each a PageChat to be parsed on its own. */
  listChats: { input: z.undefined(), output: rawList(20_000) },
  /** Up to `count` messages older than `before` (a bare id with its side), newest ones without an anchor; oldest first. */
  readMessages: {
    input: z.object({
      chat: Jid,
      before: MessagePlace.omit({ chat: true }).nullable(),
      count: z.number(),
    }),
    // There are more than were asked for where newer ones are in memory alone, and calls among them.
    output: rawList(2000),
  },
  /** The message with that id, as the page holds it, or null when it certainly holds none. */
  findMessage: { input: MessagePlace, output: PageMessage.nullable() },
  /** WhatsApp's chat for a phone number in digits; null when the number is not on WhatsApp. */
  resolvePhone: {
    input: z.object({ phone: z.string() }),
    output: z.object({ chat: Jid, lid: Jid.nullable().catch(null) }).nullable(),
  },
  /** Sends a text under an id chosen by us, and answers when WhatsApp's server has taken it. */
  sendText: {
    input: z.object({
      chat: Jid,
      /** For the second driver, which finds a chat by its number alone. */
      phone: z.string().nullable(),
      id: z.string(),
      text: z.string(),
      quoted: MessagePlace.nullable(),
      driver: SendingDriver,
    }),
    output: Sent,
  },
  /** Puts a part of a file where `sendFile` finds it. `offset` is in bytes; 0 begins anew. */
  stageFile: {
    input: z.object({ file: z.string(), offset: z.number(), base64: z.string() }),
    output: z.object({ size: z.number().int() }),
  },
  /** Sends the staged file, whose bytes are let go of afterwards. */
  sendFile: {
    input: z.object({
      chat: Jid,
      phone: z.string().nullable(),
      id: z.string(),
      file: z.string(),
      use: FileUse,
      mimeType: z.string(),
      fileName: z.string(),
      caption: z.string(),
      quoted: MessagePlace.nullable(),
      driver: SendingDriver,
    }),
    output: Sent,
  },
  /** An empty emoji takes our reaction back. */
  react: { input: z.object({ message: MessagePlace, emoji: z.string() }), output: z.null() },
  edit: { input: z.object({ message: MessagePlace, text: z.string() }), output: z.null() },
  /** For everyone. */
  revoke: { input: z.object({ message: MessagePlace }), output: z.null() },
  /** Tells the client that the lawyer has read the chat. */
  markRead: { input: z.object({ chat: Jid }), output: z.null() },
  /** Shows "typing…" on the client's phone, or ends it. */
  showTyping: { input: z.object({ chat: Jid, typing: z.boolean() }), output: z.null() },
  /**
   * Fetches a message's file into the page; the answer names it. Refused with `media_gone` when WhatsApp has dropped it
   * (the page has then asked the phone to upload it again), with `media_failed` when another try may succeed.
   */
  openMedia: {
    input: MessagePlace,
    output: z.object({ file: z.string().max(100), size: z.number().int().nonnegative() }),
  },
  /** A part of an opened file, in base64; shorter than FILE_PART_BYTES only at its end. */
  readMedia: {
    input: z.object({ file: z.string(), offset: z.number() }),
    output: z.object({ base64: z.base64().max(2_000_000) }),
  },
  closeMedia: { input: z.object({ file: z.string() }), output: z.null() },
  /** Asks WhatsApp for a pairing code for that number; the code comes as a state. */
  requestPairingCode: { input: z.object({ phone: z.string() }), output: z.null() },
  /** A fresh QR code where the old one has gone idle. */
  refreshQr: { input: z.undefined(), output: z.null() },
  logOut: { input: z.undefined(), output: z.null() },
  /** Whether the page can hear what arrives: asked by the watchdog. */
  checkHealth: {
    input: z.undefined(),
    output: z.object({
      socket: z.string().max(64).nullable(),
      /** Each of our listeners is still called by the page's own emitters. */
      listening: z.boolean(),
      /** Modules that were there at the start and are not any more. */
      missing: listOf(Capability, 50),
    }),
  },
  /** Attaches every listener anew. */
  resubscribe: { input: z.undefined(), output: z.null() },
  /** Opens that person's chat on the screen, as a click would; it shows the chat as read to the client. */
  openChat: { input: z.object({ chat: Jid.nullable(), phone: z.string().nullable() }), output: z.null() },
  /** What is on the screen of the open chat: its title, and its messages, oldest first. */
  readOpenChat: {
    input: z.undefined(),
    output: z.object({ title: z.string().max(500), chat: Jid.nullable(), messages: rawList(2000) }).nullable(),
  },
} as const;
export type PageCommand = keyof typeof PAGE_COMMANDS;
export type PageCommandInput<C extends PageCommand> = z.infer<(typeof PAGE_COMMANDS)[C]['input']>;
export type PageCommandOutput<C extends PageCommand> = z.infer<(typeof PAGE_COMMANDS)[C]['output']>;

/** What a command answers: errors as a short code, never the page's own text. */
export const PageAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.string().max(500) }),
]);

/**
 * What is known of the page's looks, replaceable without a release: CSS selectors by name. A file of ours carries it
 * with a version that only rises, and is signed with Ed25519.
 */
export const PageData = z.strictObject({
  version: z.number().int().positive(),
  selectors: z.record(z.string().regex(/^[a-zA-Z]{1,50}$/), z.string().min(1).max(500)),
  /** SHA-256 of another wa-js bundle, which lies beside the file; null: the built-in one. */
  waJsSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type PageData = z.infer<typeof PageData>;
