import type { Kysely } from 'kysely';
import type { OutboxStore } from '../domain/stores.ts';
import type { Schema } from './schema.ts';

export function createOutboxStore(db: Kysely<Schema>): OutboxStore {
  return {
    async add({ messageId, lawyerId, conversationId, phone, at }) {
      await db
        .insertInto('outbox')
        .values({
          message_id: messageId,
          lawyer_id: lawyerId,
          conversation_id: conversationId,
          phone_number: phone,
          state: 'queued',
          attempts: 0,
          next_attempt: at,
          created: at,
        })
        .execute();
    },
    async next(lawyerId, at) {
      const row = await db
        .selectFrom('outbox as o')
        .innerJoin('messages as m', 'm.id', 'o.message_id')
        .select([
          'o.id',
          'o.message_id',
          'o.conversation_id',
          'o.phone_number',
          'm.content',
          'm.whatsapp_id',
          'o.state',
          'o.attempts',
        ])
        .where('o.lawyer_id', '=', lawyerId)
        .where('o.next_attempt', '<=', at)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('outbox as earlier')
                .select('earlier.id')
                .whereRef('earlier.conversation_id', '=', 'o.conversation_id')
                .whereRef('earlier.id', '<', 'o.id'),
            ),
          ),
        )
        .orderBy('o.id')
        .limit(1)
        .executeTakeFirst();
      if (!row) return null;
      return {
        id: row.id,
        messageId: row.message_id,
        lawyerId,
        conversationId: row.conversation_id,
        phone: row.phone_number,
        text: row.content,
        whatsappId: row.whatsapp_id,
        state: row.state,
        attempts: row.attempts,
      };
    },
    async nextDue(lawyerId, after) {
      const row = await db
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('next_attempt').as('at'))
        .where('lawyer_id', '=', lawyerId)
        .where('next_attempt', '>', after)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    async markSending(id) {
      const result = await db
        .updateTable('outbox')
        .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    async postpone(id, at) {
      await db.updateTable('outbox').set({ next_attempt: at }).where('id', '=', id).execute();
    },
    async requeue(id, at) {
      await db.updateTable('outbox').set({ state: 'queued', next_attempt: at }).where('id', '=', id).execute();
    },
    async removeByMessage(lawyerId, messageId) {
      await db.deleteFrom('outbox').where('lawyer_id', '=', lawyerId).where('message_id', '=', messageId).execute();
    },
  };
}
