import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Message } from '../contract/entities.ts';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageStore } from '../domain/stores/message-store.ts';
import type { Paged, PageRequest } from '../domain/stores/page-request.ts';
import { decodeCursor, RowNumber, toPage } from './cursor.ts';
import { createRowsById, toMessage } from './message-rows.ts';
import { FILE_KINDS, mayHaveLink } from './migrations/0020-gallery.ts';
import { createReactions } from './reactions.ts';
import type { Schema } from './schema.ts';

interface Row {
  id: MessageId;
  sort: number;
  tie: number;
}

/** What a chat's gallery shows, newest first. */
export function createMessageGallery(db: Kysely<Schema>): Pick<MessageStore, 'listFiles' | 'listWithLinks'> {
  const { reactionsTo } = createReactions(db);
  const rowsById = createRowsById(db);

  /** The index is named, and what it is over repeated: SQLite takes it for nothing less. */
  async function walk(
    index: RawBuilder<unknown>,
    lawyerId: LawyerId,
    conversationId: ConversationId,
    where: RawBuilder<unknown>,
    { limit, cursor }: PageRequest,
  ): Promise<Row[]> {
    const [time, place] = cursor ? decodeCursor(cursor, RowNumber) : [];
    const behind = time === undefined ? sql`` : sql`AND (m.sending_date, m.message_index) < (${time}, ${place})`;
    const { rows } = await sql<Row>`
      SELECT m.id, m.sending_date AS sort, m.message_index AS tie FROM messages m INDEXED BY ${index}
      WHERE m.conversation_id = ${conversationId} AND ${where} ${behind} AND m.lawyer_id = ${lawyerId}
      ORDER BY m.sending_date DESC, m.message_index DESC LIMIT ${limit + 1}`.execute(db);
    return rows;
  }

  async function paged(lawyerId: LawyerId, found: Row[], limit: number): Promise<Paged<Message>> {
    const page = toPage(found, limit, ({ sort, tie }) => [sort, tie]);
    const ids = page.rows.map(({ id }) => id);
    const [messages, reactions] = [await rowsById(lawyerId, ids), await reactionsTo(ids)];
    return {
      rows: ids.flatMap((id) => {
        const row = messages.get(id);
        return row ? [toMessage(row, reactions.get(id) ?? [])] : [];
      }),
      nextCursor: page.nextCursor,
    };
  }

  return {
    async listFiles(lawyerId, conversationId, kinds, page) {
      const found: Row[] = [];
      // One after the other: each kind is in the order of time, and no sort of SQLite's looks at more than the page.
      for (const kind of kinds) {
        const where = sql`m.kind IN ${sql.raw(FILE_KINDS)} AND m.kind = ${kind}`;
        found.push(...(await walk(sql`messages_with_files`, lawyerId, conversationId, where, page)));
      }
      found.sort((one, other) => other.sort - one.sort || other.tie - one.tie);
      return paged(lawyerId, found, page.limit);
    },
    async listWithLinks(lawyerId, conversationId, page) {
      const where = sql.raw(mayHaveLink('m.'));
      return paged(lawyerId, await walk(sql`messages_with_links`, lawyerId, conversationId, where, page), page.limit);
    },
  };
}
