import { z } from 'zod';
import { breaks } from './faults.ts';
import { StaffId, StaffSessionId } from './ids.ts';
import { LEAST_PASSWORD } from './limits.ts';
import { Timestamp } from './values.ts';

/** `owner` runs the app, as an administrator's key does; `support` reads what a lawyer has granted, and nothing else. */
export const StaffRole = z.enum(['owner', 'support']);
export type StaffRole = z.infer<typeof StaffRole>;

/** A person who signs in. */
export const Staff = z.object({
  id: StaffId,
  name: z.string(),
  email: z.string(),
  role: StaffRole,
  /** False: may not sign in. */
  is_active: z.boolean(),
  created_at: Timestamp,
  updated_at: Timestamp,
  last_sign_in_at: Timestamp.nullable(),
});
export type Staff = z.infer<typeof Staff>;

/** From a sign-in until the sign-out, the end of its time, or too long a pause. */
export const StaffSession = z.object({
  id: StaffSessionId,
  staff_id: StaffId,
  created_at: Timestamp,
  /** To the minute. */
  last_seen_at: Timestamp,
  expires_at: Timestamp,
  locked_at: Timestamp.nullable(),
  ended_at: Timestamp.nullable(),
});
export type StaffSession = z.infer<typeof StaffSession>;

/** Who a session belongs to. */
export const OwnSession = StaffSession.extend({ staff: Staff });
export type OwnSession = z.infer<typeof OwnSession>;

const MAX_PASSWORD = 256;

/** A password to be: OWASP asks for a length, and for no rules about its characters. In UTF-16 units. */
export const NewPassword = z
  .string()
  .min(LEAST_PASSWORD, `must be at least ${LEAST_PASSWORD} characters`)
  .max(MAX_PASSWORD, `must be at most ${MAX_PASSWORD} characters`)
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'));

/** A password as it is typed in. */
export const TypedPassword = z
  .string()
  .min(1, 'must not be empty')
  .max(MAX_PASSWORD, `must be at most ${MAX_PASSWORD} characters`);

export const Email = z.email('must be an email address').max(254, 'must be at most 254 characters');
