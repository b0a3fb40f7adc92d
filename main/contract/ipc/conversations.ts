import { z } from 'zod';
import { Completeness, Conversation, Message } from '../entities.ts';
import { ConversationId, LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor, pageOf } from './page.ts';

const One = z.strictObject({ lawyer_id: LawyerId, conversation_id: ConversationId });

export const CONVERSATION_CALLS = {
  'conversations.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: Cursor }),
    output: pageOf(Conversation),
    audit: null,
    access: 'lawyer',
  },
  'conversations.get': { input: One, output: Conversation, audit: null, access: 'lawyer' },
  /** Oldest first; the cursor leads to older ones. */
  'conversations.messages': {
    input: One.extend({ cursor: Cursor }),
    output: pageOf(Message),
    audit: 'open',
    access: 'lawyer',
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
