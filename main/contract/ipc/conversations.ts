import { z } from 'zod';
import { DraftChat } from '../draft.ts';
import { Completeness, Conversation, Message } from '../entities.ts';
import { GallerySection } from '../gallery.ts';
import { ConversationId, LawyerId, MessageId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor, pageOf } from './page.ts';

const One = z.strictObject({ lawyer_id: LawyerId, conversation_id: ConversationId });

/** Which part of a chat: without one, its end. */
const Part = z.union([
  z.strictObject({ around: MessageId }),
  z.strictObject({ older_than: MessageId }),
  z.strictObject({ newer_than: MessageId }),
  /** Around the first of so many messages that the client has written last. */
  z.strictObject({ unread: z.number().int().min(1).max(100_000) }),
]);

export const CONVERSATION_CALLS = {
  'conversations.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: Cursor }),
    output: pageOf(Conversation),
    audit: null,
    access: 'support',
  },
  'conversations.get': { input: One, output: Conversation, audit: null, access: 'support' },
  /**
   * The conversations in which chats are held now that one knows by an id from before a merge, or by a number alone. One
   * with whom there is no conversation is left out.
   */
  'conversations.heldIn': {
    input: z.strictObject({ lawyer_id: LawyerId, chats: z.array(DraftChat).max(1_000) }),
    output: z.array(z.object({ chat: DraftChat, conversation_id: ConversationId })),
    audit: null,
    access: 'lawyer',
  },
  /** Oldest first. A message that is not in that chat is refused: `message_not_found`. */
  'conversations.messages': {
    input: One.extend({ part: Part.optional() }),
    output: z.object({
      data: z.array(Message),
      has_older: z.boolean(),
      has_newer: z.boolean(),
      /** Where the unread ones begin that were asked for. */
      first_unread: MessageId.nullable(),
    }),
    audit: 'open',
    access: 'support',
  },
  /** One part of a chat's gallery, newest first: its photos and films, documents, sounds, or messages with links. */
  'conversations.gallery': {
    input: One.extend({ section: GallerySection, cursor: Cursor }),
    output: pageOf(Message),
    audit: 'open',
    access: 'support',
  },
  /** Zeroes our unread count; it sends no read receipt to the client. */
  'conversations.markRead': {
    input: One,
    output: z.undefined(),
    audit: 'act',
    changes: 'conversations',
    access: 'lawyer',
  },
  /** Shows the client that the lawyer has read the chat. */
  'conversations.sendRead': {
    input: One,
    output: z.undefined(),
    audit: 'act',
    changes: 'conversations',
    access: 'lawyer',
  },
  'conversations.completeness': { input: One, output: Completeness, audit: null, access: 'lawyer' },
} as const satisfies IpcEntries;
