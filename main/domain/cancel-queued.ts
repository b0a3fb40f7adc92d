import type { LawyerId, MessageId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';

/**
 * Takes back what waits to be done in WhatsApp and is not begun, or what WhatsApp has refused, in the caller's
 * transaction; a message that was to be sent is then `cancelled`. Throws AppError `queued_action_not_found`,
 * `already_on_its_way`.
 */
export async function cancelQueued(stores: Stores, lawyerId: LawyerId, id: number, at: Millis): Promise<void> {
  const queued = await stores.outbox.find(lawyerId, id);
  if (!queued) throw new AppError('queued_action_not_found');
  if (!(await stores.outbox.cancel(lawyerId, id))) throw new AppError('already_on_its_way');
  if (queued.action === 'send' && queued.message_id) await tellCancelled(stores, lawyerId, queued.message_id, at);
}

/** The same for the sending of one message. Throws AppError `message_not_found`, `already_on_its_way`. */
export async function cancelMessage(stores: Stores, lawyerId: LawyerId, id: MessageId, at: Millis): Promise<void> {
  if (!(await stores.messages.findKnown(lawyerId, id))) throw new AppError('message_not_found');
  const row = await stores.outbox.findSend(lawyerId, id);
  if (!row || !(await stores.outbox.cancel(lawyerId, row.id))) throw new AppError('already_on_its_way');
  await tellCancelled(stores, lawyerId, id, at);
}

/** The same for a message that is not to be sent any more and certainly was not, whether or not it was begun. */
export async function cancelUnsent(stores: Stores, lawyerId: LawyerId, id: MessageId, at: Millis): Promise<void> {
  await stores.outbox.removeByMessage(lawyerId, id);
  await tellCancelled(stores, lawyerId, id, at);
}

async function tellCancelled(stores: Stores, lawyerId: LawyerId, id: MessageId, at: Millis): Promise<void> {
  await stores.messages.reachStatus(lawyerId, id, 'cancelled', null, at);
  const known = await stores.messages.findKnown(lawyerId, id);
  if (!known) return;
  const { conversationId } = known;
  await recordEvent(stores, { type: 'message.cancelled', lawyerId, conversationId, message: id, at });
}
