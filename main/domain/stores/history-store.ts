import type { ConversationId, LawyerId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';

/** What has been read of one chat of the page. Times are seconds by WhatsApp's clock. */
export interface ChatHistory {
  chat: string;
  /** Every message between these two is stored; null: nothing is known. */
  completeFrom: number | null;
  completeUntil: number | null;
  /** The page has nothing older. */
  reachesStart: boolean;
  /** From where the reading of older messages goes on. */
  anchor: { id: string; fromMe: boolean } | null;
  /** The oldest message in the range that could not be taken in, and why. */
  gap: { at: number; reason: 'not_decrypted' | 'malformed' | 'not_stored' } | null;
  messages: number;
  checkedAt: Millis;
}

export interface HistoryStore {
  get(lawyerId: LawyerId, chat: string): Promise<ChatHistory | null>;
  set(lawyerId: LawyerId, history: ChatHistory): Promise<void>;
  /** The jids of every chat of the page that may hold something of the conversation. */
  chatsOf(lawyerId: LawyerId, id: ConversationId): Promise<string[]>;
  /** Of every chat that the conversation was ever held in. */
  ofConversation(lawyerId: LawyerId, id: ConversationId): Promise<ChatHistory[]>;
}
