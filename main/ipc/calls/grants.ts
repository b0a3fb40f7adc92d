import type { GRANT_CALLS } from '../../contract/ipc/grants.ts';
import type { Clock } from '../../domain/clock.ts';
import { createGrant, listGrants, revokeGrant } from '../../domain/manage-grants.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface GrantDependencies {
  database: Database;
  clock: Clock;
}

export function grantCalls({ database, clock }: GrantDependencies): HandlersOf<typeof GRANT_CALLS> {
  return {
    async 'grants.list'({ lawyer_id: lawyerId, cursor }) {
      const page = await database.read((stores) => listGrants(stores, lawyerId, { limit: PAGE_SIZE, cursor }));
      return { data: page.rows, next_cursor: page.nextCursor };
    },
    'grants.create': ({ lawyer_id, staff_id: staffId, conversation_ids: conversationIds, expires_at, reason }) =>
      database.write(async (stores) => {
        const { id } = await lawyerOf(stores, lawyer_id);
        const expires = Date.parse(expires_at);
        return createGrant(stores, id, { staffId, conversationIds, expires, reason }, clock.now());
      }),
    'grants.revoke': ({ lawyer_id, id }) => database.write((stores) => revokeGrant(stores, lawyer_id, id, clock.now())),
  };
}
