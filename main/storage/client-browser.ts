import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ClientStatus } from '../contract/assignment.ts';
import type { ClientRow } from '../contract/client-rows.ts';
import { ClientId, ConversationId, type LawyerId } from '../contract/ids.ts';
import type { Phone } from '../contract/values.ts';
import type { Millis } from '../domain/clock.ts';
import type { ClientSearch, ClientStore } from '../domain/stores/client-store.ts';
import type { PageRequest } from '../domain/stores/page-request.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { folded } from './name-key.ts';
import type { Schema } from './schema.ts';

interface Row {
  id: ClientId;
  name: string | null;
  name_key: string;
  phone_number: Phone | null;
  email: string | null;
  status: ClientStatus | null;
  conversation_id: ConversationId | null;
  size: number | null;
  last_activity: Millis | null;
}

const COLUMNS = sql`c.id, c.name, c.name_key, c.phone_number, c.email, link.status, link.conversation_id, v.size, v.last_activity`;
const LINKED = sql`
  LEFT JOIN lawyer_clients link ON link.client_id = c.id AND link.lawyer_id = c.lawyer_id
  LEFT JOIN conversations v ON v.id = link.conversation_id`;
const PRESENT = sql`c.merged_into IS NULL AND c.removed IS NULL`;

/** In a cursor by name: the client, and the name's key. */
const NamePlace = z.string().refine((place) => ClientId.safeParse(place.split(' ', 1)[0]).success);

/** A part of a number: fewer digits than that are in nearly every one. */
const FEWEST_DIGITS = 3;

/** Clients as a list shows them: looked through by an index alone, read row by row as far as they are shown. */
export function createClientBrowser(db: Kysely<Schema>): Pick<ClientStore, 'browse'> {
  const run = async (query: RawBuilder<Row>): Promise<Row[]> => (await query.execute(db)).rows;

  async function byName(lawyerId: LawyerId, search: ClientSearch, { limit, cursor }: PageRequest) {
    const place = cursor === undefined ? null : readNamePlace(cursor);
    const rows = await run(sql<Row>`
      SELECT ${COLUMNS} FROM clients c INDEXED BY clients_by_name ${LINKED}
      WHERE c.lawyer_id = ${lawyerId} AND ${PRESENT} ${place ? sql`AND (c.name_key, c.id) > (${place.key}, ${place.id})` : sql``}
        ${matching(lawyerId, search)}
      ORDER BY c.name_key, c.id LIMIT ${limit + 1}`);
    return { rows, write: (row: Row) => encodeCursor(0, `${row.id} ${row.name_key}`) };
  }

  async function byAge(lawyerId: LawyerId, search: ClientSearch, { limit, cursor }: PageRequest) {
    const before = cursor === undefined ? null : decodeCursor(cursor, ClientId)[1];
    const rows = await run(newest(lawyerId, search, before, limit + 1, sql``));
    return { rows, write: (row: Row) => encodeCursor(0, row.id) };
  }

  /** Those with a chat, the one last written in first; behind them those without, the newest first. */
  async function byActivity(lawyerId: LawyerId, search: ClientSearch, { limit, cursor }: PageRequest) {
    const place = cursor === undefined ? null : decodeCursor(cursor, z.union([ConversationId, ClientId]));
    const client = ClientId.safeParse(place?.[1]).data ?? null;
    const written =
      client !== null
        ? []
        : await run(sql<Row>`
      SELECT ${COLUMNS}
      FROM conversations v INDEXED BY conversations_by_activity
        CROSS JOIN lawyer_clients link ON link.conversation_id = v.id AND link.lawyer_id = v.lawyer_id
        CROSS JOIN clients c ON c.id = link.client_id
      WHERE v.lawyer_id = ${lawyerId} AND v.merged_into IS NULL AND ${PRESENT}
        ${place ? sql`AND (v.last_activity, v.id) < (${place[0]}, ${place[1]})` : sql``} ${matching(lawyerId, search)}
      ORDER BY v.last_activity DESC, v.id DESC LIMIT ${limit + 1}`);
    const left = limit + 1 - written.length;
    const silent =
      left > 0 ? await run(newest(lawyerId, search, client, left, sql`AND link.conversation_id IS NULL`)) : [];
    return {
      rows: [...written, ...silent],
      write: ({ id, conversation_id, last_activity }: Row) =>
        conversation_id === null ? encodeCursor(0, id) : encodeCursor(last_activity ?? 0, conversation_id),
    };
  }

  const orders = { name: byName, newest: byAge, last_message: byActivity };

  return {
    async browse(lawyerId, search, page) {
      const { rows, write } = await orders[search.order](lawyerId, search, page);
      const shown = rows.slice(0, page.limit);
      const last = shown.at(-1);
      return { rows: shown.map(toRow), nextCursor: rows.length > page.limit && last ? write(last) : null };
    },
  };
}

function newest(
  lawyerId: LawyerId,
  search: ClientSearch,
  before: ClientId | null,
  limit: number,
  more: RawBuilder<unknown>,
): RawBuilder<Row> {
  return sql<Row>`
    SELECT ${COLUMNS} FROM clients c INDEXED BY clients_by_lawyer ${LINKED}
    WHERE c.lawyer_id = ${lawyerId} AND ${PRESENT} ${before === null ? sql`` : sql`AND c.id < ${before}`} ${more}
      ${matching(lawyerId, search)}
    ORDER BY c.id DESC LIMIT ${limit}`;
}

/** What fits is found once, by indexes that hold all of what is looked at; every order then takes its own out of it. */
function matching(lawyerId: LawyerId, { words, status }: ClientSearch): RawBuilder<unknown> {
  const ofStatus = status === undefined ? sql`` : sql`AND coalesce(link.status, 'lead') = ${status}`;
  const word = folded(words.trim());
  if (word === '') return ofStatus;
  const digits = words.replace(/\D/g, '');
  const isNumber = digits.length >= FEWEST_DIGITS && /^[+\d\s()/.-]+$/.test(words);
  const byNumber = isNumber
    ? sql`UNION ALL SELECT client_id FROM client_aliases
          WHERE lawyer_id = ${lawyerId} AND kind = 'phone' AND instr(value, ${withoutTrunk(digits)}) > 0`
    : sql``;
  return sql`${ofStatus} AND c.id IN (
    SELECT f.id FROM clients f INDEXED BY clients_by_name
    WHERE f.lawyer_id = ${lawyerId} AND f.merged_into IS NULL AND f.removed IS NULL
      AND (instr(f.name_key, ${word}) > 0 OR instr(lower(f.email), ${word}) > 0)
    ${byNumber})`;
}

/** At home a number is written with zeros that are not in it when its country is. */
function withoutTrunk(digits: string): string {
  return digits.replace(/^0+(?=\d{3})/, '');
}

/** A client's id, and behind it the key of the name. Throws AppError `invalid_cursor`. */
function readNamePlace(cursor: string): { key: string; id: ClientId } {
  const [, place] = decodeCursor(cursor, NamePlace);
  return { key: place.slice(place.indexOf(' ') + 1), id: ClientId.parse(place.slice(0, place.indexOf(' '))) };
}

function toRow(row: Row): ClientRow {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone_number,
    email: row.email,
    status: row.status ?? 'lead',
    conversation_id: row.conversation_id,
    message_count: row.size ?? 0,
    last_activity_at: row.last_activity === null ? null : new Date(row.last_activity).toISOString(),
  };
}
