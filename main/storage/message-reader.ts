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
export function createMessageReader(db: Kysely<Schema>): Pick<MessageStore, 'find' | 'list'> {
  const { reactionsTo } = createReactions(db);

  const findOne = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: MessageId }>) =>
    messagesOf(db, blank).where('m.id', '=', blank('id')),
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
