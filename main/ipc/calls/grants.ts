import { createGrant, revokeGrant } from '../../domain/manage-grants.ts';
import { type CallDependencies, type CallHandlers, PAGE_SIZE } from '../call-dependencies.ts';
import { lawyerOf } from './lawyers.ts';

type Calls = 'grants.list' | 'grants.create' | 'grants.revoke';

export function grantCalls({ database, clock }: CallDependencies): Pick<CallHandlers, Calls> {
  return {
    async 'grants.list'({ lawyer_id: lawyerId, cursor }) {
      const page = await database.read((stores) => stores.grants.list({ lawyerId }, { limit: PAGE_SIZE, cursor }));
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
