import type { TFunction } from 'i18next';
import { BridgeError } from '../bridge.ts';

/** A refused call in plain words. */
export function problemText(t: TFunction, error: unknown): string {
  if (!(error instanceof BridgeError)) return t('problem.other', { code: 'internal_error' });
  switch (error.code) {
    case 'email_taken':
    case 'phone_taken':
    case 'session_not_waiting_for_scan':
    case 'practice_unreachable':
    case 'practice_only':
    case 'conversation_not_found':
    case 'lawyer_not_found':
      return t(`problem.${error.code}`);
    case 'invalid_request':
      return t('problem.invalid_request', {
        detail: error.errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
      });
    default:
      return t('problem.other', { code: error.code });
  }
}
