import type { ProblemCode } from '../../../../main/contract/problems.ts';

/** A call that the fake main process refuses, as the real one would. */
export class FakeProblem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}
