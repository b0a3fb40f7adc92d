import type { Message } from '../contract/entities.ts';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import { FileUse, type MessageStatus, type SendFailure } from '../contract/values.ts';
import type { AcceptedMessage } from './accept-message.ts';
import { assertActive } from './active-lawyer.ts';
import { AppError } from './app-error.ts';
import { assertNotBlocked } from './blocked-client.ts';
import type { Millis } from './clock.ts';
import { newWhatsAppId } from './new-id.ts';
import type { OutboxAction } from './stores/outbox-store.ts';
import type { Stores } from './stores.ts';

type Send = Extract<OutboxAction, { type: 'send' }>;

/** WhatsApp has said no to the message under its id, and would say it again. */
const REFUSED: SendFailure = 'refused_by_whatsapp';

/**
 * Queues once more what was not sent, as the same message, in the caller's transaction.
 * - `failed`: WhatsApp does not have it. What it has refused gets another of WhatsApp's ids; for all else the page was
 *   never asked.
 * - `cancelled`: it was taken back while it was not on its way, so that the page does not have it. It keeps its id: had it
 *   been tried before, it is what it would have been tried under again.
 * - `unknown`: the page was asked, and may have sent it. The message is looked for under its id first, and sent only where
 *   it is not found; what was typed on the screen cannot be found, so that a person must say that twice is better than
 *   never (`isConfirmed`).
 *
 * Throws AppError `message_not_found`, `message_not_retryable`, `group_is_read_only`, `confirmation_needed`,
 * `lawyer_not_active`, `client_blocked`, `attachment_not_ready`.
 */
export async function retryMessage(
  stores: Stores,
  lawyerId: LawyerId,
  id: MessageId,
  isConfirmed: boolean,
  at: Millis,
): Promise<AcceptedMessage> {
  const message = await stores.messages.find(lawyerId, id);
  if (!message) throw new AppError('message_not_found');
  await assertActive(stores, lawyerId);
  const { status, conversation_id: conversationId } = message;
  // What a merge has left behind is in the chat a second time.
  const conversation = await stores.conversations.find(lawyerId, conversationId);
  if (!conversation) throw new AppError('message_not_found');
  if (!isRetryable(message)) throw new AppError('message_not_retryable');
  if (conversation.type === 'group') throw new AppError('group_is_read_only');
  await assertNotBlocked(stores, lawyerId, conversationId);
  if (status === 'unknown' && !isConfirmed) {
    throw new AppError('confirmation_needed', [
      { field: 'confirm', message: 'must be true: the client may get it twice' },
    ]);
  }
  const action = await actionOf(stores, lawyerId, message);
  // What is said in a conversation is for whoever it is held with, whatever number was asked for at first.
  const row = await stores.outbox.add({ messageId: id, lawyerId, conversationId, phone: message.phone, action, at });
  let next: 'queued' | 'sending' = 'queued';
  if (status === 'unknown') {
    // As after a crash between typing and the answer: it is looked for before anything is sent.
    await stores.outbox.markSending(row);
    next = 'sending';
  } else if (message.error === REFUSED) {
    await stores.messages.setWhatsAppId(lawyerId, id, newWhatsAppId());
  }
  await stores.messages.setStatus(lawyerId, id, next, null);
  return { id, lawyerId, conversationId };
}

const NOT_SENT: ReadonlySet<MessageStatus> = new Set(['failed', 'cancelled', 'unknown']);

/** Not what the lawyer's phone has tried to send and we never could, such as a place. */
function isRetryable({ status, kind, text, revoked_at }: Message): boolean {
  if (!NOT_SENT.has(status) || revoked_at !== null) return false;
  return kind === 'text' ? text !== '' : FileUse.safeParse(kind).success;
}

async function actionOf(stores: Stores, lawyerId: LawyerId, message: Message): Promise<Send> {
  return {
    type: 'send',
    to: 'conversation',
    text: message.text,
    file: fileOf(message),
    quoted: await quotedBy(stores, lawyerId, message),
  };
}

function fileOf({ attachment, kind }: Message): Send['file'] {
  const use = FileUse.safeParse(kind);
  if (!use.success) return null;
  if (attachment?.sha256 == null || attachment.size === null || attachment.mime_type === null) {
    throw new AppError('attachment_not_ready');
  }
  const { sha256, size, mime_type: mimeType, file_name } = attachment;
  return { sha256, size, mimeType, fileName: file_name ?? 'attachment', use: use.data };
}

async function quotedBy(stores: Stores, lawyerId: LawyerId, { reply_to }: Message): Promise<Send['quoted']> {
  if (!reply_to?.message_id) return null;
  const quoted = await stores.messages.findKnown(lawyerId, reply_to.message_id);
  return quoted && { chat: quoted.chat, whatsappId: quoted.whatsappId, fromMe: quoted.direction === 'outbound' };
}
