import type { STAFF_ROUTES } from '../routes/staff.ts';
import type { ExamplesOf } from './example.ts';
import { EVENING, MORNING, NOON, SESSION_ID, STAFF_ID } from './values.ts';

const STAFF = {
  id: STAFF_ID,
  name: 'Sam Support',
  email: 'sam@example.org',
  role: 'support' as const,
  is_active: true,
  created_at: MORNING,
  updated_at: MORNING,
  last_sign_in_at: NOON,
};
const SESSION = {
  id: SESSION_ID,
  staff_id: STAFF_ID,
  created_at: NOON,
  last_seen_at: NOON,
  expires_at: EVENING,
  locked_at: null,
  ended_at: null,
};
const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'staple, battery, horse';

export const STAFF_EXAMPLES: ExamplesOf<keyof typeof STAFF_ROUTES> = {
  createStaff: [
    {
      summary: 'A person who helps lawyers with what they grant them to see',
      body: { name: STAFF.name, email: STAFF.email, password: PASSWORD, role: STAFF.role },
      answer: { ...STAFF, last_sign_in_at: null },
    },
  ],
  listStaff: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [STAFF], next_cursor: null } }],
  getStaff: [{ summary: 'One of them', params: { id: STAFF_ID }, answer: STAFF }],
  changeStaff: [
    {
      summary: 'Another name',
      params: { id: STAFF_ID },
      body: { name: 'Samantha Support' },
      answer: { ...STAFF, name: 'Samantha Support', updated_at: NOON },
    },
  ],
  signIn: [
    {
      summary: 'The token is shown this once',
      body: { email: STAFF.email, password: PASSWORD },
      answer: { ...SESSION, staff: STAFF, token: `lxs_test_${SESSION_ID.slice(4)}_${'x'.repeat(49)}` },
    },
  ],
  listSessions: [
    {
      summary: 'Those of one person',
      query: { staff_id: STAFF_ID },
      answer: { data: [SESSION], next_cursor: null },
    },
  ],
  getOwnSession: [{ summary: 'Whose session this is', answer: { ...SESSION, staff: STAFF } }],
  lockSession: [{ summary: 'The person has left the desk' }],
  unlockSession: [{ summary: 'And is back', body: { password: PASSWORD } }],
  changeOwnPassword: [
    { summary: 'All of the own sessions end', body: { current_password: PASSWORD, password: NEW_PASSWORD } },
  ],
  signOut: [{ summary: 'Sign out' }],
  endSession: [{ summary: 'End it at once', params: { id: SESSION_ID } }],
  resetPassword: [{ summary: 'Somebody forgot theirs', params: { id: STAFF_ID }, body: { password: NEW_PASSWORD } }],
  deactivateStaff: [{ summary: 'Somebody has left', params: { id: STAFF_ID } }],
};
