import { z } from 'zod';
import { AuditHead, AuditRow, AuditVerification } from '../audit.ts';
import { listOf } from '../entities.ts';
import { Page, type Route } from '../route.ts';
import { Timestamp } from '../values.ts';

/** An id of anything, or the name of an action. */
const Id = z.string().regex(/^[\w.]{1,64}$/, 'must be an id or a name');

/** Who did what. A lawyer's key sees what was done by it or to its lawyer's things, an administrator's all of it. */
export const AUDIT_ROUTES = {
  listAudit: {
    method: 'GET',
    path: '/v1/audit',
    summary: 'Who did what to which things, the newest first, by who acted, what was done, to what and when',
    access: 'any',
    fromOutside: false,
    resource: 'audit',
    query: Page.extend({
      actor: Id.optional(),
      action: Id.optional(),
      subject: Id.optional(),
      since: Timestamp.optional(),
      until: Timestamp.optional(),
    }),
    status: 200,
    output: listOf(AuditRow),
    problems: ['invalid_cursor'],
  },
  verifyAudit: {
    method: 'GET',
    path: '/v1/audit/verification',
    summary: 'Whether the audit log is whole and unchanged, and whether a head that was kept elsewhere is still in it',
    access: 'any',
    fromOutside: false,
    resource: 'audit',
    query: z.strictObject({ head: AuditHead.optional() }),
    status: 200,
    output: AuditVerification,
    problems: [],
  },
} as const satisfies Record<string, Route>;
