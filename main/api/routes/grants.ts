import type { Caller } from '../../domain/caller.ts';
import { createGrant, grantOf, revokeGrant } from '../../domain/manage-grants.ts';
import type { GrantsOf } from '../../domain/stores/grant-store.ts';
import type { Handlers } from '../handler.ts';

export const grantRoutes: Pick<Handlers, 'createGrant' | 'listGrants' | 'getGrant' | 'revokeGrant'> = {
  createGrant: ({ lawyerId, body, stores, at }) =>
    createGrant(
      stores,
      lawyerId,
      {
        staffId: body.staff_id,
        conversationIds: body.conversation_ids,
        expires: Date.parse(body.expires_at),
        reason: body.reason,
      },
      at,
    ),
  async listGrants({ caller, query, stores }) {
    const { rows, nextCursor } = await stores.grants.list(grantsOf(caller), query);
    return { data: rows, next_cursor: nextCursor };
  },
  getGrant: ({ caller, params, stores }) => grantOf(stores, grantsOf(caller), params.id),
  async revokeGrant({ lawyerId, params, stores, at }) {
    await revokeGrant(stores, lawyerId, params.id, at);
  },
};

function grantsOf(caller: Caller | null): GrantsOf {
  if (caller?.kind === 'lawyer') return { lawyerId: caller.lawyerId };
  if (caller?.kind === 'support') return { staffId: caller.staff.id };
  throw new Error('this caller has no grants');
}
