import { z } from 'zod';
import { LOCK_MINUTES } from '../choices.ts';
import { Session } from '../entities.ts';
import { ConversationId, GrantId, LawyerId, StaffId } from '../ids.ts';
import { Email, NewPassword, StaffRole, TypedPassword } from '../staff.ts';
import { PersonName } from '../values.ts';
import type { IpcEntries } from './entry.ts';

const LockMinutes = z.number().int().min(LOCK_MINUTES.least).max(LOCK_MINUTES.most);

/**
 * Who sits at the window. `open`: nobody need sign in, because there is no owner yet. While it is `locked` the person is
 * told, so that the lock says whose it is.
 */
export const Identity = z.object({
  state: z.enum(['open', 'signed_out', 'locked', 'signed_in']),
  person: z.object({ id: StaffId, name: z.string(), role: StaffRole }).nullable(),
  lock_minutes: LockMinutes,
});
export type Identity = z.infer<typeof Identity>;

/** What a member of support may read at the moment, and who has said so. */
export const OwnGrant = z.object({
  id: GrantId,
  lawyer_id: LawyerId,
  lawyer_name: z.string(),
  conversation_ids: z.array(ConversationId),
  reason: z.string(),
  expires_at: z.iso.datetime(),
});
export type OwnGrant = z.infer<typeof OwnGrant>;

/** With how it is with the lawyer's WhatsApp: what has come since it was connected is not there to be read. */
const ShownOwnGrant = OwnGrant.extend({ session: Session.pick({ state: true, ready_until: true }) });
export type ShownOwnGrant = z.infer<typeof ShownOwnGrant>;

/**
 * Signing in at the window. What these do is written down by whoever keeps the identity, because the window also locks
 * itself, and because of who has failed to sign in.
 */
export const IDENTITY_CALLS = {
  'identity.current': { input: z.undefined(), output: Identity, audit: null, access: 'anyone' },
  'identity.signIn': {
    input: z.strictObject({ email: z.string().min(1).max(254), password: TypedPassword }),
    output: Identity,
    audit: null,
    access: 'anyone',
  },
  'identity.lock': { input: z.undefined(), output: Identity, audit: null, access: 'anyone' },
  'identity.unlock': {
    input: z.strictObject({ password: TypedPassword }),
    output: Identity,
    audit: null,
    access: 'anyone',
  },
  'identity.signOut': { input: z.undefined(), output: Identity, audit: null, access: 'anyone' },
  /** The own one. Whoever changes it stays signed in here, and nowhere else. */
  'identity.changePassword': {
    input: z.strictObject({ current_password: TypedPassword, password: NewPassword }),
    output: z.undefined(),
    audit: 'act',
    changes: 'staff',
    access: 'support',
  },
  /** Whoever has the recovery key has the database: it makes an owner, or gives one another password, and signs in. */
  'identity.recover': {
    input: z.strictObject({
      recovery_key: z.string().min(1).max(200),
      name: PersonName,
      email: Email,
      password: NewPassword,
    }),
    output: Identity,
    audit: null,
    access: 'anyone',
  },
  'identity.setLock': {
    input: z.strictObject({ minutes: LockMinutes }),
    output: Identity,
    audit: 'act',
    changes: null,
    access: 'owner',
  },
  /** Empty for whoever reads everything anyway. */
  'identity.grants': { input: z.undefined(), output: z.array(ShownOwnGrant), audit: null, access: 'support' },
} as const satisfies IpcEntries;
