import type { SessionCause, SessionState, SessionStep } from '../contract/values.ts';

/** What helps against a cause, whatever the state is. The most useful first. */
const BY_CAUSE: Partial<Record<SessionCause, readonly SessionStep[]>> = {
  runtime_limited: ['use_official_build'],
  page_unreachable: ['check_network', 'wait'],
  page_crashed: ['wait', 'restart_session'],
  page_unresponsive: ['wait', 'restart_session'],
  page_blank: ['wait', 'check_network', 'restart_session'],
  driver_not_ready: ['wait', 'update_app', 'restart_session'],
  driver_reduced: ['update_app'],
  network_lost: ['check_network', 'wait'],
  phone_offline: ['open_whatsapp_on_phone'],
  nothing_arrives: ['open_whatsapp_on_phone', 'check_network', 'restart_session'],
  qr_loading: ['wait', 'use_pairing_code', 'restart_session'],
  qr_idle: ['wait', 'use_pairing_code', 'restart_session'],
  other_account: ['scan_with_own_phone'],
  whatsapp_update_needed: ['wait', 'restart_session'],
  disk_almost_full: ['free_disk_space'],
};

const BY_STATE: Record<SessionState, readonly SessionStep[]> = {
  starting: ['wait'],
  qr: ['scan_qr', 'use_pairing_code'],
  'pairing-code': ['enter_pairing_code'],
  'passkey-required': ['use_pairing_code', 'confirm_on_phone', 'restart_session'],
  syncing: ['wait', 'open_whatsapp_on_phone'],
  ready: [],
  reconnecting: ['wait'],
  asleep: ['wake_session'],
  'logged-out': ['wait', 'restart_session'],
  'unsupported-browser': ['wait', 'update_app', 'restart_session'],
  failed: ['restart_session'],
};

/** What the person can do now. `hasCode`: a pairing code is shown; `canPair`: the page can be asked for one. */
export function stepsOf(
  state: SessionState,
  cause: SessionCause | undefined,
  { hasCode, canPair }: { hasCode: boolean; canPair: boolean },
): SessionStep[] {
  if (state === 'pairing-code' && !hasCode) return ['wait'];
  const steps = (cause && BY_CAUSE[cause]) ?? BY_STATE[state];
  return steps.filter((step) => canPair || step !== 'use_pairing_code');
}
