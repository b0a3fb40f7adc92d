import type { AUDIT_CALLS } from '../../contract/ipc/audit.ts';
import { listAccesses } from '../../domain/accesses.ts';
import { createAuditCheck } from '../../domain/audit-check.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface AuditListDependencies {
  database: Database;
  clock: Clock;
}

export function auditCalls({ database, clock }: AuditListDependencies): HandlersOf<typeof AUDIT_CALLS> {
  const check = createAuditCheck(database, clock);
  return {
    async 'audit.accesses'({ lawyer_id, staff_id, cursor }) {
      const page = await database.read((stores) =>
        listAccesses(stores, lawyer_id, staff_id, { limit: PAGE_SIZE, cursor }),
      );
      return { data: page.rows, next_cursor: page.nextCursor };
    },
    'audit.verify': () => check.verify(undefined),
    'audit.progress': async () => check.progress(),
  };
}
