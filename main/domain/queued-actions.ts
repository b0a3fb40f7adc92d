import type { QueuedAction, Session } from '../contract/entities.ts';

/**
 * What waits, with the reason that it has at this moment: while the session is not ready, everything waits for it, which
 * no row says of itself.
 */
export function withSession(action: QueuedAction, session: Session): QueuedAction {
  if (action.state !== 'queued' || session.state === 'ready') return action;
  return { ...action, waits_for: 'session', due_at: null };
}
