import { z } from 'zod';
import { DraftChat, DraftContent, KeptDraft, ReadingPlace } from '../draft.ts';
import { ConversationId, LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';

/**
 * What is begun and not sent, and where one was reading: kept for whoever sits at the window, over its crash and its end.
 * It is nobody's act, and comes with every pause in typing: none of it is written down.
 */
export const DRAFT_CALLS = {
  /** All of a lawyer's drafts, the newest first. */
  'drafts.list': {
    input: z.strictObject({ lawyer_id: LawyerId }),
    output: z.array(KeptDraft),
    audit: null,
    access: 'lawyer',
  },
  /** Takes the place of what was kept for that chat; an empty one removes it. */
  'drafts.save': {
    input: z.strictObject({ lawyer_id: LawyerId, chat: DraftChat, content: DraftContent }),
    output: z.undefined(),
    audit: null,
    access: 'lawyer',
  },
  /** Of all chats in which one was not at the end. */
  'readingPlaces.list': {
    input: z.strictObject({ lawyer_id: LawyerId }),
    output: z.array(ReadingPlace.extend({ conversation_id: ConversationId })),
    audit: null,
    access: 'lawyer',
  },
  /** Null: at the end, where a chat begins anyway. */
  'readingPlaces.save': {
    input: z.strictObject({ lawyer_id: LawyerId, conversation_id: ConversationId, place: ReadingPlace.nullable() }),
    output: z.undefined(),
    audit: null,
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
