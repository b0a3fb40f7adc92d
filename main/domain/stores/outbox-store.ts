import type { QueuedAction } from '../../contract/entities.ts';
import type { ConversationId, LawyerId, MessageId } from '../../contract/ids.ts';
import type { FileUse, Phone } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

/** What is to be done in WhatsApp. */
export type OutboxAction =
  | {
      type: 'send';
      /** What was named: a number, whoever has it, or a conversation, however its client is reached. */
      to: 'number' | 'conversation';
      text: string;
      /** The file, if it is one; then the text is its caption. */
      file: { sha256: string; size: number; mimeType: string; fileName: string; use: FileUse } | null;
      /** The message that it answers. */
      quoted: { chat: string | null; whatsappId: string; fromMe: boolean } | null;
    }
  | { type: 'react'; emoji: string }
  | { type: 'edit'; text: string }
  | { type: 'revoke' }
  | { type: 'mark_read' };

export interface OutboxRow {
  id: number;
  /** What is sent, or what is acted on; null for `mark_read`. */
  messageId: MessageId | null;
  lawyerId: LawyerId;
  conversationId: ConversationId;
  /** The number that was asked for; null where the person is known by a lid only. */
  phone: Phone | null;
  /** The chat's jid as last seen, where it is known. */
  chat: string | null;
  action: OutboxAction;
  /** Of the message that is sent or acted on; empty for `mark_read`. */
  whatsappId: string;
  fromMe: boolean;
  /** `sending`: the page was asked, and its answer is not known. */
  state: 'queued' | 'sending';
  attempts: number;
  acceptedAt: Millis;
  /** The trace that its message was accepted in; trace-context.ts has its form. */
  traceparent: string | null;
}

export type WaitReason = NonNullable<QueuedAction['waits_for']>;

export interface OutboxStore {
  add(row: {
    messageId: MessageId | null;
    lawyerId: LawyerId;
    conversationId: ConversationId;
    phone: Phone | null;
    action: OutboxAction;
    at: Millis;
  }): Promise<number>;
  /**
   * The next row of that lawyer, in the order of acceptance, if its time has come. `except`: conversations of which a
   * row is being worked on already.
   */
  next(lawyerId: LawyerId, at: Millis, except?: readonly ConversationId[]): Promise<OutboxRow | null>;
  /** When, later than `after`, the next row becomes due. */
  nextDue(lawyerId: LawyerId, after: Millis): Promise<Millis | null>;
  /** False when the row is there no more: its message has been settled, or it was cancelled. */
  markSending(id: number): Promise<boolean>;
  /** To be looked at again in the state that it is in, not before `at`. */
  postpone(id: number, at: Millis, why: WaitReason): Promise<void>;
  /** Makes due what of a conversation is queued and waits for one of these reasons. */
  release(
    lawyerId: LawyerId,
    conversationId: ConversationId,
    reasons: readonly WaitReason[],
    at: Millis,
  ): Promise<void>;
  /** Back from `sending` to `queued`: the page was asked, and the message is certainly not there. */
  requeue(id: number, at: Millis): Promise<void>;
  /** An action that WhatsApp refused: shown until somebody cancels it, and in nobody's way. */
  markFailed(id: number, error: string): Promise<void>;
  remove(id: number): Promise<void>;
  /** Ends the sending of that message; actions on it stay. */
  removeByMessage(lawyerId: LawyerId, messageId: MessageId): Promise<void>;
  /** Takes back what was not begun. False when it is there no more, or on its way. */
  cancel(lawyerId: LawyerId, id: number): Promise<boolean>;
  /** The row that sends this message. */
  findSend(lawyerId: LawyerId, messageId: MessageId): Promise<{ id: number; state: 'queued' | 'sending' } | null>;
  /** What waits in a conversation and is not begun, but for what takes a message back. */
  waitingFor(lawyerId: LawyerId, conversationId: ConversationId): Promise<number[]>;
  /** Messages that the page was asked to send, and of which it is not known that WhatsApp has them. */
  sending(lawyerId: LawyerId): Promise<MessageId[]>;
  find(lawyerId: LawyerId, id: number): Promise<QueuedAction | null>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<QueuedAction>>;
  count(lawyerId: LawyerId): Promise<number>;
  /** How many rows are in each state. */
  countByState(lawyerId: LawyerId): Promise<Record<QueuedAction['state'], number>>;
  /** When the first of the rows was accepted that are still to be done and that no rule of the lawyer's holds back. */
  oldest(lawyerId: LawyerId): Promise<Millis | null>;
}
