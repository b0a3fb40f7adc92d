import type { Database } from '../../domain/ports.ts';
import { createVerifyAudit } from '../../domain/verify-audit.ts';
import type { Handlers } from '../handler.ts';

export function auditRoutes(database: Database): Pick<Handlers, 'listAudit' | 'verifyAudit'> {
  const verify = createVerifyAudit(database);
  return {
    async listAudit({ query: { limit, cursor, since, until, ...filter }, stores, caller }) {
      // Only an administrator sees all of it: who is none, and belongs to no lawyer, sees nothing.
      const isAdmin = caller?.key.role === 'admin';
      const whose = caller?.key.lawyerId ?? null;
      if (!isAdmin && whose === null) return { data: [], next_cursor: null };
      const time = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
      const { rows, nextCursor } = await stores.audit.list(
        isAdmin ? null : whose,
        { ...filter, since: time(since), until: time(until) },
        { limit, cursor },
      );
      return { data: rows, next_cursor: nextCursor };
    },
    verifyAudit: ({ query }) => verify(query.head),
  };
}
