import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageText, Phone } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { findOrCreateConversation } from './find-or-create-conversation.ts';
import { newId, newWhatsAppId } from './new-id.ts';
import type { Stores } from './stores.ts';

export interface AcceptedMessage {
  id: MessageId;
  lawyerId: LawyerId;
  conversationId: ConversationId;
}

/**
 * Accepts a text for sending, in the caller's transaction. WhatsApp's id is chosen here, before anything is sent: by it
 * a message is recognised in the page after any crash, and so never written twice.
 */
export async function acceptMessage(
  stores: Stores,
  lawyerId: LawyerId,
  { to, text }: { to: Phone; text: MessageText },
  at: Millis,
): Promise<AcceptedMessage> {
  const conversation = await findOrCreateConversation(
    stores,
    lawyerId,
    { phone: to, lid: null, name: null, source: 'api' },
    at,
  );
  const id = newId('msg', at);
  await stores.messages.insert({
    id,
    lawyerId,
    conversationId: conversation.id,
    direction: 'outbound',
    kind: 'text',
    text,
    senderName: null,
    status: 'queued',
    whatsappId: newWhatsAppId(),
    chat: null,
    // WhatsApp's clock has whole seconds. Ours is cut to the same, so that within a second the order of storing decides.
    sentAt: Math.floor(at / 1000) * 1000,
    storedAt: at,
  });
  await stores.outbox.add({ messageId: id, lawyerId, conversationId: conversation.id, phone: to, at });
  return { id, lawyerId, conversationId: conversation.id };
}
