import { z } from 'zod';
import { AuditHead, AuditRow, AuditVerification } from '../audit.ts';
import { listOf } from '../entities.ts';
import { Page, type Route } from '../route.ts';
import { GivenTime } from '../values.ts';

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
      actor: Id.optional().describe('Only what was done by this key or member of staff.'),
      action: Id.optional().describe("Only this action: a route's `operationId`, or a call of the window."),
      subject: Id.optional().describe('Only what was done to the thing with this id.'),
      since: GivenTime.optional().describe('Only rows from then on.'),
      until: GivenTime.optional().describe('Only rows before then.'),
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
    query: z.strictObject({
      head: AuditHead.optional().describe('A `head` that was kept elsewhere: is it still in the log?'),
    }),
    status: 200,
    output: AuditVerification,
    problems: [],
  },
} as const satisfies Record<string, Route>;
