import type { Fault } from '../contract/faults.ts';
import type { FieldProblem, ProblemCode } from '../contract/problems.ts';

/** What is wrong with one field: in English for programs, and as a fault for the window. Without one it is `form`. */
export interface FieldError extends FieldProblem {
  fault?: Fault;
  /** What may not be passed, for a fault that has one. */
  limit?: number;
}

/** An error that a caller can act on, as a stable code. Only the edges (REST, IPC) turn it into words. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly FieldError[];
  /** The id of what is there already, where that is why it is refused. */
  readonly existing: string | undefined;
  /** In how many seconds it may be tried again; null where that is not known. */
  readonly retryAfter: number | null;

  constructor(
    code: ProblemCode,
    fields: readonly FieldError[] = [],
    { existing, retryAfter = null }: { existing?: string; retryAfter?: number | null } = {},
  ) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.fields = fields;
    this.existing = existing;
    this.retryAfter = retryAfter;
  }
}
