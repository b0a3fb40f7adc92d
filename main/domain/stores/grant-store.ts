import type { Grant } from '../../contract/grant.ts';
import type { ConversationId, GrantId, LawyerId, StaffId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

/** A conversation that somebody may read now, and whose it is. */
export interface GrantedConversation {
  lawyerId: LawyerId;
  conversationId: ConversationId;
}

/** Whose grants: those that a lawyer gave, or those given to a member of staff. */
export type GrantsOf = { lawyerId: LawyerId } | { staffId: StaffId };

export interface GrantStore {
  insert(grant: {
    id: GrantId;
    lawyerId: LawyerId;
    staffId: StaffId;
    conversationIds: readonly ConversationId[];
    reason: string;
    created: Millis;
    expires: Millis;
  }): Promise<void>;
  find(of: GrantsOf, id: GrantId): Promise<Grant | null>;
  /** The newest first, with those that are over. */
  list(of: GrantsOf, page: PageRequest): Promise<Paged<Grant>>;
  revoke(lawyerId: LawyerId, id: GrantId, at: Millis): Promise<void>;
  /** All that were given to that person. */
  revokeAll(staffId: StaffId, at: Millis): Promise<void>;
  /** All of the lawyer's that are open and hold one of these conversations. */
  revokeHolding(lawyerId: LawyerId, conversationIds: readonly ConversationId[], at: Millis): Promise<void>;
  /** What that person may read at that time, each conversation once. */
  openTo(staffId: StaffId, at: Millis): Promise<GrantedConversation[]>;
}
