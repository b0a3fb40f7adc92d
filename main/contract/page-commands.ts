import { z } from 'zod';
import { listOf, rawList } from './page-lists.ts';
import { Ack, BareId, Jid, PageMessage } from './page-reports.ts';
import { Capability, DriverName, FileUse } from './values.ts';

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
