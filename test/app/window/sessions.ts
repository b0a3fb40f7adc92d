import type { Session } from '../../../main/contract/entities.ts';
import type { Phone } from '../../../main/contract/values.ts';
import { ago } from './fake/fake-id.ts';

const QR =
  '2@q8Zr0bJ4Xn1uWvT7sKpLdYcEaHfGmQxR,3oVtB6nM9kLsPdFgHjKlQwErTyUiOpAs=,Zx8Cv5Bn2Mq1We4Rt7Yu0Io3Pa6Sd9Fg=,Hj2Kl5,1';

function session(state: Session['state'], more: Partial<Session> = {}): Session {
  return { state, since: ago(12), steps: [], reduced: [], ...more };
}

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

/** Each situation that a session can be in, as the main process would tell it. */
export const SESSIONS = {
  starting: () => session('starting', { steps: ['wait'] }),
  'starting-offline': () => session('starting', { cause: 'network_lost', ready_until: ago(40), steps: ['wait'] }),
  'starting-crashed': () => session('starting', { cause: 'page_crashed', steps: ['wait', 'restart_session'] }),
  qr: () => session('qr', { qr: QR, qr_expires_at: soon(20), steps: ['scan_qr', 'use_pairing_code'] }),
  'qr-loading': () => session('qr', { cause: 'qr_loading', steps: ['wait', 'restart_session'] }),
  'qr-idle': () => session('qr', { cause: 'qr_idle', qr: QR, steps: ['restart_session', 'use_pairing_code'] }),
  'qr-other-account': () =>
    session('qr', {
      cause: 'other_account',
      qr: QR,
      qr_expires_at: soon(20),
      account: { phone: '+491609876543' as Phone },
      steps: ['scan_with_own_phone', 'scan_qr'],
    }),
  'pairing-code': () =>
    session('pairing-code', {
      pairing_code: 'K7QF2MXA',
      pairing_code_expires_at: soon(160),
      steps: ['enter_pairing_code', 'restart_session'],
    }),
  'passkey-required': () => session('passkey-required', { steps: ['use_pairing_code', 'restart_session'] }),
  syncing: () => session('syncing', { sync_percent: 42, steps: ['open_whatsapp_on_phone', 'wait'] }),
  ready: () => session('ready'),
  'ready-phone-offline': () => session('ready', { cause: 'phone_offline', steps: ['open_whatsapp_on_phone'] }),
  'ready-silent': () => session('ready', { cause: 'nothing_arrives', steps: ['wait', 'restart_session'] }),
  'ready-reduced': () =>
    session('ready', {
      cause: 'driver_reduced',
      steps: ['update_app'],
      reduced: [
        { ability: 'send_text', driver: 'dom' },
        { ability: 'react', driver: null },
        { ability: 'download_media', driver: null },
      ],
    }),
  reconnecting: () =>
    session('reconnecting', { cause: 'network_lost', ready_until: ago(40), steps: ['check_network', 'wait'] }),
  'reconnecting-hung': () =>
    session('reconnecting', { cause: 'page_unresponsive', steps: ['wait', 'restart_session'] }),
  'reconnecting-blank': () => session('reconnecting', { cause: 'page_blank', steps: ['wait', 'restart_session'] }),
  asleep: () => session('asleep', { cause: 'put_to_sleep', steps: ['wake_session'] }),
  'logged-out-by-phone': () => session('logged-out', { cause: 'logged_out_by_phone', steps: ['restart_session'] }),
  'logged-out-by-person': () => session('logged-out', { cause: 'logged_out_by_person', steps: ['restart_session'] }),
  'logged-out-other-account': () =>
    session('logged-out', {
      cause: 'other_account',
      account: { phone: '+491609876543' as Phone },
      steps: ['scan_with_own_phone', 'restart_session'],
    }),
  'unsupported-browser': () => session('unsupported-browser', { steps: ['update_app', 'restart_session'] }),
  'failed-unreachable': () =>
    session('failed', { cause: 'page_unreachable', steps: ['check_network', 'restart_session'] }),
  'failed-runtime': () => session('failed', { cause: 'runtime_limited', steps: ['use_official_build'] }),
  'failed-driver': () => session('failed', { cause: 'driver_not_ready', steps: ['update_app', 'restart_session'] }),
} satisfies Record<string, () => Session>;

export type SessionName = keyof typeof SESSIONS;
