import type { WarningCode } from '../contract/entities.ts';
import type { Mend } from '../contract/health-chain.ts';
import type { ChainFacts, Judged } from './chain-facts.ts';

/** What is to be sent goes out. */
export function queueLink({ queue, session, alerts }: ChainFacts): Judged<'queue'> {
  const { states, first, isFree } = queue;
  const waiting = states.queued + states.sending;
  const held = first === 'quiet_hours' || first === 'daily_cap' ? first : null;
  const link = { link: 'queue', waiting, failed: states.failed, held_by: null } as const;
  const toQueue: Mend[] = ['open_queue'];
  const isStuck = (['queue_deep', 'message_unsent_long', 'message_pending_long'] as const).some((code) =>
    alerts.includes(code),
  );
  if (isStuck) return { ...link, state: 'bad', code: 'stuck', mends: ['open_queue', 'open_whatsapp'] };
  if (waiting > 0 && session.state !== 'ready') {
    return { ...link, state: 'attention', code: 'waits_for_session', mends: ['open_session', 'open_queue'] };
  }
  if (states.failed > 0) return { ...link, state: 'attention', code: 'failed', mends: toQueue };
  if (waiting > 0 && !isFree && held !== null) {
    return { ...link, held_by: held, state: 'attention', code: 'held', mends: ['open_rules', 'open_queue'] };
  }
  return { ...link, state: 'good', code: waiting > 0 ? 'moving' : 'empty', mends: waiting > 0 ? toQueue : [] };
}

/** What is stored has room, and its key is kept well. */
export function storageLink({ freeBytes, freeBytesWanted, warnings, alerts }: ChainFacts): Judged<'storage'> {
  const isInFile = warnings.some(({ code }) => code === 'key_in_file');
  // There one sees what fills the disk, and the key that lies beside the database.
  const mends: Mend[] = ['show_data_folder'];
  const link = { link: 'storage', free_bytes: freeBytes, key_in_file: isInFile, mends } as const;
  if (alerts.includes('disk_almost_full')) return { ...link, state: 'bad', code: 'full' };
  const isLow = freeBytes !== null && freeBytesWanted !== null && freeBytes < freeBytesWanted;
  if (isLow || alerts.includes('disk_space_low')) return { ...link, state: 'attention', code: 'low' };
  const code = freeBytes === null ? 'not_measured' : 'enough';
  return { ...link, state: isInFile || freeBytes === null ? 'attention' : 'good', code, mends: isInFile ? mends : [] };
}

/** The directory's calls are listened for. */
export function apiLink({ api: { isListening, address } }: ChainFacts): Judged<'api'> {
  const link = { link: 'api', address } as const;
  if (isListening) return { ...link, state: 'good', code: 'listening', mends: [] };
  return { ...link, state: 'bad', code: 'not_listening', mends: ['try_api'] };
}

/** The directory's calls come in from outside. */
export function tunnelLink({ tunnel, alerts }: ChainFacts): Judged<'tunnel'> {
  const { provider, state, address, cause } = tunnel;
  const link = { link: 'tunnel', address, cause } as const;
  const mends: Mend[] = ['open_tunnel'];
  switch (state) {
    case 'up':
      return { ...link, state: 'good', code: 'up', mends: [] };
    case 'off':
      return { ...link, state: 'idle', code: provider === null ? 'not_set_up' : 'off', mends };
    case 'failed':
      return { ...link, state: 'bad', code: 'failed', mends };
    default:
      return { ...link, state: alerts.includes('tunnel_down') ? 'bad' : 'attention', code: state, mends };
  }
}

/** The directory is told. */
export function webhooksLink({ webhooks: { all, waiting }, alerts }: ChainFacts): Judged<'webhooks'> {
  const inState = (...states: readonly string[]): number => all.filter(({ state }) => states.includes(state)).length;
  const failing = all.filter(
    ({ state, failing_since }) => failing_since !== null && (state === 'active' || state === 'catching_up'),
  ).length;
  const counts = { active: inState('active', 'catching_up'), paused: inState('paused') };
  const link = { link: 'webhooks', ...counts, failing, switched_off: inState('disabled'), waiting } as const;
  const mends: Mend[] = ['open_webhooks'];
  if (all.length === 0) return { ...link, state: 'idle', code: 'none', mends };
  if (link.switched_off > 0) {
    return { ...link, state: 'bad', code: 'switched_off', mends: ['resume_webhooks', ...mends] };
  }
  if (failing > 0) {
    return { ...link, state: alerts.includes('webhook_failing') ? 'bad' : 'attention', code: 'failing', mends };
  }
  if (link.paused > 0) return { ...link, state: 'attention', code: 'paused', mends };
  if (inState('catching_up') > 0) return { ...link, state: 'attention', code: 'catching_up', mends: [] };
  return { ...link, state: 'good', code: 'delivering', mends: [] };
}

/** The message brokers are told; null where there are none. */
export function brokersLink({ brokers, alerts }: ChainFacts): Judged<'brokers'> | null {
  if (brokers.length === 0) return null;
  const link = { link: 'brokers', behind: Math.max(...brokers.map(({ behind }) => behind)) } as const;
  // In the settings they stand below the way in from outside.
  const mends: Mend[] = ['open_tunnel'];
  const isIn = (state: string): boolean => brokers.some((broker) => broker.state === state);
  if (brokers.some(({ hasMissed }) => hasMissed)) return { ...link, state: 'bad', code: 'missed', mends };
  if (isIn('reconnecting')) {
    return { ...link, state: alerts.includes('broker_failing') ? 'bad' : 'attention', code: 'failing', mends };
  }
  if (brokers.some(({ hasUnrouted }) => hasUnrouted)) return { ...link, state: 'attention', code: 'unrouted', mends };
  if (isIn('paused')) return { ...link, state: 'attention', code: 'paused', mends };
  if (isIn('connecting')) return { ...link, state: 'attention', code: 'connecting', mends };
  return { ...link, state: 'good', code: 'connected', mends: [] };
}

/** What is said of the app and takes nothing from it; where the key lies is the storage's. */
const NO_LIMITS: readonly WarningCode[] = ['key_in_file', 'trial_build'];

/** The app may do all that it can, and has room to. */
export function appLink({ mode, warnings, alerts }: ChainFacts): Judged<'app'> {
  const limits = warnings.map(({ code }) => code).filter((code) => !NO_LIMITS.includes(code));
  const link = { link: 'app', limits } as const;
  if (limits.length > 0) return { ...link, state: mode === 'live' ? 'bad' : 'attention', code: 'limited', mends: [] };
  if (alerts.includes('memory_high')) {
    return { ...link, state: 'attention', code: 'memory_high', mends: ['restart_session', 'open_rules'] };
  }
  return { ...link, state: 'good', code: 'well', mends: [] };
}
