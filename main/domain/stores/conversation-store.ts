import type { Conversation } from '../../contract/entities.ts';
import type { ClientId, ConversationId, LawyerId } from '../../contract/ids.ts';
import type { Phone } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

export interface ConversationRef {
  id: ConversationId;
  clientId: ClientId;
  phone: Phone | null;
}

export interface ConversationFilter {
  isUnread?: boolean | undefined;
  updatedAfter?: Millis | undefined;
}

export interface ConversationStore {
  insert(conversation: {
    id: ConversationId;
    lawyerId: LawyerId;
    clientId: ClientId;
    phone: Phone | null;
    title: string;
    at: Millis;
  }): Promise<void>;
  findByClient(lawyerId: LawyerId, clientId: ClientId): Promise<ConversationRef | null>;
  /** The one that it is part of now: itself, unless it was merged. Null: it is not that lawyer's. */
  survivorOf(lawyerId: LawyerId, id: ConversationId): Promise<ConversationId | null>;
  /** By any number that the client is known under. */
  findByPhone(lawyerId: LawyerId, phone: Phone): Promise<Conversation | null>;
  clientOf(lawyerId: LawyerId, id: ConversationId): Promise<ClientId | null>;
  find(lawyerId: LawyerId, id: ConversationId): Promise<Conversation | null>;
  list(lawyerId: LawyerId, page: PageRequest, filter?: ConversationFilter): Promise<Paged<Conversation>>;
  /** Those among them, of whomever they are. */
  listAmong(
    ids: readonly ConversationId[],
    page: PageRequest,
    filter?: ConversationFilter,
  ): Promise<Paged<Conversation>>;
  setTitle(lawyerId: LawyerId, id: ConversationId, title: string): Promise<void>;
  setPhone(lawyerId: LawyerId, id: ConversationId, phone: Phone): Promise<void>;
  /** The group's conversation, made when there is none. `isNew` says which. */
  ofGroup(
    lawyerId: LawyerId,
    group: { jid: string; title: string; newId: ConversationId; at: Millis },
  ): Promise<{ id: ConversationId; isNew: boolean }>;
  /**
   * The messages of `from` move to `into`, but for those that `into` holds already (the same side and WhatsApp id);
   * nothing is removed. `from` is no longer listed.
   */
  mergeInto(lawyerId: LawyerId, from: ConversationId, into: ConversationId, at: Millis): Promise<void>;
  /** Undoes it: what came from `from`, and what was exchanged since in one of these chats, goes back. */
  unmerge(
    lawyerId: LawyerId,
    from: ConversationId,
    into: ConversationId,
    chats: readonly string[],
    at: Millis,
  ): Promise<void>;
  /** Messages that nobody has read yet, of each lawyer who is active and has any. */
  countUnread(): Promise<ReadonlyMap<LawyerId, number>>;
  markRead(lawyerId: LawyerId, id: ConversationId): Promise<boolean>;
}
