import type { Assignment, ClientStatus } from '../../contract/assignment.ts';
import type { ClientId, LawyerId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';

/** Links between a client and lawyers other than its own. */
export interface AssignmentStore {
  /** True when there was no such link. */
  set(clientId: ClientId, to: LawyerId, status: ClientStatus, at: Millis): Promise<boolean>;
  /** Those of a client, also of one that is a part of it by now, the first one first. */
  list(owner: LawyerId, clientId: ClientId): Promise<Assignment[]>;
  /** False when there is none. */
  remove(owner: LawyerId, clientId: ClientId, to: LawyerId): Promise<boolean>;
}
