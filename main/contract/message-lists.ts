import { z } from 'zod';
import { ConversationAddress } from './conversation-address.ts';
import { listOf, Message } from './entities.ts';
import { MessageId } from './ids.ts';
import { MAX_QUERY_LENGTH } from './limits.ts';
import { Page } from './route.ts';
import { GivenTime, MessageDirection, MessageStatus } from './values.ts';

const YesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Of all messages, those that are wanted. `from` is the first moment that counts, `to` the first that does not. */
export const MessageQuery = z.strictObject({
  ...Page.shape,
  q: z
    .string()
    .max(MAX_QUERY_LENGTH, `must be at most ${MAX_QUERY_LENGTH} characters`)
    .optional()
    .describe(
      'What is looked for in texts, file names and names: words, `"phrases"`, `-without`; the last word may be the beginning of one.',
    ),
  conversation: ConversationAddress.optional().describe(
    "Only those of one chat: the client's number, or the chat's id.",
  ),
  direction: MessageDirection.optional().describe(
    'Only those from clients (`inbound`) or from the lawyer (`outbound`).',
  ),
  kind: z.string().min(1).max(100).optional().describe('Only those of that kind, such as `image`.'),
  status: MessageStatus.optional().describe('Only those with that status.'),
  has_attachment: YesOrNo.optional().describe('Only those with a file, or without one.'),
  from: GivenTime.optional().describe(
    'Only those with a `sent_at` then or later. `sent_at` is when it was written, in whole seconds: what arrives late, as from the history, can lie before it.',
  ),
  to: GivenTime.optional().describe('Only those with a `sent_at` before then; that moment itself is left out.'),
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

/** Where the words stand in the whole text of a message that was found; as in a snippet, which is only a part of it. */
export const TextMarks = z.object({ message_id: MessageId, ranges: Snippet.shape.highlights });
export type TextMarks = z.infer<typeof TextMarks>;

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
  cursor: Page.shape.cursor.describe(
    'An `older_cursor` or `newer_cursor` of this chat. It knows its own direction, so that it is enough alone.',
  ),
  direction: z
    .enum(['older', 'newer'])
    .optional()
    .describe(
      "Where to begin without a cursor: `older`, as when it is left out, at the chat's end; `newer` at its beginning. Beside a cursor of the other direction it is refused.",
    ),
  around: MessageId.optional().describe(
    'The page has this message in its middle: a search hit, say. Not together with a cursor.',
  ),
});

/** Messages of one chat, oldest first. */
export const ChatPage = listOf(Message).extend({
  /** For `direction=older`; null at the chat's beginning. */
  older_cursor: z.string().nullable(),
  /** For `direction=newer`; null at its end. `next_cursor` is the one of the two whose way was asked for. */
  newer_cursor: z.string().nullable(),
});
export type ChatPage = z.infer<typeof ChatPage>;
