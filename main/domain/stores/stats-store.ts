import type { ConversationId, LawyerId } from '../../contract/ids.ts';
import type { MessageDirection, MessageStatus } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Span } from '../time-buckets.ts';

/** Numbers are told by the quarter of an hour in which something happened: every zone's days begin with one. */
export const SLOT: Millis = 15 * 60_000;

export interface StatsStore {
  /** Chats with a client in which something was exchanged since then, and how many messages each has in all. */
  chatsSince(lawyerId: LawyerId, from: Millis): Promise<{ id: ConversationId; messages: number }[]>;
  /** `slot` is when it begins. */
  counts(
    lawyerId: LawyerId,
    chats: readonly ConversationId[],
    span: Span,
  ): Promise<{ slot: Millis; direction: MessageDirection; status: MessageStatus; count: number }[]>;
  /** What clients have said first after the lawyer's last word, and when the lawyer's next came, if it did. */
  turns(
    lawyerId: LawyerId,
    chats: readonly ConversationId[],
    span: Span,
  ): Promise<{ asked: Millis; answered: Millis | null }[]>;
  newClients(lawyerId: LawyerId, span: Span): Promise<{ slot: Millis; count: number }[]>;
  openConversations(lawyerId: LawyerId): Promise<number>;
}
