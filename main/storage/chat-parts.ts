import { type Kysely, sql } from 'kysely';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { ChatPart, MessageStore } from '../domain/stores/message-store.ts';
import { decodeCursor, encodeCursor, RowNumber } from './cursor.ts';
import { createRowsById, toMessage } from './message-rows.ts';
import { type Blank, prepare } from './prepare.ts';
import { createReactions } from './reactions.ts';
import type { Schema } from './schema.ts';

/** Where a message stands in its chat. */
interface Standing {
  time: number;
  index: number;
}

type Row = Standing & { id: MessageId };

interface Walk extends Standing {
  lawyerId: LawyerId;
  conversationId: ConversationId;
  limit: number;
}

/** Before and behind every message. */
const BEGINNING: Standing = { time: Number.MIN_SAFE_INTEGER, index: 0 };
const END: Standing = { time: Number.MAX_SAFE_INTEGER, index: 0 };

/** Parts of a chat, to be walked through in both directions. A cursor is a place in it, not a message. */
export function createChatParts(db: Kysely<Schema>): Pick<MessageStore, 'listPart'> {
  const { reactionsTo } = createReactions(db);
  const rowsById = createRowsById(db);

  const walk = (compare: '<' | '>', order: 'asc' | 'desc') =>
    prepare(db, (blank: Blank<Walk>) =>
      db
        .selectFrom('messages as m')
        .select(['m.id', 'm.sending_date as time', 'm.message_index as index'])
        .where('m.lawyer_id', '=', blank('lawyerId'))
        .where('m.conversation_id', '=', blank('conversationId'))
        .where(
          sql<boolean>`(m.sending_date, m.message_index) ${sql.raw(compare)} (${blank('time')}, ${blank('index')})`,
        )
        .orderBy('m.sending_date', order)
        .orderBy('m.message_index', order)
        .limit(blank('limit')),
    );
  const walkBack = walk('<', 'desc');
  const walkOn = walk('>', 'asc');

  const findStanding = prepare(
    db,
    (blank: Blank<{ lawyerId: LawyerId; conversationId: ConversationId; id: MessageId }>) =>
      db
        .selectFrom('messages as m')
        .select(['m.id', 'm.sending_date as time', 'm.message_index as index'])
        .where('m.lawyer_id', '=', blank('lawyerId'))
        .where('m.conversation_id', '=', blank('conversationId'))
        .where('m.id', '=', blank('id')),
  );

  /** At most `limit` rows on one side of a place, the oldest first, and whether there are more on that side. */
  async function side(
    chat: { lawyerId: LawyerId; conversationId: ConversationId },
    { time, index }: Standing,
    direction: 'older' | 'newer',
    limit: number,
  ): Promise<{ rows: Row[]; hasMore: boolean }> {
    const { rows } = await (direction === 'older' ? walkBack : walkOn)({ ...chat, time, index, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return { rows: direction === 'older' ? page.reverse() : page, hasMore: rows.length > limit };
  }

  /** The part's rows, and whether the chat goes on at each end. */
  async function partOf(chat: { lawyerId: LawyerId; conversationId: ConversationId }, part: ChatPart) {
    if ('around' in part) {
      const [middle] = (await findStanding({ ...chat, id: part.around })).rows;
      if (!middle) return null;
      const half = Math.floor((part.limit - 1) / 2);
      const older = await side(chat, middle, 'older', half);
      const newer = await side(chat, middle, 'newer', part.limit - 1 - half);
      return { rows: [...older.rows, middle, ...newer.rows], hasOlder: older.hasMore, hasNewer: newer.hasMore };
    }
    const { direction, cursor, limit } = part;
    const place = cursor === undefined ? (direction === 'older' ? END : BEGINNING) : readStanding(cursor);
    const { rows, hasMore } = await side(chat, place, direction, limit);
    // On the side that we come from there is something, unless it was moved away meanwhile.
    const back = direction === 'older' ? 'newer' : 'older';
    const edge = (direction === 'older' ? rows.at(-1) : rows[0]) ?? place;
    const hasMoreBack = cursor !== undefined && (await side(chat, edge, back, 0)).hasMore;
    return direction === 'older'
      ? { rows, hasOlder: hasMore, hasNewer: hasMoreBack }
      : { rows, hasOlder: hasMoreBack, hasNewer: hasMore };
  }

  return {
    async listPart(lawyerId, conversationId, part) {
      const found = await partOf({ lawyerId, conversationId }, part);
      if (!found) return null;
      const { rows, hasOlder, hasNewer } = found;
      const ids = rows.map(({ id }) => id);
      const [whole, reactions] = [await rowsById(lawyerId, ids), await reactionsTo(ids)];
      return {
        rows: ids.flatMap((id) => {
          const row = whole.get(id);
          return row ? [toMessage(row, reactions.get(id) ?? [])] : [];
        }),
        olderCursor: hasOlder ? cursorOf(rows[0]) : null,
        newerCursor: hasNewer ? cursorOf(rows.at(-1)) : null,
      };
    },
  };
}

function cursorOf(row: Row | undefined): string | null {
  return row ? encodeCursor(row.time, row.index) : null;
}

/** Throws AppError `invalid_cursor`. */
function readStanding(cursor: string): Standing {
  const [time, index] = decodeCursor(cursor, RowNumber);
  return { time, index };
}
