import type { MessageStatus } from '../../main/contract/values.ts';

export type Tick = 'clock' | 'one' | 'two' | 'two-read' | 'failed' | 'cancelled' | 'unknown';

const TICKS: Record<MessageStatus, Tick | null> = {
  received: null,
  queued: 'clock',
  sending: 'clock',
  sent: 'one',
  delivered: 'two',
  read: 'two-read',
  played: 'two-read',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

/** The mark beside a message of ours; messages that came in have none. */
export function tickOfStatus(status: MessageStatus): Tick | null {
  return TICKS[status];
}
