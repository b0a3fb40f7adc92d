import type { FieldFault, ProblemCode } from '../../../../main/contract/problems.ts';
import type { FieldError } from '../../../../main/domain/app-error.ts';
import { faultOf } from '../../../../main/ipc/field-faults.ts';

/** A call that the fake main process refuses, as the real one would. */
export class FakeProblem extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldFault[];

  constructor(code: ProblemCode, errors: readonly FieldError[] = []) {
    super(code);
    this.code = code;
    this.errors = errors.map(faultOf);
  }
}
