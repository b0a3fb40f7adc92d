import type { LawyerId, MessageId } from '../contract/ids.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';
import type { SessionAlerts } from './session-alerts.ts';

/** WhatsApp Web sends what it holds within seconds of being connected; what takes so long needs a person's look. */
const LONG: Millis = 10 * 60_000;
const LOOK_EVERY: Millis = 60_000;

interface Dependencies {
  lawyerId: LawyerId;
  database: Database;
  clock: Clock;
  log: Log;
  alerts: SessionAlerts;
}

export interface PendingWatch {
  /** The session is ready. */
  start(): void;
  /** It is ready no more: what is open then stays open. */
  stop(): void;
}

/**
 * Tells a person of each message that WhatsApp's page has taken and keeps to itself: it holds what is behind it in its
 * chat, and is never written again, because WhatsApp Web may still send it.
 */
export function createPendingWatch({ lawyerId, database, clock, log, alerts }: Dependencies): PendingWatch {
  /** Since when each is seen to be pending. Null until it was looked: an earlier run may have told of some. */
  let since: Map<MessageId, Millis> | null = null;
  let round = 0;
  let cancel = () => {};

  async function look(): Promise<void> {
    const mine = round;
    try {
      const { sending, told } = await database.read(async (stores) => ({
        sending: await stores.outbox.sending(lawyerId),
        told: since === null ? await stores.alerts.open(lawyerId) : [],
      }));
      if (round !== mine) return;
      const now = clock.now();
      const isTold = new Set(told.flatMap(({ code, subject }) => (code === 'message_pending_long' ? [subject] : [])));
      const before = since;
      since = new Map(sending.map((id) => [id, before?.get(id) ?? (isTold.has(id) ? now - LONG : now)]));
      alerts.keep(
        'message_pending_long',
        sending.filter((id) => now - (since?.get(id) ?? now) >= LONG),
      );
    } catch {
      log.warn({ lawyer: lawyerId }, 'it could not be looked what is pending');
    }
    if (round === mine) cancel = clock.after(LOOK_EVERY, () => void look());
  }

  function stop(): void {
    round += 1;
    cancel();
  }

  return {
    start() {
      stop();
      void look();
    },
    stop,
  };
}
