import type { ProblemCode } from '../contract/problems.ts';

export interface FieldError {
  field: string;
  message: string;
}

/** An error that a caller can act on, as a stable code. Only the edges (REST, IPC) turn it into words. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly FieldError[];
  /** In how many seconds it may be tried again; null where that is not known. */
  readonly retryAfter: number | null;

  constructor(code: ProblemCode, fields: readonly FieldError[] = [], retryAfter: number | null = null) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }
}
