import type { ConversationId, LawyerId, MessageId } from '../../main/contract/ids.ts';
import type { MessageDirection, MessageStatus, Phone } from '../../main/contract/values.ts';
import type { Millis } from '../../main/domain/clock.ts';
import { findOrCreateConversation } from '../../main/domain/find-or-create-conversation.ts';
import { newId } from '../../main/domain/new-id.ts';
import type { Database } from '../../main/domain/ports.ts';
import { recordEvent } from '../../main/domain/record-event.ts';
import type { NewMessage } from '../../main/domain/stores/message-store.ts';

export interface StoredMessage {
  /** Whom it was exchanged with: a number or a lid, or a group that is known. */
  phone?: Phone | null;
  lid?: string | null;
  group?: ConversationId;
  text?: string;
  direction?: MessageDirection;
  status?: MessageStatus;
  kind?: string;
  at: Millis;
}

/** A message as it is when WhatsApp has it: stored, counted and told to the webhooks. */
export async function storeMessage(
  database: Database,
  lawyerId: LawyerId,
  { phone = null, lid = null, group, text = 'Hello', direction = 'inbound', status, kind = 'text', at }: StoredMessage,
): Promise<{ id: MessageId; conversationId: ConversationId }> {
  return database.write(async (stores) => {
    const person = { phone, lid, name: null, source: 'whatsapp' } as const;
    const conversationId = group ?? (await findOrCreateConversation(stores, lawyerId, person, at)).id;
    const message: NewMessage = {
      id: newId('msg', at),
      lawyerId,
      conversationId,
      direction,
      kind,
      text,
      senderName: null,
      senderPhone: null,
      status: status ?? (direction === 'inbound' ? 'received' : 'sent'),
      whatsappId: newId('msg', at).slice(4).toUpperCase(),
      chat: phone === null ? `${lid ?? '1203630'}@${group ? 'g.us' : 'lid'}` : `${phone.slice(1)}@c.us`,
      quoted: null,
      forwarded: false,
      viewOnce: false,
      disappearsAfter: null,
      details: null,
      editedAt: null,
      revokedAt: null,
      sentAt: at,
      storedAt: at,
    };
    await stores.messages.insert(message);
    if (direction === 'inbound') {
      await stores.messages.addUnread(lawyerId, conversationId);
      await recordEvent(stores, { type: 'message.received', lawyerId, conversationId, message: message.id, at });
    }
    return { id: message.id, conversationId };
  });
}

/** A group's conversation. */
export function storeGroup(database: Database, lawyerId: LawyerId, at: Millis): Promise<ConversationId> {
  return database.write(async (stores) => {
    const group = { jid: '120363012345@g.us', title: 'A group', newId: newId('con', at), at };
    return (await stores.conversations.ofGroup(lawyerId, group)).id;
  });
}
