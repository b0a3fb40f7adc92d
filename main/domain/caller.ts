import type { KeyId, LawyerId, StaffId, StaffSessionId } from '../contract/ids.ts';
import type { ApiKey } from './api-keys.ts';
import type { StaffMember, StaffSessionRow } from './staff.ts';

/** `secret` proves the caller; never stored and never logged. What is kept for this caller alone is sealed with it. */
interface Proved {
  secret: string;
}

/**
 * Who calls. The kinds are closed, and each place that decides by them names all of them: whose rows somebody sees is
 * never read from what they lack.
 */
export type Caller = Proved &
  (
    | { kind: 'admin'; key: ApiKey }
    | { kind: 'lawyer'; key: ApiKey; lawyerId: LawyerId }
    | { kind: 'owner' | 'support'; staff: StaffMember; session: StaffSessionRow }
  );

/** Whoever sits at the app's own window; what that person may do there was decided before. */
export interface WindowCaller {
  kind: 'window';
}

/** Who calls, over the API or in the window. */
export type AnyCaller = Caller | WindowCaller;

export type KeyCaller = Extract<Caller, { key: ApiKey }>;
export type StaffCaller = Extract<Caller, { session: StaffSessionRow }>;

export function isStaff(caller: AnyCaller): caller is StaffCaller {
  return caller.kind === 'owner' || caller.kind === 'support';
}

/** The key that was used; null for whoever has none. */
export function keyOf(caller: AnyCaller): ApiKey | null {
  return 'key' in caller ? caller.key : null;
}

/** The key or the session that was used. */
export function callerId(caller: Caller): KeyId | StaffSessionId {
  return isStaff(caller) ? caller.session.id : caller.key.id;
}

/** Whose rows a caller sees: one lawyer's, or those of all. */
export type Rows = { of: LawyerId } | 'all';

/** Of routes that show each caller their own. Throws for whoever has no rows: such a route is not for them. */
export function rowsOf(caller: AnyCaller | null): Rows {
  switch (caller?.kind) {
    case 'lawyer':
      return { of: caller.lawyerId };
    case 'admin':
    case 'owner':
    case 'window':
      return 'all';
    default:
      throw new Error('this caller has no rows');
  }
}

/** For stores that take null for all. */
export function lawyerOrAll(caller: AnyCaller | null): LawyerId | null {
  const rows = rowsOf(caller);
  return rows === 'all' ? null : rows.of;
}

/** Whose the answers are that are kept under an Idempotency-Key. */
export function ownerOfAnswers(caller: Caller): LawyerId | StaffId | 'admin' {
  if (caller.kind === 'lawyer') return caller.lawyerId;
  return isStaff(caller) ? caller.staff.id : 'admin';
}
