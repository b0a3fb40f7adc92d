import type { AlertCode } from '../contract/values.ts';
import type { SessionMemory, Situation } from './session-state.ts';

/** Which alerts of these codes are open in a situation; a code that is left out stays as it is. */
export function alertsOf(
  { state, cause }: Situation,
  memory: SessionMemory,
): Partial<Record<AlertCode, readonly (string | null)[]>> {
  switch (state) {
    case 'ready':
      return { session_failed: [], logged_out: [], other_account: [], passkey_required: [] };
    case 'qr':
    case 'pairing-code':
    case 'passkey-required':
    case 'logged-out':
      return {
        session_failed: [],
        other_account: [],
        passkey_required: state === 'passkey-required' ? [null] : [],
        ...(memory.wasAuthenticated ? { logged_out: [null] } : {}),
      };
    case 'syncing':
      return { passkey_required: [] };
    case 'unsupported-browser':
      return { session_failed: [state], passkey_required: [] };
    case 'failed':
      return cause === 'other_account'
        ? { session_failed: [], other_account: [null], logged_out: [], passkey_required: [] }
        : { session_failed: [cause ?? state], passkey_required: [] };
    // On its way to one of the others.
    default:
      return {};
  }
}
