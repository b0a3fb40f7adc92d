import { z } from 'zod';
import { ConversationAddress } from './conversation-address.ts';
import { listOf, Message } from './entities.ts';
import { MessageId } from './ids.ts';
import { Page } from './route.ts';
import { MessageDirection, MessageStatus, Timestamp } from './values.ts';

/** In UTF-16 units. What people look for is far shorter. */
export const MAX_QUERY_LENGTH = 500;

const YesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Of all messages, those that are wanted. `from` is the first moment that counts, `to` the first that does not. */
export const MessageQuery = z.strictObject({
  ...Page.shape,
  /** Words, "phrases", -exclusions; the last word may be the beginning of one. */
  q: z.string().max(MAX_QUERY_LENGTH, `must be at most ${MAX_QUERY_LENGTH} characters`).optional(),
  conversation: ConversationAddress.optional(),
  direction: MessageDirection.optional(),
  kind: z.string().min(1).max(100).optional(),
  status: MessageStatus.optional(),
  has_attachment: YesOrNo.optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
});

/** A part of what was found, as plain text: whoever shows it marks `highlights`, and never takes it for HTML. */
export const Snippet = z.object({
  /** Where the words stand. Where only the chat's name has them, the text is shown without highlights. */
  field: z.enum(['text', 'file_name', 'sender_name']),
  text: z.string(),
  /** The field goes on before it, or behind it. */
  is_cut_before: z.boolean(),
  is_cut_behind: z.boolean(),
  /** In `text`, in UTF-16 units as JavaScript counts them, `end` left out of it; in order, and apart from each other. */
  highlights: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
});
export type Snippet = z.infer<typeof Snippet>;

export const FoundMessage = Message.extend({
  /** Null where nothing was searched for. */
  snippet: Snippet.nullable(),
});
export type FoundMessage = z.infer<typeof FoundMessage>;

/** Newest first. A page can have fewer messages than asked for and still a `next_cursor`: then few of very many fit. */
export const MessageList = listOf(FoundMessage).extend({
  /**
   * Whether all that is stored was looked through. After an update of Lexline it can take some minutes until what was
   * stored before is indexed, the newest first; in the list of one chat nothing is ever missing.
   */
  is_partial: z.boolean(),
  indexed_percent: z.number().min(0).max(100),
});
export type MessageList = z.infer<typeof MessageList>;

/** A part of one chat: from its end, from a cursor on to either side, or around a message. */
export const ChatQuery = z.strictObject({
  ...Page.shape,
  /** Which way from the cursor; without one, `older` begins at the chat's end, and `newer` at its beginning. */
  direction: z.enum(['older', 'newer']).default('older'),
  /** With the messages before and after this one: a search hit, say. Without cursor and direction. */
  around: MessageId.optional(),
});

/** Messages of one chat, oldest first. */
export const ChatPage = listOf(Message).extend({
  /** For `direction=older`; null at the chat's beginning. */
  older_cursor: z.string().nullable(),
  /** For `direction=newer`; null at its end. `next_cursor` is the one of the two whose way was asked for. */
  newer_cursor: z.string().nullable(),
});
export type ChatPage = z.infer<typeof ChatPage>;
