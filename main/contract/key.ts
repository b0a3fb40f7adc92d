import { z } from 'zod';
import { KeyId, LawyerId } from './ids.ts';
import { Scope } from './scopes.ts';
import { Timestamp } from './values.ts';

/** `admin` runs the app and reads no conversation; `lawyer` acts for one lawyer. */
export const KeyRole = z.enum(['admin', 'lawyer']);
export type KeyRole = z.infer<typeof KeyRole>;

/** An API key as it is shown: its text is told once, when it is made. */
export const Key = z.object({
  id: KeyId,
  name: z.string(),
  role: KeyRole,
  /** Whose rows it sees; null for an administrator's. */
  lawyer_id: LawyerId.nullable(),
  /** What it is limited to; null: all that its role may do. */
  scopes: z.array(Scope).nullable(),
  created_at: Timestamp,
  /** The key that made it; null where the app or a member of staff did. */
  created_by: KeyId.nullable(),
  expires_at: Timestamp.nullable(),
  /** To the minute. */
  last_used_at: Timestamp.nullable(),
  revoked_at: Timestamp.nullable(),
  /** The key that it was rotated into. */
  replaced_by: KeyId.nullable(),
});
export type Key = z.infer<typeof Key>;
