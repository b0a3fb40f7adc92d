import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { AppError } from '../domain/app-error.ts';
import type { ChatDirection, ChatPart, MessageStore } from '../domain/stores/message-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
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

/** In a cursor: the way to go on, and the index. */
const Mark = z.string().regex(/^(older|newer) -?\d{1,15}$/);

/** Parts of a chat, to be walked through in both directions. A cursor is a place in it, not a message, and a way from there. */
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
    direction: ChatDirection,
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
      const rows = [...older.rows, middle, ...newer.rows];
      return { rows, direction: 'older' as const, hasOlder: older.hasMore, hasNewer: newer.hasMore };
    }
    if ('beside' in part) {
      const [place] = (await findStanding({ ...chat, id: part.beside })).rows;
      if (!place) return null;
      const { direction } = part;
      const { rows, hasMore } = await side(chat, place, direction, part.limit);
      // The message itself is on the side that one comes from.
      return {
        rows,
        direction,
        hasOlder: direction === 'newer' || hasMore,
        hasNewer: direction === 'older' || hasMore,
      };
    }
    const { cursor, limit } = part;
    const { place, direction } = cursor === undefined ? startOf(part.direction) : readCursor(cursor, part.direction);
    const { rows, hasMore } = await side(chat, place, direction, limit);
    // On the side that we come from there is something, unless it was moved away meanwhile.
    const back = direction === 'older' ? 'newer' : 'older';
    const edge = (direction === 'older' ? rows.at(-1) : rows[0]) ?? place;
    const hasMoreBack = cursor !== undefined && (await side(chat, edge, back, 0)).hasMore;
    return direction === 'older'
      ? { rows, direction, hasOlder: hasMore, hasNewer: hasMoreBack }
      : { rows, direction, hasOlder: hasMoreBack, hasNewer: hasMore };
  }

  return {
    async listPart(lawyerId, conversationId, part) {
      const found = await partOf({ lawyerId, conversationId }, part);
      if (!found) return null;
      const { rows, direction, hasOlder, hasNewer } = found;
      const ids = rows.map(({ id }) => id);
      const [whole, reactions] = [await rowsById(lawyerId, ids), await reactionsTo(ids)];
      return {
        rows: ids.flatMap((id) => {
          const row = whole.get(id);
          return row ? [toMessage(row, reactions.get(id) ?? [])] : [];
        }),
        direction,
        olderCursor: hasOlder ? cursorOf('older', rows[0]) : null,
        newerCursor: hasNewer ? cursorOf('newer', rows.at(-1)) : null,
      };
    },
  };
}

function cursorOf(direction: ChatDirection, row: Row | undefined): string | null {
  return row ? encodeCursor(row.time, `${direction} ${row.index}`) : null;
}

function startOf(direction: ChatDirection = 'older'): { place: Standing; direction: ChatDirection } {
  return { place: direction === 'older' ? END : BEGINNING, direction };
}

/** Throws AppError `invalid_cursor`, also for one that leads another way than is asked for. */
function readCursor(cursor: string, asked: ChatDirection | undefined): { place: Standing; direction: ChatDirection } {
  const [time, mark] = decodeCursor(cursor, Mark);
  const [word, index] = mark.split(' ');
  const direction = word === 'newer' ? 'newer' : 'older';
  if (asked !== undefined && asked !== direction) {
    const message = `leads to ${direction} messages: give it without direction, or take the ${asked}_cursor`;
    throw new AppError('invalid_cursor', [{ field: 'cursor', message }]);
  }
  return { place: { time, index: Number(index) }, direction };
}
