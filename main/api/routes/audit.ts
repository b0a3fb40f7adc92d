import { lawyerOrAll } from '../../domain/caller.ts';
import type { Database } from '../../domain/ports.ts';
import { createVerifyAudit } from '../../domain/verify-audit.ts';
import type { Handlers } from '../handler.ts';

export function auditRoutes(database: Database): Pick<Handlers, 'listAudit' | 'verifyAudit'> {
  const verify = createVerifyAudit(database);
  return {
    async listAudit({ query: { limit, cursor, since, until, ...filter }, stores, caller }) {
      const time = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
      const { rows, nextCursor } = await stores.audit.list(
        lawyerOrAll(caller),
        { ...filter, since: time(since), until: time(until) },
        { limit, cursor },
      );
      return { data: rows, next_cursor: nextCursor };
    },
    verifyAudit: ({ query }) => verify(query.head),
  };
}
