import type { Grant } from '../contract/grant.ts';
import type { StaffId } from '../contract/ids.ts';
import type { OwnGrant } from '../contract/ipc/identity.ts';
import type { Millis } from './clock.ts';
import type { Stores } from './stores.ts';

/** Grants that are read at once. */
const PAGE = 100;

/** What that person may read at that time, with the name of the lawyer who has said so; the newest first. */
export async function ownGrants(stores: Stores, staffId: StaffId, at: Millis): Promise<OwnGrant[]> {
  const open: Grant[] = [];
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await stores.grants.list({ staffId }, { limit: PAGE, cursor });
    open.push(...rows.filter((grant) => grant.revoked_at === null && Date.parse(grant.expires_at) > at));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  const own: OwnGrant[] = [];
  for (const { id, lawyer_id, conversation_ids, reason, expires_at } of open) {
    const lawyer = await stores.lawyers.find(lawyer_id);
    if (lawyer) own.push({ id, lawyer_id, lawyer_name: lawyer.name, conversation_ids, reason, expires_at });
  }
  return own;
}
