import { randomBytes } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { FoundMessage, Snippet, TextMarks } from '../contract/message-lists.ts';
import type { SearchTerm } from '../domain/search-query.ts';
import type { MessageSearchStore } from '../domain/stores/message-search-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { inWindows } from './in-windows.ts';
import { andAll, conditionsOf, spanOf } from './message-conditions.ts';
import { createMessageLists } from './message-lists.ts';
import { placesOf } from './message-place.ts';
import { createRowsById, toMessage } from './message-rows.ts';
import { createReactions } from './reactions.ts';
import type { Schema } from './schema.ts';
import { createSearchBacklog } from './search-backlog.ts';
import { expressionOf, matchOf, type PlacedTerm } from './search-expression.ts';
import { cutSnippet, readHighlights } from './snippet.ts';

/** Of the chats whose name has a word, those last written in count: a word that more of them share says little. */
const MAX_NAMED = 64;

/** Names are looked through no further than that. */
const MAX_NAMES = 400;

/** Hits that are looked at at once; each costs a look at the message. */
const WINDOW = 500;

/** In a cursor: tells it from one of a list. */
const SEARCH = 'search';

interface Hit {
  id: MessageId;
  place: number;
  text: string;
  file_name: string | null;
  sender_name: string | null;
}

export function createMessageSearch(db: Kysely<Schema>): MessageSearchStore {
  const { reactionsTo } = createReactions(db);
  const rowsById = createRowsById(db);

  /** Chats called so, or with somebody who is; a name from before a merge leads to where its messages are now. */
  async function conversationsCalled(
    lawyerId: LawyerId,
    terms: readonly SearchTerm[],
    limit: number,
  ): Promise<ConversationId[]> {
    const expression = terms.map((term) => `(${matchOf(term)})`).join(' AND ');
    const { rows } = await sql<{ id: ConversationId }>`
      WITH RECURSIVE named (id) AS (
        SELECT coalesce(n.conversation_id, link.conversation_id)
        FROM (SELECT rowid FROM name_words WHERE name_words MATCH ${expression}
          ORDER BY rowid DESC LIMIT ${sql.lit(MAX_NAMES)}) hit
        CROSS JOIN search_names n ON n.id = hit.rowid
        LEFT JOIN lawyer_clients link ON link.client_id = n.client_id AND link.lawyer_id = n.lawyer_id
        WHERE n.lawyer_id = ${lawyerId}
      ), tree (id) AS (
        SELECT id FROM named
        UNION
        SELECT part.merged_into FROM tree CROSS JOIN conversations part ON part.id = tree.id
        WHERE part.merged_into IS NOT NULL
      )
      SELECT c.id FROM tree CROSS JOIN conversations c ON c.id = tree.id
      WHERE c.lawyer_id = ${lawyerId} AND c.merged_into IS NULL
      ORDER BY c.last_activity DESC LIMIT ${limit}`.execute(db);
    return rows.map(({ id }) => id);
  }

  async function placed(lawyerId: LawyerId, terms: readonly SearchTerm[]): Promise<PlacedTerm[]> {
    const all: PlacedTerm[] = [];
    for (const term of terms) all.push({ term, conversations: await conversationsCalled(lawyerId, [term], MAX_NAMED) });
    return all;
  }

  async function toFound(lawyerId: LawyerId, hits: readonly Hit[], marks: Marks): Promise<FoundMessage[]> {
    const ids = hits.map(({ id }) => id);
    const rows = await rowsById(lawyerId, ids);
    const reactions = await reactionsTo(ids);
    return hits.flatMap((hit) => {
      const row = rows.get(hit.id);
      return row ? [{ ...toMessage(row, reactions.get(hit.id) ?? []), snippet: snippetOf(hit, marks) }] : [];
    });
  }

  return {
    ...createSearchBacklog(db),
    ...createMessageLists(db),
    chatsCalled: conversationsCalled,
    async chatsNumbered(lawyerId, digits, limit) {
      const { rows } = await sql<{ id: ConversationId }>`
        SELECT c.id FROM conversations c
        WHERE c.lawyer_id = ${lawyerId} AND c.merged_into IS NULL AND instr(c.phone_number, ${digits}) > 0
        ORDER BY c.last_activity DESC LIMIT ${limit}`.execute(db);
      return rows.map(({ id }) => id);
    },
    async search(lawyerId, terms, filter, { limit, cursor }) {
      const expression = expressionOf(lawyerId, filter.conversationId, await placed(lawyerId, terms));
      const marks = newMarks();
      const { first, end: behindAll } = placesOf(filter);
      const conditions = conditionsOf(filter);
      const { rows, next } = await inWindows<Hit, number>({
        from: cursor === undefined ? null : readNumber(cursor),
        limit,
        async endOf(from) {
          if (conditions.length === 0) return null;
          const { rows: ends } = await sql<{ rowid: number }>`
            SELECT rowid FROM message_words
            WHERE message_words MATCH ${expression} AND rowid < ${whole(Math.min(from ?? behindAll, behindAll))}
              AND rowid >= ${whole(first)}
            ORDER BY rowid DESC LIMIT 1 OFFSET ${sql.lit(WINDOW - 1)}`.execute(db);
          return ends[0]?.rowid ?? null;
        },
        async rowsIn(from, end, count) {
          const { rows: hits } = await sql<Hit>`
            SELECT m.id, message_words.rowid AS place,
              highlight(message_words, 0, ${marks.open}, ${marks.close}) AS text,
              highlight(message_words, 1, ${marks.open}, ${marks.close}) AS sender_name,
              highlight(message_words, 2, ${marks.open}, ${marks.close}) AS file_name
            FROM message_words CROSS JOIN message_order o ON o.place = message_words.rowid
            CROSS JOIN messages m ON m.id = o.message_id
            CROSS JOIN conversations c ON c.id = m.conversation_id
            WHERE message_words MATCH ${expression}
              AND message_words.rowid < ${whole(Math.min(from ?? behindAll, behindAll))}
              AND message_words.rowid >= ${whole(Math.max(end ?? first, first))}
              AND o.lawyer_id = ${lawyerId} AND m.lawyer_id = ${lawyerId} AND c.merged_into IS NULL
              ${spanOf(filter)} ${andAll(conditions)}
            ORDER BY message_words.rowid DESC LIMIT ${count}`.execute(db);
          return hits;
        },
        positionOf: (hit) => hit.place,
      });
      return {
        rows: await toFound(lawyerId, rows, marks),
        nextCursor: next === null ? null : encodeCursor(next, SEARCH),
        marks: rows.flatMap((hit) => textMarksOf(hit, marks) ?? []),
      };
    },
  };
}

/** A number as SQLite's INTEGER: better-sqlite3 hands over a large one as REAL, by which FTS5 finds no place to begin at. */
function whole(number: number): RawBuilder<number> {
  return sql<number>`CAST(${number} AS INTEGER)`;
}

/** Throws AppError `invalid_cursor`. */
function readNumber(cursor: string): number {
  return decodeCursor(cursor, z.literal(SEARCH))[0];
}

interface Marks {
  open: string;
  close: string;
}

/** Nobody can have written them: they are made for this question. */
function newMarks(): Marks {
  const secret = randomBytes(12).toString('hex');
  return { open: `\u0001${secret}`, close: `\u0002${secret}` };
}

/** Of the whole text: the index alone knows which spellings it holds for the same. */
function textMarksOf({ id, text }: Hit, { open, close }: Marks): TextMarks | null {
  return text.includes(open) ? { message_id: id, ranges: readHighlights(text, open, close).highlights } : null;
}

/** From the first field that has one of the words. */
function snippetOf({ text, file_name, sender_name }: Hit, { open, close }: Marks): Snippet {
  for (const [field, marked] of [
    ['text', text],
    ['file_name', file_name],
    ['sender_name', sender_name],
  ] as const) {
    if (!marked?.includes(open)) continue;
    const { text: plain, highlights } = readHighlights(marked, open, close);
    return cutSnippet(field, plain, highlights);
  }
  return cutSnippet('text', text, []);
}
