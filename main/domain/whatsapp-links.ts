import type { Session } from '../contract/entities.ts';
import type { Mend } from '../contract/health-chain.ts';
import type { SessionCause } from '../contract/values.ts';
import type { ChainFacts, Judged } from './chain-facts.ts';

/** Why the page itself is away, rather than the phone or the network. */
const OF_PAGE: ReadonlySet<SessionCause> = new Set<SessionCause>([
  'page_unreachable',
  'page_crashed',
  'page_unresponsive',
  'page_blank',
  'driver_not_ready',
  'whatsapp_update_needed',
]);

/** What can be pressed here of what the session asks for. */
function pressed({ steps }: Session): Mend[] {
  return (['wake_session', 'restart_session'] as const).filter((step) => steps.includes(step));
}

/** WhatsApp's page is loaded, and can be worked with. */
export function pageLink({ session }: ChainFacts): Judged<'page'> {
  const { state, cause = null, reduced } = session;
  const link = { link: 'page', cause } as const;
  const restart: Mend[] = ['restart_session'];
  switch (state) {
    case 'starting':
      return { ...link, state: 'attention', code: 'opening', mends: pressed(session) };
    case 'asleep': {
      const isOff = cause === 'lawyer_not_active';
      if (isOff) return { ...link, state: 'idle', code: 'not_active', mends: ['open_lawyer'] };
      return { ...link, state: 'idle', code: 'asleep', mends: pressed(session) };
    }
    case 'unsupported-browser':
      return { ...link, state: 'bad', code: 'not_accepted', mends: restart };
    case 'failed':
      // On a machine that may not open it, opening it once more changes nothing.
      return { ...link, state: 'bad', code: 'not_open', mends: cause === 'runtime_limited' ? [] : restart };
    case 'reconnecting':
      if (cause !== null && OF_PAGE.has(cause)) {
        return { ...link, state: 'attention', code: 'reopening', mends: restart };
      }
      return { ...link, state: 'good', code: 'loaded', mends: [] };
    default:
      if (reduced.length > 0) return { ...link, state: 'attention', code: 'reduced', mends: restart };
      return { ...link, state: 'good', code: 'loaded', mends: [] };
  }
}

/** This machine is linked to the lawyer's phone. */
export function phoneLink({ session }: ChainFacts, page: Judged<'page'>): Judged<'phone'> {
  const { state, cause = null } = session;
  const link = { link: 'phone', cause } as const;
  switch (state) {
    case 'qr':
    case 'pairing-code':
      return { ...link, state: 'bad', code: 'not_linked', mends: ['open_session'] };
    case 'passkey-required':
      return { ...link, state: 'bad', code: 'passkey', mends: ['open_session'] };
    case 'logged-out':
      return { ...link, state: 'bad', code: 'logged_out', mends: ['open_session'] };
    case 'syncing':
      return { ...link, state: 'attention', code: 'syncing', mends: [] };
    case 'reconnecting':
      if (page.code === 'reopening') break;
      return { ...link, state: 'attention', code: 'reconnecting', mends: ['open_session'] };
    case 'ready':
      if (cause === 'phone_offline' || cause === 'network_lost') {
        return { ...link, state: 'attention', code: 'reconnecting', mends: ['open_session'] };
      }
      return { ...link, state: 'good', code: 'linked', mends: [] };
  }
  return { ...link, cause: null, state: 'idle', code: 'not_known', mends: [] };
}

/** What clients write, and what they wrote before, is read and stored. */
export function readingLink({ session, history, alerts }: ChainFacts): Judged<'reading'> {
  const link = { link: 'reading', percent: history.percent } as const;
  if (session.cause === 'nothing_arrives' || alerts.includes('nothing_arrives')) {
    return { ...link, state: 'bad', code: 'nothing_arrives', mends: ['restart_session', 'open_whatsapp'] };
  }
  if (alerts.includes('page_data_refused')) {
    return { ...link, state: 'attention', code: 'refused', mends: ['read_history'] };
  }
  const isConnected = session.state === 'ready';
  if (history.state === 'running') return { ...link, state: 'attention', code: 'running', mends: [] };
  if (history.state === 'interrupted') {
    return { ...link, state: 'attention', code: 'interrupted', mends: isConnected ? ['read_history'] : [] };
  }
  if (alerts.includes('history_incomplete') || (history.state === 'complete' && history.chats_left > 0)) {
    return { ...link, state: 'attention', code: 'gaps', mends: ['read_history'] };
  }
  if (alerts.includes('media_not_taken_in')) {
    return { ...link, state: 'attention', code: 'files_missing', mends: ['open_chats'] };
  }
  if (!isConnected) return { ...link, state: 'idle', code: 'waits', mends: [] };
  return { ...link, state: 'good', code: history.state === 'complete' ? 'complete' : 'arriving', mends: [] };
}
