import type { Grant } from '../contract/grant.ts';
import type { ConversationId, GrantId, LawyerId, StaffId } from '../contract/ids.ts';
import type { ShownGrant } from '../contract/ipc/grants.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { staffOf } from './manage-staff.ts';
import { chatNamer } from './name-chats.ts';
import { newId } from './new-id.ts';
import type { GrantsOf } from './stores/grant-store.ts';
import type { Paged, PageRequest } from './stores/page-request.ts';
import type { Stores } from './stores.ts';

/** The contract's summary of the route says so. */
const LONGEST: Millis = 30 * 24 * 60 * 60_000;

interface NewGrant {
  staffId: StaffId;
  conversationIds: readonly ConversationId[];
  expires: Millis;
  reason: string;
}

/**
 * A lawyer lets a member of support read conversations, in the caller's transaction. Rejects with AppError
 * `staff_not_found`, `staff_not_active`, `conversation_not_found`, `invalid_request`.
 */
export async function createGrant(
  stores: Stores,
  lawyerId: LawyerId,
  { staffId, conversationIds, expires, reason }: NewGrant,
  at: Millis,
): Promise<Grant> {
  assertTime(expires, at);
  const staff = await staffOf(stores, staffId);
  // An owner is granted nothing: that session is as an administrator's key.
  if (staff.role !== 'support') throw new AppError('staff_not_found');
  if (!staff.isActive) throw new AppError('staff_not_active');
  for (const id of conversationIds) {
    if (!(await stores.conversations.find(lawyerId, id))) throw new AppError('conversation_not_found');
  }
  const id = newId('grt', at);
  await stores.grants.insert({ id, lawyerId, staffId, conversationIds, reason, created: at, expires });
  return grantOf(stores, { lawyerId }, id);
}

/** What a lawyer has granted, the newest first, with what is over and the titles of the first few chats of each. */
export async function listGrants(stores: Stores, lawyerId: LawyerId, page: PageRequest): Promise<Paged<ShownGrant>> {
  const { rows, nextCursor } = await stores.grants.list({ lawyerId }, page);
  const nameChats = chatNamer(stores, lawyerId);
  const shown: ShownGrant[] = [];
  for (const grant of rows) shown.push({ ...grant, chats: await nameChats(grant.conversation_ids) });
  return { rows: shown, nextCursor };
}

/** Ends a grant at once; one that is ended stays so. Rejects with AppError `grant_not_found`. */
export async function revokeGrant(stores: Stores, lawyerId: LawyerId, id: GrantId, at: Millis): Promise<Grant> {
  await grantOf(stores, { lawyerId }, id);
  await stores.grants.revoke(lawyerId, id, at);
  return grantOf(stores, { lawyerId }, id);
}

/** What is somebody else's does not exist. Rejects with AppError `grant_not_found`. */
export async function grantOf(stores: Stores, of: GrantsOf, id: GrantId): Promise<Grant> {
  const grant = await stores.grants.find(of, id);
  if (!grant) throw new AppError('grant_not_found');
  return grant;
}

function assertTime(expires: Millis, at: Millis): void {
  const message = expires <= at ? 'must be in the future' : expires > at + LONGEST ? 'must be within 30 days' : null;
  if (message) throw new AppError('invalid_request', [{ field: 'expires_at', message }]);
}
