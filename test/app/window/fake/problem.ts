import type { ProblemCode } from '../../../../main/contract/problems.ts';

/** A call that the fake main process refuses, as the real one would. */
export class FakeProblem extends Error {
  readonly code: ProblemCode;
  readonly errors: { field: string; message: string }[];

  constructor(code: ProblemCode, errors: { field: string; message: string }[] = []) {
    super(code);
    this.code = code;
    this.errors = errors;
  }
}
