import { z } from 'zod';
import { Attachment, Message } from './entities.ts';
import { AttachmentId, ConversationId, MessageId } from './ids.ts';
import { MAX_TEXT_LENGTH, Phone } from './values.ts';

/** So many drafts may have become one: what is in it is never cut for having grown so. */
const MAX_JOINED = 10;

/** Files that may wait in one draft: ten that a person chose, and those of the drafts that were joined to it. */
const MAX_DRAFT_FILES = 10 * MAX_JOINED;

/** The conversation: a number only where there is none with it yet. */
export const DraftChat = z.union([Phone, ConversationId]);
export type DraftChat = z.infer<typeof DraftChat>;

const Text = z.string().max(MAX_TEXT_LENGTH * MAX_JOINED);

/** What a person has written in one chat and not sent, with what it answers, changes or brings along by its id. */
export const DraftContent = z.strictObject({
  text: Text,
  reply_to: MessageId.nullable(),
  /** The message that is being changed; `kept` is what stood in the field before. */
  edit: z.strictObject({ message_id: MessageId, kept: Text }).nullable(),
  files: z
    .array(z.strictObject({ attachment_id: AttachmentId, name: z.string().max(1_000), as_document: z.boolean() }))
    .max(MAX_DRAFT_FILES),
});
export type DraftContent = z.infer<typeof DraftContent>;

/** The same as it is shown: what is gone by now is left out. */
export const KeptDraft = z.object({
  chat: DraftChat,
  text: z.string(),
  reply: Message.nullable(),
  edit: z.object({ message: Message, kept: z.string() }).nullable(),
  files: z.array(z.object({ attachment: Attachment, name: z.string(), as_document: z.boolean() })),
});
export type KeptDraft = z.infer<typeof KeptDraft>;

/** Where in a chat somebody was reading: a message, and how far its top was below that of the list, in CSS pixels. */
export const ReadingPlace = z.object({ message_id: MessageId, top: z.number().int() });
export type ReadingPlace = z.infer<typeof ReadingPlace>;
