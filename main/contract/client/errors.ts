import { Problem, type ProblemCode } from '../problems.ts';

/** What the API answered instead of what was asked for: its problem+json (RFC 9457). */
export class ApiError extends Error {
  readonly status: number;
  /** Stable. `unknown` where the answer is no problem of Lexline's, such as a proxy's; later servers know more codes. */
  readonly code: ProblemCode | 'unknown' | (string & {});
  /** For a support case: the API's log knows it. */
  readonly requestId: string | null;
  /** Which fields are wrong, and why. */
  readonly errors: readonly { field: string; message: string }[];
  /** Under which the same request can be sent again; null where it takes none. */
  readonly idempotencyKey: string | null;

  constructor(answer: { status: number; requestId: string | null; body: unknown }, idempotencyKey: string | null) {
    // The code may be a newer one than this client knows.
    const problem = Problem.partial().omit({ code: true }).safeParse(answer.body).data ?? {};
    const code = codeOf(answer.body);
    const words = problem.detail ?? problem.title ?? '';
    super(`the API answered ${answer.status} ${code}${words === '' ? '' : `: ${words}`}`);
    this.name = 'ApiError';
    this.status = answer.status;
    this.code = code;
    this.requestId = problem.request_id ?? answer.requestId;
    this.errors = problem.errors ?? [];
    this.idempotencyKey = idempotencyKey;
  }
}

/** The API did not answer, or not in time, however often it was asked. `cause` is what fetch said the last time. */
export class ConnectionError extends Error {
  /**
   * The request may have been done. Sent again under this key within 24 hours, it is done once; null where it takes none.
   */
  readonly idempotencyKey: string | null;

  constructor(message: string, { cause, idempotencyKey }: { cause: unknown; idempotencyKey: string | null }) {
    super(message, { cause });
    this.name = 'ConnectionError';
    this.idempotencyKey = idempotencyKey;
  }
}

function codeOf(body: unknown): string {
  const isNamed = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
  return isNamed ? String(body.code) : 'unknown';
}
