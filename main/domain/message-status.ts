import type { StatusTime } from '../contract/entities.ts';
import type { EventType } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { MessageStatus } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { recordEvent } from './record-event.ts';
import type { MessageRef } from './stores/message-store.ts';
import type { Stores } from './stores.ts';

/** The way of an outbound message. A status never goes back, whatever order the acknowledgements come in. */
const WAY = ['queued', 'sending', 'sent', 'delivered', 'read', 'played'] as const satisfies readonly MessageStatus[];
type Step = (typeof WAY)[number];

type Told = Exclude<StatusTime['status'], 'cancelled'>;

/** What the directory is told of, and the message keeps the time of. */
const EVENT_OF = {
  sent: 'message.sent',
  delivered: 'message.delivered',
  read: 'message.read',
  played: 'message.played',
  failed: 'message.failed',
  unknown: 'message.unknown',
} as const satisfies Record<Told, EventType>;

/** WhatsApp's acknowledgement levels: -1 and below failed, 0 pending, 1 server, 2 delivered, 3 read, 4 played. */
export function statusOfAck(ack: number | null): MessageStatus {
  if (ack === null || ack === 0) return 'sending';
  if (ack < 0) return 'failed';
  return WAY[Math.min(ack, 4) + 1] ?? 'sent';
}

/**
 * The facts that lie between two statuses. What was read was also sent and delivered, so each of those is told once,
 * even if its own acknowledgement was never seen.
 */
function stepsBetween(from: MessageStatus, to: MessageStatus): (Step | Told)[] {
  if (to === 'failed' || to === 'unknown') return from === 'queued' || from === 'sending' ? [to] : [];
  const target = WAY.indexOf(to as Step);
  // `failed` and `unknown` were our belief; an acknowledgement is WhatsApp's word, and corrects it.
  const current = from === 'failed' || from === 'unknown' ? WAY.indexOf('sending') : WAY.indexOf(from as Step);
  if (target <= current) return [];
  const steps: Step[] = WAY.slice(current + 1, target + 1);
  return to === 'played' ? steps : steps.filter((step) => step !== 'played');
}

/**
 * Moves an outbound message forward, keeps when, tells each fact on the way, and ends its outbox work once WhatsApp has it.
 */
export async function advanceStatus(
  stores: Stores,
  lawyerId: LawyerId,
  message: MessageRef,
  to: MessageStatus,
  at: Millis,
  error: string | null = null,
): Promise<void> {
  const steps = stepsBetween(message.status, to);
  for (const step of steps) {
    const why = step === to ? error : null;
    if (step === 'queued' || step === 'sending') {
      await stores.messages.setStatus(lawyerId, message.id, step, why);
      continue;
    }
    await stores.messages.reachStatus(lawyerId, message.id, step, why, at);
    const { id, conversationId } = message;
    await recordEvent(stores, { type: EVENT_OF[step], lawyerId, conversationId, message: id, at });
  }
  const last = steps.at(-1);
  if (last && last !== 'queued' && last !== 'sending') await stores.outbox.removeByMessage(lawyerId, message.id);
}

/**
 * Moves our own message to what its acknowledgement level means. A pending one (0) stays in the outbox: the page may
 * still send it, so it is looked for again and never written a second time.
 */
export async function applyAck(
  stores: Stores,
  lawyerId: LawyerId,
  message: MessageRef,
  ack: number | null,
  at: Millis,
): Promise<void> {
  const status = statusOfAck(ack);
  await advanceStatus(stores, lawyerId, message, status, at, status === 'failed' ? 'refused_by_whatsapp' : null);
}
