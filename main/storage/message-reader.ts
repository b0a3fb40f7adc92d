import { type Kysely, sql } from 'kysely';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageStore } from '../domain/stores/message-store.ts';
import { decodeCursor, RowNumber, toPage } from './cursor.ts';
import { messagesOf, toMessage } from './message-rows.ts';
import { type Blank, prepare } from './prepare.ts';
import { createReactions } from './reactions.ts';
import type { Schema } from './schema.ts';

interface OnePage {
  lawyerId: LawyerId;
  conversationId: ConversationId;
  limit: number;
}

/** Messages as the API and the window show them: with quote, attachment and reactions. */
export function createMessageReader(db: Kysely<Schema>): Pick<MessageStore, 'find' | 'findMany' | 'list'> {
  const { reactionsTo } = createReactions(db);

  const findOne = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: MessageId }>) =>
    messagesOf(db, blank).where('m.id', '=', blank('id')),
  );

  const findSome = prepare(db, (blank: Blank<{ lawyerId: LawyerId; ids: string }>) =>
    messagesOf(db, blank).where(sql<boolean>`m.id IN (SELECT value FROM json_each(${blank('ids')}))`),
  );

  function newestOf(blank: Blank<OnePage>) {
    return messagesOf(db, blank)
      .where('m.conversation_id', '=', blank('conversationId'))
      .orderBy('m.sending_date', 'desc')
      .orderBy('m.message_index', 'desc')
      .limit(blank('limit'));
  }

  const listNewest = prepare(db, newestOf);
  const listBefore = prepare(db, (blank: Blank<OnePage & { time: number; index: number }>) =>
    newestOf(blank).where(sql<boolean>`(m.sending_date, m.message_index) < (${blank('time')}, ${blank('index')})`),
  );

  return {
    async find(lawyerId, id) {
      const [row] = (await findOne({ lawyerId, id })).rows;
      return row ? toMessage(row, (await reactionsTo([id])).get(id) ?? []) : null;
    },
    async findMany(lawyerId, ids) {
      const { rows } = await findSome({ lawyerId, ids: JSON.stringify(ids) });
      const reactions = await reactionsTo(rows.map(({ id }) => id));
      return new Map(rows.map((row) => [row.id, toMessage(row, reactions.get(row.id) ?? [])]));
    },
    async list(lawyerId, conversationId, { limit, cursor }) {
      const wanted = { lawyerId, conversationId, limit: limit + 1 };
      const [time, index] = cursor ? decodeCursor(cursor, RowNumber) : [];
      const { rows } =
        time === undefined ? await listNewest(wanted) : await listBefore({ ...wanted, time, index: index ?? 0 });
      const page = toPage(rows, limit, (row) => [row.sending_date, row.message_index]);
      const reactions = await reactionsTo(page.rows.map((row) => row.id));
      return {
        rows: page.rows.reverse().map((row) => toMessage(row, reactions.get(row.id) ?? [])),
        nextCursor: page.nextCursor,
      };
    },
  };
}
