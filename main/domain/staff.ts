import type { StaffId, StaffSessionId } from '../contract/ids.ts';
import type { OwnSession, Staff, StaffRole, StaffSession } from '../contract/staff.ts';
import type { Mode } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import { makeSecretText } from './secret-text.ts';

/** A person who signs in. */
export interface StaffMember {
  id: StaffId;
  name: string;
  email: string;
  /** With its parameters; see passwords.ts. Never shown. */
  passwordHash: string;
  role: StaffRole;
  isActive: boolean;
  created: Millis;
  updated: Millis;
  lastSignIn: Millis | null;
}

export interface StaffSessionRow {
  id: StaffSessionId;
  staffId: StaffId;
  secretHash: Buffer;
  created: Millis;
  expires: Millis;
  lastSeen: Millis;
  locked: Millis | null;
  ended: Millis | null;
}

/** A session lasts so long at most, however it is used. */
const SESSION_LASTS: Millis = 12 * 60 * 60_000;

export function makeStaffSession(mode: Mode, staffId: StaffId, at: Millis): { text: string; session: StaffSessionRow } {
  const id = newId('ses', at);
  const { text, secretHash } = makeSecretText('lxs', mode, id.slice('ses_'.length));
  const times = { created: at, expires: at + SESSION_LASTS, lastSeen: at, locked: null, ended: null };
  return { text, session: { id, staffId, secretHash, ...times } };
}

const time = (at: Millis | null) => (at === null ? null : new Date(at).toISOString());

/** As a person is shown. */
export function toStaff(staff: StaffMember): Staff {
  return {
    id: staff.id,
    name: staff.name,
    email: staff.email,
    role: staff.role,
    is_active: staff.isActive,
    created_at: new Date(staff.created).toISOString(),
    updated_at: new Date(staff.updated).toISOString(),
    last_sign_in_at: time(staff.lastSignIn),
  };
}

/** As a session is shown. */
export function toStaffSession(session: StaffSessionRow): StaffSession {
  return {
    id: session.id,
    staff_id: session.staffId,
    created_at: new Date(session.created).toISOString(),
    last_seen_at: new Date(session.lastSeen).toISOString(),
    expires_at: new Date(session.expires).toISOString(),
    locked_at: time(session.locked),
    ended_at: time(session.ended),
  };
}

export function toOwnSession({ session, staff }: { session: StaffSessionRow; staff: StaffMember }): OwnSession {
  return { ...toStaffSession(session), staff: toStaff(staff) };
}
