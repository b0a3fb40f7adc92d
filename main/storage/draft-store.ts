import type { Kysely } from 'kysely';
import { DraftChat, DraftContent } from '../contract/draft.ts';
import type { DraftStore } from '../domain/stores/draft-store.ts';
import type { Schema } from './schema.ts';

export function createDraftStore(db: Kysely<Schema>): DraftStore {
  return {
    async list(lawyerId, limit) {
      const rows = await db
        .selectFrom('drafts')
        .select(['chat', 'content'])
        .where('lawyer_id', '=', lawyerId)
        .orderBy('updated', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ chat, content }) => ({ chat: DraftChat.parse(chat), content: read(content) }));
    },
    async find(lawyerId, chat) {
      const row = await db
        .selectFrom('drafts')
        .select('content')
        .where('lawyer_id', '=', lawyerId)
        .where('chat', '=', chat)
        .executeTakeFirst();
      return row ? read(row.content) : null;
    },
    async put(lawyerId, chat, content, at) {
      const written = { content: JSON.stringify(content), updated: at };
      await db
        .insertInto('drafts')
        .values({ lawyer_id: lawyerId, chat, ...written })
        .onConflict((conflict) => conflict.columns(['lawyer_id', 'chat']).doUpdateSet(written))
        .execute();
    },
    async remove(lawyerId, chat) {
      await db.deleteFrom('drafts').where('lawyer_id', '=', lawyerId).where('chat', '=', chat).execute();
    },
    places: (lawyerId, limit) =>
      db
        .selectFrom('reading_places')
        .select(['conversation_id', 'message_id', 'top'])
        .where('lawyer_id', '=', lawyerId)
        .orderBy('updated', 'desc')
        .limit(limit)
        .execute(),
    async putPlace(lawyerId, id, place, at) {
      const written = { ...place, updated: at };
      await db
        .insertInto('reading_places')
        .values({ lawyer_id: lawyerId, conversation_id: id, ...written })
        .onConflict((conflict) => conflict.columns(['lawyer_id', 'conversation_id']).doUpdateSet(written))
        .execute();
    },
    async removePlace(lawyerId, id) {
      await db
        .deleteFrom('reading_places')
        .where('lawyer_id', '=', lawyerId)
        .where('conversation_id', '=', id)
        .execute();
    },
  };
}

function read(content: string): DraftContent {
  return DraftContent.parse(JSON.parse(content));
}
