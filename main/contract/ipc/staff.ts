import { z } from 'zod';
import { StaffId, StaffSessionId } from '../ids.ts';
import { Email, NewPassword, Staff, StaffRole, StaffSession } from '../staff.ts';
import { PersonName } from '../values.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor, pageOf } from './page.ts';

/** People who sign in, over the API and in the window. */
export const STAFF_CALLS = {
  'staff.list': {
    input: z.strictObject({ cursor: Cursor }),
    output: pageOf(Staff),
    audit: null,
    access: 'owner',
  },
  'staff.create': {
    input: z.strictObject({ name: PersonName, email: Email, password: NewPassword, role: StaffRole }),
    output: Staff,
    audit: 'act',
    changes: 'staff',
    access: 'owner',
  },
  /** What is left out stays as it is. */
  'staff.change': {
    input: z.strictObject({
      id: StaffId,
      name: PersonName.optional(),
      email: Email.optional(),
      role: StaffRole.optional(),
      is_active: z.boolean().optional(),
    }),
    output: Staff,
    audit: 'act',
    changes: 'staff',
    access: 'owner',
  },
  'staff.resetPassword': {
    input: z.strictObject({ id: StaffId, password: NewPassword }),
    output: z.undefined(),
    audit: 'act',
    changes: 'staff',
    access: 'owner',
  },
  'staffSessions.list': {
    input: z.strictObject({ cursor: Cursor }),
    output: pageOf(StaffSession),
    audit: null,
    access: 'owner',
  },
  'staffSessions.end': {
    input: z.strictObject({ id: StaffSessionId }),
    output: z.undefined(),
    audit: 'act',
    changes: 'staff',
    access: 'owner',
  },
} as const satisfies IpcEntries;
