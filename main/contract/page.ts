import { z } from 'zod';

/**
 * What crosses the border between WhatsApp's page and us. The page is a stranger: everything it reports is parsed
 * item by item, and one bad item never takes the good ones with it.
 */

const Jid = z
  .string()
  .max(128)
  .regex(/^[^\s@]+@[a-z.]+$/);

/** More than WhatsApp lets anybody write, in UTF-16 units. */
const MAX_STORED_TEXT = 100_000;

/** A chat with the time of its last message, in seconds by WhatsApp's clock. */
export const PageChat = z.object({ chat: Jid, lastTimestamp: z.number().int().nonnegative() });

/** One message as the page holds it. */
export const PageMessage = z.object({
  /** WhatsApp's bare id, as in `3EB0…`. */
  id: z.string().min(1).max(128),
  /** The chat's jid, such as `4915112345678@c.us` or `…@lid`. */
  chat: Jid,
  fromMe: z.boolean(),
  /** WhatsApp's own kind: `chat`, `image`, `ptt`, … */
  type: z.string().min(1).max(64),
  text: z.string().transform((text) => text.slice(0, MAX_STORED_TEXT)),
  /** Seconds since 1970, by WhatsApp's clock. */
  timestamp: z.number().int().positive().max(9_999_999_999),
  /** Chosen by the client: cut, never a reason to refuse the message. */
  senderName: z
    .string()
    .transform((name) => name.slice(0, 200).toWellFormed())
    .nullable()
    .catch(null),
  /** -1 failed, 0 pending, 1 server, 2 delivered, 3 read, 4 played. */
  ack: z.number().int().min(-7).max(5).nullable().catch(null),
  /** The phone number behind the chat, in digits, where the page knows it. */
  phone: z
    .string()
    .regex(/^\d{5,20}$/)
    .nullable()
    .catch(null),
});
export type PageMessage = z.infer<typeof PageMessage>;

export const PageAck = z.object({
  id: z.string().min(1).max(128),
  chat: Jid,
  fromMe: z.boolean(),
  ack: z.number().int().min(-7).max(5),
});
export type PageAck = z.infer<typeof PageAck>;

/** What the page says about itself, whenever something of it changes. */
export const PageState = z.object({
  /** wa-js found what it needs. */
  driverReady: z.boolean(),
  authenticated: z.boolean(),
  /** The chats are loaded. */
  mainReady: z.boolean(),
  /** `WAWebSocketModel.Socket.state`, such as CONNECTED. */
  socket: z.string().max(64).nullable(),
  /** The QR code as WhatsApp shows it: never one that we encoded. */
  qr: z.string().max(2000).nullable(),
  unsupportedBrowser: z.boolean(),
});
export type PageState = z.infer<typeof PageState>;

export const PageItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: PageState }),
  z.object({ kind: z.literal('message'), message: PageMessage }),
  z.object({ kind: z.literal('ack'), ack: PageAck }),
]);
export type PageItem = z.infer<typeof PageItem>;

/** A report: items in the order in which the page saw them, each parsed on its own. */
export const PageReport = z.object({ load: z.number().int(), items: z.array(z.unknown()).max(5000) });

/** What we ask of the page, and what it answers. */
export const PAGE_COMMANDS = {
  /** Chats that hold messages, each a PageChat to be parsed on its own. */
  listChats: {
    input: z.undefined(),
    output: z.array(z.unknown()),
  },
  /** Up to `count` messages older than `before` (a bare id with its side), newest ones without an anchor; oldest first. */
  readMessages: {
    input: z.object({
      chat: Jid,
      before: z.object({ id: z.string(), fromMe: z.boolean() }).nullable(),
      count: z.number(),
    }),
    output: z.array(z.unknown()),
  },
  /** WhatsApp's chat for a phone number in digits; null when the number is not on WhatsApp. */
  resolvePhone: { input: z.object({ phone: z.string() }), output: z.object({ chat: Jid }).nullable() },
  /** Sends a text under an id chosen by us, and answers when WhatsApp's server has taken it. */
  sendText: {
    input: z.object({ chat: Jid, id: z.string(), text: z.string() }),
    output: z.object({ ack: z.number().int(), timestamp: z.number().int().positive() }),
  },
  /** The message of ours with that id, as the page holds it, or null. */
  findMessage: { input: z.object({ chat: Jid, id: z.string() }), output: PageMessage.nullable() },
} as const;
export type PageCommand = keyof typeof PAGE_COMMANDS;
export type PageCommandInput<C extends PageCommand> = z.infer<(typeof PAGE_COMMANDS)[C]['input']>;
export type PageCommandOutput<C extends PageCommand> = z.infer<(typeof PAGE_COMMANDS)[C]['output']>;

/** What a command answers: errors as a short code, never the page's own text. */
export const PageAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.string().max(500) }),
]);
