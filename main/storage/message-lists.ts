import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageFilter, MessageSearchStore } from '../domain/stores/message-search-store.ts';
import { decodeCursor, encodeCursor, RowNumber } from './cursor.ts';
import { inWindows } from './in-windows.ts';
import { andAll, conditionsOf, spanOf } from './message-conditions.ts';
import { placesOf } from './message-place.ts';
import { createRowsById, toMessage } from './message-rows.ts';
import { createReactions } from './reactions.ts';
import type { Schema } from './schema.ts';

/** Rows that are looked through at once. */
const WINDOW = 2_000;

/** In a cursor: tells it from one of a chat, which has a time and an index. */
const ALL = 'all';

/**
 * Where a message stands: in a chat by its time, and at the same time by its index; among all by its place, which has the
 * time in it.
 */
interface Standing {
  sort: number;
  tie: number;
}

type Row = Standing & { id: MessageId };

/** All messages of a lawyer, or of one chat, newest first. */
export function createMessageLists(db: Kysely<Schema>): Pick<MessageSearchStore, 'list'> {
  const { reactionsTo } = createReactions(db);
  const rowsById = createRowsById(db);

  return {
    async list(lawyerId, filter, { limit, cursor }) {
      const { conversationId } = filter;
      const conditions = conditionsOf(filter);
      const walk = conversationId === undefined ? everything(lawyerId, filter) : chat(lawyerId, conversationId, filter);
      const { all, whole, sort, tie } = walk;
      const order = sql`ORDER BY ${sort} DESC, ${tie} DESC`;
      const behind = (one: Standing | null) => (one ? sql`AND (${sort}, ${tie}) < (${one.sort}, ${one.tie})` : sql``);

      const { rows, next } = await inWindows<Row, Standing>({
        from: cursor === undefined ? null : walk.read(cursor),
        limit,
        async endOf(before) {
          if (conditions.length === 0) return null;
          const { rows: ends } = await sql<Standing>`
            SELECT ${sort} AS sort, ${tie} AS tie ${all} ${behind(before)}
            ${order} LIMIT 1 OFFSET ${sql.lit(WINDOW - 1)}`.execute(db);
          return ends[0] ?? null;
        },
        async rowsIn(before, end, count) {
          const { rows: found } = await sql<Row>`
            SELECT m.id, ${sort} AS sort, ${tie} AS tie ${whole} ${behind(before)}
              ${end ? sql`AND (${sort}, ${tie}) >= (${end.sort}, ${end.tie})` : sql``}
              AND c.merged_into IS NULL ${andAll(conditions)}
            ${order} LIMIT ${count}`.execute(db);
          return found;
        },
        positionOf: ({ sort, tie }) => ({ sort, tie }),
      });

      const ids = rows.map(({ id }) => id);
      const [messages, reactions] = [await rowsById(lawyerId, ids), await reactionsTo(ids)];
      return {
        rows: ids.flatMap((id) => {
          const row = messages.get(id);
          return row ? [{ ...toMessage(row, reactions.get(id) ?? []), snippet: null }] : [];
        }),
        nextCursor: next && walk.write(next),
      };
    },
  };
}

interface Walk {
  /** FROM and WHERE for all rows that are walked through, by the index alone. */
  all: RawBuilder<unknown>;
  /** The same with the messages as `m` and their conversations as `c`. */
  whole: RawBuilder<unknown>;
  sort: RawBuilder<number>;
  tie: RawBuilder<number>;
  write(next: Standing): string;
  /** Throws AppError `invalid_cursor`. */
  read(cursor: string): Standing;
}

function everything(lawyerId: LawyerId, { from, to }: MessageFilter): Walk {
  const { first, end } = placesOf({ from, to });
  const all = sql`FROM message_order o`;
  const where = sql`WHERE o.lawyer_id = ${lawyerId} AND o.place >= ${first} AND o.place < ${end}`;
  return {
    all: sql`${all} ${where}`,
    whole: sql`${all} CROSS JOIN messages m ON m.id = o.message_id CROSS JOIN conversations c ON c.id = m.conversation_id
      ${where} AND m.lawyer_id = ${lawyerId} ${spanOf({ from, to })}`,
    sort: sql.ref('o.place'),
    tie: sql.ref('o.place'),
    write: ({ sort }) => encodeCursor(sort, ALL),
    read(cursor) {
      const [place] = decodeCursor(cursor, z.literal(ALL));
      return { sort: place, tie: place };
    },
  };
}

/** The index is named: another one would serve a condition better, and then everything would have to be sorted. */
function chat(lawyerId: LawyerId, conversationId: ConversationId, filter: MessageFilter): Walk {
  const all = sql`FROM messages m INDEXED BY messages_by_time`;
  const where = sql`WHERE m.conversation_id = ${conversationId} ${spanOf(filter)}`;
  return {
    all: sql`${all} ${where}`,
    whole: sql`${all} CROSS JOIN conversations c ON c.id = m.conversation_id ${where} AND m.lawyer_id = ${lawyerId}`,
    sort: sql.ref('m.sending_date'),
    tie: sql.ref('m.message_index'),
    write: ({ sort, tie }) => encodeCursor(sort, tie),
    read(cursor) {
      const [sort, tie] = decodeCursor(cursor, RowNumber);
      return { sort, tie };
    },
  };
}
