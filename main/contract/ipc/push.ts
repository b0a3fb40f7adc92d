import { z } from 'zod';
import { HistoryProgress, Session } from '../entities.ts';
import { EventType } from '../events.ts';
import { ConversationId, LawyerId, MessageId } from '../ids.ts';

/** What the main process tells the window without being asked. Only hints to read again, and sessions as they are. */
export const IpcPush = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    /** A fact of the event log, or a message's step that only the window shows. */
    type: z.union([EventType, z.literal('message.queued')]),
    lawyer_id: LawyerId,
    conversation_id: ConversationId.nullable(),
    message_id: MessageId.nullable(),
  }),
  z.object({ kind: z.literal('session'), lawyer_id: LawyerId, session: Session }),
  z.object({ kind: z.literal('history'), lawyer_id: LawyerId, progress: HistoryProgress }),
  z.object({ kind: z.literal('lawyers') }),
  z.object({ kind: z.literal('status') }),
  z.object({ kind: z.literal('tunnel') }),
]);
export type IpcPush = z.infer<typeof IpcPush>;
