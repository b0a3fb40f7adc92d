import { z } from 'zod';
import { ActorRole, AuditProgress, AuditVerification } from '../audit.ts';
import { LawyerId, StaffId } from '../ids.ts';
import { Timestamp } from '../values.ts';
import type { IpcEntries } from './entry.ts';
import { NamedChat } from './named-chat.ts';
import { Cursor, pageOf } from './page.ts';

/** Somebody looked at chats of a lawyer's, or tried to. */
export const Access = z.object({
  /** Of its row in the audit log. */
  number: z.number().int(),
  at: Timestamp,
  actor_role: ActorRole,
  /** Who it was, while that person is known. */
  name: z.string().nullable(),
  /** In this window, or over the API. */
  through: z.enum(['window', 'api']),
  /** The call or the route. */
  action: z.string(),
  /** The first few of the chats, with their titles while they are there. */
  chats: z.array(NamedChat),
  chat_count: z.number().int(),
  /** `done`, or the code it was refused with. */
  outcome: z.string(),
});
export type Access = z.infer<typeof Access>;

export const AUDIT_CALLS = {
  /** Who opened which chat, the newest first. */
  'audit.accesses': {
    input: z.strictObject({ lawyer_id: LawyerId, staff_id: StaffId.optional(), cursor: Cursor }),
    output: pageOf(Access),
    audit: null,
    access: 'lawyer',
  },
  /** Whether the audit log is whole and unchanged. */
  'audit.verify': { input: z.undefined(), output: AuditVerification, audit: null, access: 'lawyer' },
  /** How far `audit.verify` is; null when it is not under way. */
  'audit.progress': { input: z.undefined(), output: AuditProgress.nullable(), audit: null, access: 'lawyer' },
} as const satisfies IpcEntries;
