import { z } from 'zod';
import { Message, MessageVersion, StatusTime } from '../entities.ts';
import { ConversationId, LawyerId, MessageId } from '../ids.ts';
import { checkSendMessage, SEND_MESSAGE } from '../send-message.ts';
import { Emoji, MessageText, Timestamp } from '../values.ts';
import type { IpcEntries } from './entry.ts';

const One = z.strictObject({ lawyer_id: LawyerId, id: MessageId });

/** What has happened to a message, and when. */
const MessageTime = z.object({
  what: z.enum([...StatusTime.shape.status.options, 'edited', 'revoked']),
  at: Timestamp,
});
export type MessageTime = z.infer<typeof MessageTime>;

export const MESSAGE_CALLS = {
  /** To a number, or into a conversation; a text, a file with a caption, or both. */
  'messages.send': {
    input: z.strictObject({ lawyer_id: LawyerId, ...SEND_MESSAGE }).superRefine(checkSendMessage),
    output: z.object({ id: MessageId, conversation_id: ConversationId }),
    audit: 'act',
    changes: 'messages',
    access: 'lawyer',
  },
  'messages.get': { input: One, output: Message, audit: 'open', access: 'support' },
  'messages.versions': { input: One, output: z.array(MessageVersion), audit: 'open', access: 'support' },
  /** What has happened to a message and when, the oldest first: kept with it, however short the log of events is kept. */
  'messages.times': {
    input: One,
    output: z.array(MessageTime),
    audit: 'open',
    access: 'lawyer',
  },
  /** The three that act on a message in WhatsApp are queued; what the page then shows is what is stored. */
  'messages.react': {
    input: One.extend({ emoji: z.union([Emoji, z.literal('')]) }),
    output: z.undefined(),
    audit: 'act',
    changes: 'messages',
    access: 'lawyer',
  },
  'messages.edit': {
    input: One.extend({ text: MessageText }),
    output: z.undefined(),
    audit: 'act',
    changes: 'messages',
    access: 'lawyer',
  },
  'messages.revoke': { input: One, output: z.undefined(), audit: 'act', changes: 'messages', access: 'lawyer' },
  /** Queues again what was not sent. What may have arrived needs `confirm`: the client may get it twice. */
  'messages.retry': {
    input: One.extend({ confirm: z.boolean() }),
    output: z.undefined(),
    audit: 'act',
    changes: 'messages',
    access: 'lawyer',
  },
  /** Takes back a message that is still queued. */
  'messages.cancel': { input: One, output: z.undefined(), audit: 'act', changes: 'messages', access: 'lawyer' },
} as const satisfies IpcEntries;
