import type { TFunction } from 'i18next';
import type { FieldFault, ProblemCode } from '../../main/contract/problems.ts';
import { BridgeError } from '../bridge.ts';
import type en from '../i18n/en.json';
import { fieldLabel } from './field-label.ts';

type KnownCode = Exclude<keyof typeof en.problem, 'invalid_request' | 'other'> & ProblemCode;

/** Codes that have words of their own; all others name themselves. */
const KNOWN: Record<KnownCode, true> = {
  tunnel_not_configured: true,
  tunnel_port_taken: true,
  email_taken: true,
  phone_taken: true,
  staff_email_taken: true,
  last_owner: true,
  sign_in_failed: true,
  wrong_password: true,
  too_many_attempts: true,
  unauthorized: true,
  session_locked: true,
  session_ended: true,
  insufficient_role: true,
  scope_not_given: true,
  template_name_taken: true,
  template_not_found: true,
  staff_not_found: true,
  staff_not_active: true,
  session_not_found: true,
  grant_not_found: true,
  session_not_waiting_for_scan: true,
  session_not_linked: true,
  session_unavailable: true,
  practice_unreachable: true,
  practice_only: true,
  practice_refused: true,
  conversation_not_found: true,
  lawyer_not_found: true,
  lawyer_not_active: true,
  lawyer_active: true,
  lawyer_not_empty: true,
  client_not_found: true,
  client_blocked: true,
  client_exists: true,
  client_not_empty: true,
  client_not_assignable: true,
  alias_taken: true,
  alias_not_found: true,
  alias_in_use: true,
  assignment_not_found: true,
  message_not_found: true,
  attachment_not_found: true,
  queued_action_not_found: true,
  group_is_read_only: true,
  already_on_its_way: true,
  message_not_own: true,
  message_not_retryable: true,
  confirmation_needed: true,
  message_not_in_whatsapp: true,
  too_late_in_whatsapp: true,
  attachment_not_ready: true,
  attachment_in_use: true,
  attachment_damaged: true,
  clients_not_mergeable: true,
  not_merged: true,
  body_too_large: true,
  file_type_not_allowed: true,
  disk_almost_full: true,
  key_not_found: true,
  key_not_active: true,
  webhook_not_found: true,
  webhook_url_not_allowed: true,
  delivery_not_found: true,
  event_not_found: true,
  events_expired: true,
  invalid_cursor: true,
};

function isKnown(code: ProblemCode): code is KnownCode {
  return Object.hasOwn(KNOWN, code);
}

/** What is wrong with one field, behind what the window calls it. */
function faultText(t: TFunction, { field, fault, limit = 0 }: FieldFault): string {
  const text = t(`problem.fault.${fault}`, { limit });
  const label = fieldLabel(t, field);
  return label === null ? text : t('problem.field_fault', { field: label, fault: text });
}

/** A refused call in plain words. */
export function problemText(t: TFunction, error: unknown): string {
  if (!(error instanceof BridgeError)) return t('problem.other', { code: 'internal_error' });
  if (isKnown(error.code)) return t(`problem.${error.code}`);
  if (error.code === 'invalid_request') {
    // The same fault in many places is said once.
    const faults = new Set(error.errors.map((fault) => faultText(t, fault)));
    if (faults.size === 0) return t('problem.invalid_request');
    return t('problem.invalid_fields', { detail: [...faults].join(t('problem.between_faults')) });
  }
  return t('problem.other', { code: error.code });
}
