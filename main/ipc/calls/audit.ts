import type { AUDIT_CALLS } from '../../contract/ipc/audit.ts';
import { listAccesses } from '../../domain/accesses.ts';
import type { Database } from '../../domain/ports.ts';
import { createVerifyAudit } from '../../domain/verify-audit.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface AuditListDependencies {
  database: Database;
}

export function auditCalls({ database }: AuditListDependencies): HandlersOf<typeof AUDIT_CALLS> {
  const verify = createVerifyAudit(database);
  return {
    async 'audit.accesses'({ lawyer_id, staff_id, cursor }) {
      const page = await database.read((stores) =>
        listAccesses(stores, lawyer_id, staff_id, { limit: PAGE_SIZE, cursor }),
      );
      return { data: page.rows, next_cursor: page.nextCursor };
    },
    'audit.verify': () => verify(undefined),
  };
}
