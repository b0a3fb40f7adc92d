import { type Kysely, sql } from 'kysely';
import type { Message } from '../contract/entities.ts';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { MessageDirection } from '../contract/values.ts';
import type { MessageStore } from '../domain/stores.ts';
import { decodeCursor, toPage } from './cursor.ts';
import type { Schema } from './schema.ts';

/**
 * The message's canonical key: unique, so that a message is stored once, whatever the page repeats. The chat's jid is
 * not part of it, because it can turn from `@c.us` to `@lid` between two readings.
 */
function canonicalKey(
  lawyerId: LawyerId,
  conversationId: ConversationId,
  direction: MessageDirection,
  whatsappId: string,
): string {
  return JSON.stringify([lawyerId, conversationId, direction === 'outbound', whatsappId]);
}

function messagesOf(db: Kysely<Schema>, lawyerId: LawyerId) {
  return db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .where('m.lawyer_id', '=', lawyerId)
    .select([
      'm.id',
      'm.conversation_id',
      'c.phone_number',
      'm.direction',
      'm.kind',
      'm.content',
      'm.sender_name',
      'm.status',
      'm.error',
      'm.whatsapp_id',
      'm.message_index',
      'm.sending_date',
      'm.stored_date',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof messagesOf>['executeTakeFirstOrThrow']>>;

function toMessage(row: Row): Message {
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    phone: row.phone_number,
    direction: row.direction,
    kind: row.kind,
    text: row.content,
    sender_name: row.sender_name,
    status: row.status,
    error: row.error,
    whatsapp_id: row.whatsapp_id,
    sent_at: new Date(row.sending_date).toISOString(),
    stored_at: new Date(row.stored_date).toISOString(),
  };
}

export function createMessageStore(db: Kysely<Schema>): MessageStore {
  return {
    async insert(message) {
      const { lawyerId, conversationId, direction, whatsappId } = message;
      const inserted = await db
        .insertInto('messages')
        .values(({ selectFrom }) => ({
          id: message.id,
          lawyer_id: lawyerId,
          conversation_id: conversationId,
          role: direction === 'inbound' ? 'client' : 'lawyer',
          sender_name: message.senderName,
          content: message.text,
          message_index: selectFrom('messages')
            .where('conversation_id', '=', conversationId)
            .select(sql<number>`coalesce(max(message_index), 0) + 1`.as('next')),
          sending_date: message.sentAt,
          stored_date: message.storedAt,
          meta_text: canonicalKey(lawyerId, conversationId, direction, whatsappId),
          attachment_filename: null,
          kind: message.kind,
          direction,
          status: message.status,
          error: null,
          whatsapp_id: whatsappId,
          chat: message.chat,
        }))
        .onConflict((conflict) => conflict.column('meta_text').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
      // The newest message leads the list; one read from history leaves the list's order as it is.
      await db
        .updateTable('conversations')
        .set((eb) => ({
          size: eb('size', '+', 1),
          last_message_id: eb
            .case()
            .when(eb.or([eb('last_message_id', 'is', null), eb('last_activity', '<=', message.sentAt)]))
            .then(message.id)
            .else(eb.ref('last_message_id'))
            .end(),
          last_activity: eb
            .case()
            .when(eb.or([eb('last_message_id', 'is', null), eb('last_activity', '<=', message.sentAt)]))
            .then(message.sentAt)
            .else(eb.ref('last_activity'))
            .end(),
          updated: message.storedAt,
        }))
        .where('id', '=', conversationId)
        .where('lawyer_id', '=', lawyerId)
        .execute();
      return true;
    },
    async addUnread(lawyerId, conversationId) {
      await db
        .updateTable('conversations')
        .set((eb) => ({ unread: eb('unread', '+', 1) }))
        .where('id', '=', conversationId)
        .where('lawyer_id', '=', lawyerId)
        .execute();
    },
    async findByWhatsAppId(lawyerId, direction, whatsappId) {
      const row = await db
        .selectFrom('messages')
        .select(['id', 'conversation_id', 'status', 'chat', 'sending_date'])
        .where('lawyer_id', '=', lawyerId)
        .where('whatsapp_id', '=', whatsappId)
        .where('direction', '=', direction)
        .executeTakeFirst();
      if (!row) return null;
      const { id, conversation_id: conversationId, status, chat, sending_date: sentAt } = row;
      return { id, conversationId, status, chat, sentAt };
    },
    async openSince(lawyerId, since, limit) {
      const rows = await db
        .selectFrom('messages')
        .select(['chat', 'whatsapp_id'])
        .where('lawyer_id', '=', lawyerId)
        .where('direction', '=', 'outbound')
        .where('status', 'in', ['sending', 'sent', 'delivered', 'unknown', 'failed'])
        .where('sending_date', '>=', since)
        .where('chat', 'is not', null)
        .orderBy('sending_date', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap((row) => (row.chat === null ? [] : [{ chat: row.chat, whatsappId: row.whatsapp_id }]));
    },
    async setPlace(lawyerId, id, { chat, sentAt }) {
      await db
        .updateTable('messages')
        .set({ chat, ...(sentAt === undefined ? {} : { sending_date: sentAt }) })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async setStatus(lawyerId, id, status, error) {
      await db
        .updateTable('messages')
        .set({ status, error })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async find(lawyerId, id) {
      const row = await messagesOf(db, lawyerId).where('m.id', '=', id).executeTakeFirst();
      return row ? toMessage(row) : null;
    },
    async list(lawyerId, conversationId, { limit, cursor }) {
      let query = messagesOf(db, lawyerId)
        .where('m.conversation_id', '=', conversationId)
        .orderBy('m.sending_date', 'desc')
        .orderBy('m.message_index', 'desc')
        .limit(limit + 1);
      if (cursor) {
        const [time, index] = decodeCursor(cursor);
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('m.sending_date', 'm.message_index'), '<', tuple(time, Number(index))),
        );
      }
      const page = toPage(await query.execute(), limit, (row) => [row.sending_date, row.message_index]);
      return { rows: page.rows.reverse().map(toMessage), nextCursor: page.nextCursor };
    },
  };
}
