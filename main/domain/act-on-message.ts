import type { QueuedAction } from '../contract/entities.ts';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import { EDIT_MINUTES, REVOKE_HOURS } from '../contract/limits.ts';
import type { MessageText } from '../contract/values.ts';
import { assertActive } from './active-lawyer.ts';
import { AppError } from './app-error.ts';
import { assertNotBlocked } from './blocked-client.ts';
import type { Millis } from './clock.ts';
import { isInWhatsApp } from './message-place.ts';
import type { KnownMessage } from './stores/message-store.ts';
import type { Stores } from './stores.ts';

/** What can be done to a message in WhatsApp. An empty emoji takes the reaction back. */
export type MessageAction = { type: 'react'; emoji: string } | { type: 'edit'; text: MessageText } | { type: 'revoke' };

const EDIT_WINDOW: Millis = EDIT_MINUTES * 60_000;
const REVOKE_WINDOW: Millis = REVOKE_HOURS * 60 * 60_000;

/** Kinds that have a text or a caption to be edited. */
const EDITABLE_KINDS: ReadonlySet<string> = new Set(['text', 'image', 'video', 'document']);

/**
 * Queues what is to be done to a message in WhatsApp, in the caller's transaction. The stored message changes when the
 * page shows the change. Throws AppError `lawyer_not_active`, `message_not_found`, `group_is_read_only`, `message_not_in_whatsapp`; for edit
 * and revoke also `message_not_own` and `too_late_in_whatsapp`, and `invalid_request` for a kind that has no text.
 */
export async function actOnMessage(
  stores: Stores,
  lawyerId: LawyerId,
  messageId: MessageId,
  action: MessageAction,
  at: Millis,
): Promise<QueuedAction> {
  await assertActive(stores, lawyerId);
  const message = await stores.messages.findKnown(lawyerId, messageId);
  if (!message) throw new AppError('message_not_found');
  const conversation = await stores.conversations.find(lawyerId, message.conversationId);
  if (!conversation) throw new AppError('message_not_found');
  if (conversation.type === 'group') throw new AppError('group_is_read_only');
  // What was said too much can be taken back from anybody.
  if (action.type !== 'revoke') await assertNotBlocked(stores, lawyerId, message.conversationId);
  if (action.type !== 'react') checkOwn(message, action.type, at);
  if (!isInWhatsApp(message)) throw new AppError('message_not_in_whatsapp');
  const { conversationId } = message;
  const id = await stores.outbox.add({ messageId, lawyerId, conversationId, phone: conversation.phone, action, at });
  const queued = await stores.outbox.find(lawyerId, id);
  if (!queued) throw new AppError('queued_action_not_found');
  return queued;
}

function checkOwn(message: KnownMessage, type: 'edit' | 'revoke', at: Millis): void {
  if (message.direction !== 'outbound') throw new AppError('message_not_own');
  if (type === 'edit' && !EDITABLE_KINDS.has(message.kind)) {
    throw new AppError('invalid_request', [
      { field: 'text', message: `WhatsApp edits no ${message.kind}`, fault: 'not_editable' },
    ]);
  }
  const age = at - message.sentAt;
  if (age > (type === 'edit' ? EDIT_WINDOW : REVOKE_WINDOW)) throw new AppError('too_late_in_whatsapp');
}
