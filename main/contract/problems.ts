import { z } from 'zod';

/** Stable error codes with the HTTP status and the title that go with each. Codes are never renamed or reused. */
export const PROBLEMS = {
  invalid_request: [400, 'The request is not valid'],
  invalid_json: [400, 'The body is not valid JSON'],
  invalid_cursor: [400, 'The cursor is not valid'],
  invalid_idempotency_key: [400, 'The Idempotency-Key is not valid'],
  webhook_url_not_allowed: [400, 'The webhook address is not allowed'],
  unauthorized: [401, 'A valid API key is needed'],
  forbidden_host: [403, 'The Host header is not this API'],
  forbidden_origin: [403, 'Web pages may not call this API'],
  insufficient_role: [403, 'This key may not do that'],
  practice_only: [403, 'This exists in the practice account only'],
  not_found: [404, 'There is no such address'],
  lawyer_not_found: [404, 'There is no such lawyer'],
  conversation_not_found: [404, 'There is no such conversation'],
  message_not_found: [404, 'There is no such message'],
  webhook_not_found: [404, 'There is no such webhook'],
  method_not_allowed: [405, 'This address does not take that method'],
  email_taken: [409, 'A lawyer with this email exists'],
  phone_taken: [409, 'A lawyer with this phone number exists'],
  session_not_waiting_for_scan: [409, 'The session shows no QR code'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body must be application/json'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used with another request'],
  internal_error: [500, 'Something went wrong on our side'],
  practice_unreachable: [502, 'The practice server does not answer'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457 problem details, with our extensions `code`, `request_id` and `errors`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  request_id: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
