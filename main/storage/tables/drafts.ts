import type { ConversationId, LawyerId, MessageId } from '../../contract/ids.ts';
import type { Millis } from '../../domain/clock.ts';

/** What a person has begun, and where they were. */
export interface DraftTables {
  /** `content`: JSON of DraftContent. */
  drafts: { lawyer_id: LawyerId; chat: string; content: string; updated: Millis };
  /** `top`: of the message, in CSS pixels from where the list begins. */
  reading_places: {
    lawyer_id: LawyerId;
    conversation_id: ConversationId;
    message_id: MessageId;
    top: number;
    updated: Millis;
  };
}
