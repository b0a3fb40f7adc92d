import { createAuditCheck } from '../../domain/audit-check.ts';
import { lawyerOrAll } from '../../domain/caller.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database } from '../../domain/ports.ts';
import type { Handlers } from '../handler.ts';

export function auditRoutes(database: Database, clock: Clock): Pick<Handlers, 'listAudit' | 'verifyAudit'> {
  const { verify } = createAuditCheck(database, clock);
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
