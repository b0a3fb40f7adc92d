import type { Attachment, Message } from '../../../main/contract/entities.ts';

/** A message as the contract has it: a plain text that came in, but for what is given. */
export function aMessage(more: Partial<Message> = {}): Message {
  return {
    id: 'msg_00000000000000000000000001' as Message['id'],
    conversation_id: 'con_00000000000000000000000001' as Message['conversation_id'],
    phone: null,
    direction: 'inbound',
    kind: 'text',
    text: 'Good morning',
    sender_name: 'Maria',
    sender_phone: null,
    status: 'received',
    error: null,
    whatsapp_id: '3EB000000001',
    client_reference: null,
    reply_to: null,
    forwarded: false,
    view_once: false,
    disappears_after: null,
    edited_at: null,
    revoked_at: null,
    reactions: [],
    attachment: null,
    details: null,
    sent_at: '2026-11-22T10:00:00.000Z',
    stored_at: '2026-11-22T10:00:00.000Z',
    ...more,
  };
}

/** A stored file, of which nothing is known but what is given. */
export function anAttachment(more: Partial<Attachment> = {}): Attachment {
  return {
    id: 'att_00000000000000000000000001' as Attachment['id'],
    status: 'stored',
    error: null,
    file_name: null,
    mime_type: 'image/jpeg',
    size: 1000,
    sha256: '0'.repeat(64),
    duration_seconds: null,
    width: null,
    height: null,
    has_thumbnail: false,
    ...more,
  };
}
