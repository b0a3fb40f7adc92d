import { z } from 'zod';
import { Conversation } from '../entities.ts';
import { ConversationId, LawyerId } from '../ids.ts';
import { MAX_QUERY_LENGTH } from '../limits.ts';
import { MessageList, TextMarks } from '../message-lists.ts';
import { GivenTime, MessageDirection } from '../values.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor } from './page.ts';

const Words = z.string().max(MAX_QUERY_LENGTH);

export const SEARCH_CALLS = {
  /** As `GET /v1/messages`: without `q`, all messages that the rest leaves. Support is shown none of it, as there. */
  'messages.search': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      q: Words.optional(),
      conversation_id: ConversationId.optional(),
      direction: MessageDirection.optional(),
      kind: z.string().min(1).max(100).optional(),
      has_attachment: z.boolean().optional(),
      /** The first moment that counts, and the first that does not. */
      from: GivenTime.optional(),
      to: GivenTime.optional(),
      cursor: Cursor,
    }),
    /** With the chats of those messages, and where in their texts the words stand. */
    output: MessageList.extend({ conversations: z.array(Conversation), marks: z.array(TextMarks) }),
    audit: 'open',
    access: 'lawyer',
  },
  /** Chats by a name or a number, the one last written in first; only the first few. */
  'conversations.find': {
    input: z.strictObject({ lawyer_id: LawyerId, q: Words }),
    output: z.array(Conversation),
    audit: null,
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
