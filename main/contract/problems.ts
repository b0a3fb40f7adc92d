import { z } from 'zod';
import type { Fault } from './faults.ts';

/** Stable error codes with the HTTP status and the title that go with each. Codes are never renamed or reused. */
export const PROBLEMS = {
  invalid_request: [400, 'The request is not valid'],
  invalid_json: [400, 'The body is not valid JSON'],
  invalid_cursor: [400, 'The cursor is not valid'],
  events_expired: [410, 'Some of these events are not kept any more'],
  invalid_idempotency_key: [400, 'The Idempotency-Key is not valid'],
  webhook_url_not_allowed: [400, 'The webhook address is not allowed'],
  unauthorized: [401, 'A valid API key is needed'],
  api_key_expired: [401, 'The API key has expired'],
  api_key_revoked: [401, 'The API key was revoked'],
  api_key_of_other_account: [401, 'A practice key opens the practice account only, a live key the live one'],
  session_ended: [401, 'The session is over: sign in again'],
  sign_in_failed: [401, 'The email address or the password is wrong'],
  forbidden_host: [403, 'The Host header is not this API'],
  forbidden_origin: [403, 'Web pages may not call this API'],
  insufficient_role: [403, 'This key may not do that'],
  insufficient_scope: [403, 'The scopes of this key do not contain that'],
  session_locked: [403, 'The session is locked: unlock it with the password'],
  wrong_password: [403, 'The password is wrong'],
  scope_not_given: [403, 'A key can only give what it may do itself'],
  not_from_outside: [403, 'Through the tunnel only the keys of lawyers open anything'],
  group_is_read_only: [403, 'Groups are read, never written in'],
  practice_only: [403, 'This exists in the practice account only'],
  file_link_invalid: [403, 'The link is not valid'],
  not_found: [404, 'There is no such address'],
  lawyer_not_found: [404, 'There is no such lawyer'],
  conversation_not_found: [404, 'There is no such conversation'],
  message_not_found: [404, 'There is no such message'],
  broker_not_found: [404, 'There is no such message broker'],
  webhook_not_found: [404, 'There is no such webhook'],
  delivery_not_found: [404, 'There is no such delivery'],
  attachment_not_found: [404, 'There is no such attachment'],
  event_not_found: [404, 'There is no such event, or it is not kept any more'],
  template_not_found: [404, 'There is no such template'],
  thumbnail_not_found: [404, 'There is no small picture of it'],
  client_not_found: [404, 'There is no such client'],
  key_not_found: [404, 'There is no such API key'],
  alias_not_found: [404, 'The client has no such address'],
  assignment_not_found: [404, 'The client is not assigned to that lawyer'],
  staff_not_found: [404, 'There is no such member of staff'],
  session_not_found: [404, 'There is no such session'],
  grant_not_found: [404, 'There is no such grant'],
  queued_action_not_found: [404, 'Nothing with that number waits'],
  method_not_allowed: [405, 'This address does not take that method'],
  body_too_slow: [408, 'The body did not arrive in time'],
  email_taken: [409, 'A lawyer with this email exists'],
  phone_taken: [409, 'A lawyer with this phone number exists'],
  lawyer_not_active: [409, 'The lawyer is not active'],
  lawyer_active: [409, 'Only a lawyer who is not active can be removed'],
  lawyer_not_empty: [409, 'A lawyer with clients or conversations is never removed'],
  staff_email_taken: [409, 'A member of staff with this email exists'],
  last_owner: [409, 'The last owner who may sign in must stay one'],
  staff_not_active: [409, 'This member of staff may not sign in'],
  session_not_waiting_for_scan: [409, 'The session shows no QR code'],
  session_not_linked: [409, 'The session is not linked'],
  session_unavailable: [409, 'The session cannot do that now'],
  already_on_its_way: [409, 'It is on its way, or done'],
  message_not_own: [409, 'Only own messages can be changed'],
  message_not_retryable: [409, 'Only a message that failed, was cancelled or whose fate is unknown is sent again'],
  confirmation_needed: [409, 'It may already have been sent'],
  message_not_in_whatsapp: [409, 'The message is not in WhatsApp yet'],
  too_late_in_whatsapp: [409, 'WhatsApp no longer lets this message be changed'],
  attachment_not_ready: [409, 'The file is not there yet'],
  attachment_in_use: [409, 'The attachment belongs to a message already'],
  client_exists: [409, 'A client with that number exists'],
  client_not_empty: [409, 'A client with a conversation, or others merged into it, is never removed'],
  client_blocked: [409, 'The client is blocked'],
  client_not_assignable: [409, 'Neither a name nor a number is known of that client'],
  alias_taken: [409, 'The number is not this client’s'],
  alias_in_use: [409, 'The address comes from WhatsApp, or something was exchanged with it'],
  template_name_taken: [409, 'A template with this name exists'],
  clients_not_mergeable: [409, 'These clients cannot be merged'],
  key_not_active: [409, 'The API key is revoked, expired or replaced'],
  tunnel_not_configured: [409, 'The tunnel is not set up'],
  tunnel_port_taken: [409, 'Another program has the port behind the tunnel'],
  answer_shown_once: [409, 'This was done before, and its answer is shown only to the key that asked'],
  not_merged: [409, 'These clients were not merged'],
  file_link_expired: [410, 'The link has expired'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body is not in a form that is taken here'],
  file_type_not_allowed: [415, 'Files of this type are not sent'],
  range_not_satisfiable: [416, 'The range is outside of the file'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used with another request'],
  practice_refused: [422, 'The practice account cannot do that'],
  upgrade_required: [426, 'This address speaks WebSocket'],
  rate_limited: [429, 'Too many requests'],
  too_many_streams: [429, 'This key has too many streams open'],
  too_many_failures: [429, 'Too many requests with wrong keys'],
  too_many_attempts: [429, 'Too many attempts to sign in'],
  internal_error: [500, 'Something went wrong on our side'],
  practice_unreachable: [502, 'The practice server does not answer'],
  attachment_damaged: [500, 'The stored file is damaged'],
  disk_almost_full: [507, 'The disk is almost full'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Why a field is refused, where a program or a window wants to tell its people in its own words. */
export const FieldReason = z.enum([
  'address_not_public',
  'address_with_password',
  'address_not_https',
  'host_not_found',
]);
export type FieldReason = z.infer<typeof FieldReason>;

/** What is wrong with one field: a sentence in English that goes on behind its name. */
export const FieldProblem = z.object({ field: z.string(), message: z.string(), reason: FieldReason.optional() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** The same for the window, which words it in its own language: no sentence in English goes there. */
export interface FieldFault {
  /** Where in the input it stands. */
  field: string;
  fault: Fault;
  /** What may not be passed, for a fault that has one. */
  limit?: number | undefined;
  reason?: FieldReason | undefined;
}

/** RFC 9457 problem details, with our extensions `code`, `request_id`, `existing` and `errors`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  request_id: z.string(),
  /** The id of what is there already, where that is why it is refused. */
  existing: z.string().optional(),
  errors: z.array(FieldProblem).optional(),
});
export type Problem = z.infer<typeof Problem>;
