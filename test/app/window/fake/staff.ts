import type { STAFF_CALLS } from '../../../../main/contract/ipc/staff.ts';
import type { AnswersOf } from './answers-of.ts';
import { FakeProblem } from './problem.ts';

function unseen(): never {
  throw new FakeProblem('staff_not_found');
}

/** No page of the window shows them yet. */
export const STAFF_ANSWERS: AnswersOf<typeof STAFF_CALLS> = {
  'staff.list': () => ({ data: [], next_cursor: null }),
  'staff.create': () => unseen(),
  'staff.change': () => unseen(),
  'staff.resetPassword': () => unseen(),
  'staffSessions.list': () => ({ data: [], next_cursor: null }),
  'staffSessions.end': () => unseen(),
};
