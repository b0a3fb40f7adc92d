import type { Kysely } from 'kysely';
import type { ChatMarkStore } from '../domain/stores.ts';
import type { Schema } from './schema.ts';

export function createChatMarkStore(db: Kysely<Schema>): ChatMarkStore {
  return {
    async get(lawyerId, chat) {
      const row = await db
        .selectFrom('chat_marks')
        .select('through')
        .where('lawyer_id', '=', lawyerId)
        .where('chat', '=', chat)
        .executeTakeFirst();
      return row?.through ?? null;
    },
    async set(lawyerId, chat, through) {
      await db
        .insertInto('chat_marks')
        .values({ lawyer_id: lawyerId, chat, through })
        .onConflict((conflict) => conflict.columns(['lawyer_id', 'chat']).doUpdateSet({ through }))
        .execute();
    },
  };
}
