import type { Alert, Session } from '../contract/entities.ts';

/**
 * How the app is doing, in one word for the tray. `not_connected` passes by itself; `needs_attention` waits for a person;
 * `not_set_up`: there is no lawyer whose WhatsApp could be connected.
 */
export type AppCondition = 'connected' | 'not_connected' | 'needs_attention' | 'not_set_up';

/** States that pass by themselves. */
const PASSING: ReadonlySet<Session['state']> = new Set<Session['state']>(['starting', 'syncing', 'reconnecting']);

/** The worst of all lawyers' is said: it is that which a person is to see. */
export function appCondition(
  sessions: readonly Pick<Session, 'state'>[],
  alerts: readonly Pick<Alert, 'code'>[],
): AppCondition {
  if (sessions.length === 0) return 'not_set_up';
  const isWell = ({ state }: Pick<Session, 'state'>): boolean => state === 'ready' || state === 'asleep';
  if (alerts.length > 0 || sessions.some((session) => !isWell(session) && !PASSING.has(session.state))) {
    return 'needs_attention';
  }
  return sessions.every(isWell) ? 'connected' : 'not_connected';
}
