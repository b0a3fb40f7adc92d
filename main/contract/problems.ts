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
  group_is_read_only: [403, 'Groups are read, never written in'],
  practice_only: [403, 'This exists in the practice account only'],
  not_found: [404, 'There is no such address'],
  lawyer_not_found: [404, 'There is no such lawyer'],
  conversation_not_found: [404, 'There is no such conversation'],
  message_not_found: [404, 'There is no such message'],
  webhook_not_found: [404, 'There is no such webhook'],
  attachment_not_found: [404, 'There is no such attachment'],
  thumbnail_not_found: [404, 'There is no small picture of it'],
  client_not_found: [404, 'There is no such client'],
  queued_action_not_found: [404, 'Nothing with that number waits'],
  method_not_allowed: [405, 'This address does not take that method'],
  body_too_slow: [408, 'The body did not arrive in time'],
  email_taken: [409, 'A lawyer with this email exists'],
  phone_taken: [409, 'A lawyer with this phone number exists'],
  session_not_waiting_for_scan: [409, 'The session shows no QR code'],
  session_not_linked: [409, 'The session is not linked'],
  session_unavailable: [409, 'The session cannot do that now'],
  already_on_its_way: [409, 'It is on its way, or done'],
  message_not_own: [409, 'Only own messages can be changed'],
  message_not_in_whatsapp: [409, 'The message is not in WhatsApp yet'],
  too_late_in_whatsapp: [409, 'WhatsApp no longer lets this message be changed'],
  attachment_not_ready: [409, 'The file is not there yet'],
  attachment_in_use: [409, 'The attachment belongs to a message already'],
  clients_not_mergeable: [409, 'These clients cannot be merged'],
  not_merged: [409, 'These clients were not merged'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body is not in a form that is taken here'],
  file_type_not_allowed: [415, 'Files of this type are not sent'],
  range_not_satisfiable: [416, 'The range is outside of the file'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used with another request'],
  practice_refused: [422, 'The practice account cannot do that'],
  internal_error: [500, 'Something went wrong on our side'],
  practice_unreachable: [502, 'The practice server does not answer'],
  attachment_damaged: [500, 'The stored file is damaged'],
  disk_almost_full: [507, 'The disk is almost full'],
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
