import type { FieldProblem, ProblemCode } from '../../../../main/contract/problems.ts';

/** A call that the fake main process refuses, as the real one would. */
export class FakeProblem extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldProblem[];

  constructor(code: ProblemCode, errors: FieldProblem[] = []) {
    super(code);
    this.code = code;
    this.errors = errors;
  }
}
