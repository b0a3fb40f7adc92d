import type { DraftChat, DraftContent, ReadingPlace } from '../../contract/draft.ts';
import type { ConversationId, LawyerId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';

/** What is begun and not sent, and where one was reading. */
export interface DraftStore {
  /** The newest first, at most `limit`. */
  list(lawyerId: LawyerId, limit: number): Promise<{ chat: DraftChat; content: DraftContent }[]>;
  find(lawyerId: LawyerId, chat: DraftChat): Promise<DraftContent | null>;
  put(lawyerId: LawyerId, chat: DraftChat, content: DraftContent, at: Millis): Promise<void>;
  remove(lawyerId: LawyerId, chat: DraftChat): Promise<void>;
  places(lawyerId: LawyerId, limit: number): Promise<(ReadingPlace & { conversation_id: ConversationId })[]>;
  putPlace(lawyerId: LawyerId, id: ConversationId, place: ReadingPlace, at: Millis): Promise<void>;
  removePlace(lawyerId: LawyerId, id: ConversationId): Promise<void>;
}
