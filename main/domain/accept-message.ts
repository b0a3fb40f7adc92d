import type { AttachmentId, ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { TemplateUse } from '../contract/template.ts';
import type { FileUse, MessageStatus, MessageText, Phone } from '../contract/values.ts';
import { assertActive } from './active-lawyer.ts';
import { AppError } from './app-error.ts';
import { assertNotBlocked } from './blocked-client.ts';
import type { Millis } from './clock.ts';
import { findOrCreateConversation } from './find-or-create-conversation.ts';
import { isInWhatsApp } from './message-place.ts';
import { newId, newWhatsAppId } from './new-id.ts';
import { checkUse, defaultUse } from './sendable-file.ts';
import type { KnownMessage } from './stores/message-store.ts';
import type { OutboxAction } from './stores/outbox-store.ts';
import type { Stores } from './stores.ts';
import { textOfTemplate } from './templates.ts';

/** A text, a file with or without a caption, or a template; to a number, or into a conversation. `contract/send-message.ts` checks its form. */
export interface Outgoing {
  to?: Phone | undefined;
  conversation_id?: ConversationId | undefined;
  text?: MessageText | undefined;
  attachment?: { id: AttachmentId; use?: FileUse | undefined } | undefined;
  template?: TemplateUse | undefined;
  reply_to?: MessageId | undefined;
  client_reference?: string | undefined;
}

export interface AcceptedMessage {
  id: MessageId;
  lawyerId: LawyerId;
  conversationId: ConversationId;
  /** Of the template's variant that was taken. */
  language?: string | undefined;
}

type Send = Extract<OutboxAction, { type: 'send' }>;

const NOT_SENT: ReadonlySet<MessageStatus> = new Set(['cancelled', 'failed']);

/** What is shown of a message that another one answers, in UTF-16 units. */
const PREVIEW_LENGTH = 200;

/**
 * Accepts a message for sending, in the caller's transaction. WhatsApp's id is chosen here, before anything is sent: by
 * it a message is recognised in the page after any crash, and so never written twice. Throws AppError
 * `conversation_not_found`, `group_is_read_only`, `message_not_found` and `message_not_in_whatsapp` (of `reply_to`),
 * `attachment_not_found`, `attachment_not_ready`, `attachment_in_use`, `file_type_not_allowed`, `body_too_large`,
 * `invalid_request` (a caption where WhatsApp has none), `lawyer_not_active`, `client_blocked`, `template_not_found`.
 */
export async function acceptMessage(
  stores: Stores,
  lawyerId: LawyerId,
  outgoing: Outgoing,
  at: Millis,
): Promise<AcceptedMessage> {
  await assertActive(stores, lawyerId);
  const file = outgoing.attachment ? await fileOf(stores, lawyerId, outgoing.attachment) : null;
  const filled = outgoing.template && (await textOfTemplate(stores, lawyerId, outgoing.template));
  const text = filled?.text ?? outgoing.text ?? '';
  if (text === '' && !file)
    throw new AppError('invalid_request', [{ field: 'text', message: 'must not be empty', fault: 'missing' }]);
  if (text !== '' && (file?.use === 'voice' || file?.use === 'audio')) {
    throw new AppError('invalid_request', [
      { field: 'text', message: `WhatsApp shows no caption with ${file.use}`, fault: 'no_caption' },
    ]);
  }
  const { id: conversationId, phone } = await conversationOf(stores, lawyerId, outgoing, at);
  await assertNotBlocked(stores, lawyerId, conversationId);
  const quoted = outgoing.reply_to ? await quotedIn(stores, lawyerId, conversationId, outgoing.reply_to) : null;
  const id = newId('msg', at);
  await stores.messages.insert({
    id,
    lawyerId,
    conversationId,
    direction: 'outbound',
    kind: file?.use ?? 'text',
    text,
    senderName: null,
    senderPhone: null,
    status: 'queued',
    whatsappId: newWhatsAppId(),
    chat: null,
    quoted: quoted && {
      whatsappId: quoted.whatsappId,
      preview: quoted.text.slice(0, PREVIEW_LENGTH).toWellFormed() || null,
    },
    forwarded: false,
    viewOnce: false,
    disappearsAfter: null,
    details: null,
    editedAt: null,
    revokedAt: null,
    // WhatsApp's clock has whole seconds. Ours is cut to the same, so that within a second the order of storing decides.
    sentAt: Math.floor(at / 1000) * 1000,
    storedAt: at,
  });
  if (outgoing.client_reference) await stores.messages.setReference(lawyerId, id, outgoing.client_reference);
  if (outgoing.attachment) await takeFile(stores, lawyerId, outgoing.attachment.id, id, at);
  const action: Send = {
    type: 'send',
    to: outgoing.to ? 'number' : 'conversation',
    text,
    file,
    quoted: quoted && {
      chat: quoted.chat,
      whatsappId: quoted.whatsappId,
      fromMe: quoted.direction === 'outbound',
    },
  };
  await stores.outbox.add({ messageId: id, lawyerId, conversationId, phone, action, at });
  return { id, lawyerId, conversationId, language: filled?.language };
}

/** An upload is sent with one message. Of one that was not sent after all, another message gets a copy. */
async function takeFile(
  { attachments, messages }: Stores,
  lawyerId: LawyerId,
  id: AttachmentId,
  messageId: MessageId,
  at: Millis,
): Promise<void> {
  if (await attachments.attach(lawyerId, id, messageId)) return;
  const holder = await attachments.holder(lawyerId, id);
  const held = holder && (await messages.findKnown(lawyerId, holder));
  if (!held || !NOT_SENT.has(held.status)) {
    throw new AppError('attachment_in_use', [{ field: 'attachment.id', message: 'belongs to another message' }]);
  }
  await attachments.copy(lawyerId, { from: held.id, to: messageId, newId: newId('att', at) });
}

async function conversationOf(
  stores: Stores,
  lawyerId: LawyerId,
  { to, conversation_id }: Outgoing,
  at: Millis,
): Promise<{ id: ConversationId; phone: Phone | null }> {
  if (to) {
    const person = { phone: to, lid: null, name: null, source: 'api' } as const;
    const { id } = await findOrCreateConversation(stores, lawyerId, person, at);
    return { id, phone: to };
  }
  const conversation = conversation_id ? await stores.conversations.find(lawyerId, conversation_id) : null;
  if (!conversation) throw new AppError('conversation_not_found');
  if (conversation.type === 'group') throw new AppError('group_is_read_only');
  return { id: conversation.id, phone: conversation.phone };
}

async function quotedIn(
  stores: Stores,
  lawyerId: LawyerId,
  conversationId: ConversationId,
  id: MessageId,
): Promise<KnownMessage> {
  const message = await stores.messages.findKnown(lawyerId, id);
  const field = 'reply_to';
  if (message?.conversationId !== conversationId) {
    throw new AppError('message_not_found', [{ field, message: 'is no message of this conversation' }]);
  }
  if (!isInWhatsApp(message)) {
    throw new AppError('message_not_in_whatsapp', [{ field, message: 'is not in WhatsApp, or there no more' }]);
  }
  return message;
}

async function fileOf(
  stores: Stores,
  lawyerId: LawyerId,
  { id, use }: { id: AttachmentId; use?: FileUse | undefined },
): Promise<NonNullable<Send['file']>> {
  const attachment = await stores.attachments.find(lawyerId, id);
  if (!attachment) throw new AppError('attachment_not_found', [{ field: 'attachment.id', message: 'does not exist' }]);
  const { sha256, size, mime_type: mimeType } = attachment;
  if (attachment.status !== 'stored' || sha256 === null || size === null || mimeType === null) {
    throw new AppError('attachment_not_ready', [{ field: 'attachment.id', message: 'has no file yet' }]);
  }
  const shownAs = use ?? defaultUse(mimeType);
  checkUse({ mimeType, size }, shownAs);
  return { sha256, size, mimeType, fileName: attachment.file_name ?? 'attachment', use: shownAs };
}
