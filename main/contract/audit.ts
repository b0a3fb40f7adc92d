import { z } from 'zod';
import { KeyId, LawyerId, RequestId } from './ids.ts';
import { Timestamp } from './values.ts';

/** Who acted: a key's role, that of a member of staff, the app's own window, or nobody who could be told. */
export const ActorRole = z.enum(['admin', 'lawyer', 'owner', 'support', 'window', 'nobody']);
export type ActorRole = z.infer<typeof ActorRole>;

/** A row of the audit log: who did what to which things, when and from where. Ids only: no text, no name, no number. */
export const AuditRow = z.object({
  /** 1 for the first row, and one more for each that follows. */
  number: z.number().int(),
  at: Timestamp,
  actor_role: ActorRole,
  /** The API key that was used, or the member of staff; null for the window. */
  actor: z.string().nullable(),
  key_id: KeyId.nullable(),
  /** Whose things it was about; null where they are no lawyer's. */
  lawyer_id: LawyerId.nullable(),
  /** A route's name, such as `sendMessage`, or the window's call, such as `messages.send`. */
  action: z.string(),
  /** What it was about, by their ids. */
  subjects: z.array(z.string()),
  request_id: RequestId.nullable(),
  address: z.string().nullable(),
  /** `done`, `begun` for what acts outside of the database, or the code it was refused with. */
  outcome: z.string(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/**
 * The end of the log: the number of its last row and that row's HMAC. Kept elsewhere, it proves later that nothing up to
 * there was changed or cut off.
 */
export const AuditHead = z.string().regex(/^(0|[1-9]\d{0,14})-[0-9a-f]{64}$/, 'must be a head that this API gave');
export type AuditHead = z.infer<typeof AuditHead>;

export const AuditVerification = z.object({
  intact: z.boolean(),
  /** As they were written, up to the first that is broken. */
  rows: z.number().int(),
  head: AuditHead,
  /**
   * The number of the first row that is changed, missing or out of its place; null when there is none. Where only the head
   * is not found: the first row that is missing, or at the latest the one that is another than the head's.
   */
  first_broken: z.number().int().nullable(),
  /** Whether the head that was asked for is in the log; null when none was. */
  head_found: z.boolean().nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

/** How far the check of the log has come. */
export const AuditProgress = z.object({ percent: z.number().int(), started_at: Timestamp });
export type AuditProgress = z.infer<typeof AuditProgress>;
