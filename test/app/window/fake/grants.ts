import type { GRANT_CALLS } from '../../../../main/contract/ipc/grants.ts';
import type { AnswersOf } from './answers-of.ts';
import { FakeProblem } from './problem.ts';

function unseen(): never {
  throw new FakeProblem('grant_not_found');
}

/** No page of the window shows them yet. */
export const GRANT_ANSWERS: AnswersOf<typeof GRANT_CALLS> = {
  'grants.list': () => ({ data: [], next_cursor: null }),
  'grants.create': () => unseen(),
  'grants.revoke': () => unseen(),
};
