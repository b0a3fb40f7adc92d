import { type Kysely, sql } from 'kysely';
import type { Message, Reaction } from '../contract/entities.ts';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { MessageDetails } from '../contract/values.ts';
import type { MessageStore } from '../domain/stores/message-store.ts';
import { toAttachment } from './attachment-store.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { type Blank, prepare } from './prepare.ts';
import { createReactions } from './reactions.ts';
import type { Schema } from './schema.ts';

/** In characters: as much as the contract lets `details.json` carry. */
const MAX_UNKNOWN_DETAILS = 20_000;

function messagesOf(db: Kysely<Schema>, blank: Blank<{ lawyerId: LawyerId }>) {
  return db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .leftJoin('attachments as a', 'a.message_id', 'm.id')
    .where('m.lawyer_id', '=', blank('lawyerId'))
    .select([
      'm.id',
      'm.conversation_id',
      'c.phone_number',
      'm.direction',
      'm.kind',
      'm.content',
      'm.sender_name',
      'm.sender_phone',
      'm.status',
      'm.error',
      'm.whatsapp_id',
      'm.quoted_whatsapp_id',
      'm.quoted_preview',
      'm.forwarded',
      'm.view_once',
      'm.disappears_after',
      'm.edited',
      'm.revoked',
      'm.details',
      'm.message_index',
      'm.sending_date',
      'm.stored_date',
      'a.id as attachment_id',
      'a.status as attachment_status',
      'a.error as attachment_error',
      'a.file_name',
      'a.mime_type',
      'a.size',
      'a.declared_size',
      'a.sha256',
      'a.duration_seconds',
      'a.width',
      'a.height',
      'a.thumbnail_sha256',
    ])
    .select(
      // The plus keeps SQLite from walking through the whole conversation in that order instead of looking the id up.
      sql<MessageId | null>`CASE WHEN m.quoted_whatsapp_id IS NOT NULL THEN (
        SELECT q.id FROM messages q
        WHERE q.lawyer_id = m.lawyer_id AND q.whatsapp_id = m.quoted_whatsapp_id
          AND q.conversation_id = m.conversation_id
        ORDER BY +q.message_index LIMIT 1
      ) END`.as('quoted_id'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof messagesOf>['executeTakeFirstOrThrow']>>;

function attachmentOf(row: Row): Message['attachment'] {
  if (row.attachment_id === null || row.attachment_status === null) return null;
  return toAttachment({ ...row, id: row.attachment_id, status: row.attachment_status, error: row.attachment_error });
}

/** A time of the database in the form of the API. */
function timestamp(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** Details that this version cannot read are passed on as they are. */
function detailsOf(json: string | null): Message['details'] {
  if (json === null) return null;
  const known = MessageDetails.safeParse(JSON.parse(json));
  return known.success ? known.data : { type: 'unknown', json: json.slice(0, MAX_UNKNOWN_DETAILS) };
}

function toMessage(row: Row, reactions: readonly Reaction[]): Message {
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    phone: row.phone_number,
    direction: row.direction,
    kind: row.kind,
    text: row.content,
    sender_name: row.sender_name,
    sender_phone: row.sender_phone,
    status: row.status,
    error: row.error,
    whatsapp_id: row.whatsapp_id,
    reply_to:
      row.quoted_whatsapp_id === null
        ? null
        : { message_id: row.quoted_id, whatsapp_id: row.quoted_whatsapp_id, preview: row.quoted_preview },
    forwarded: row.forwarded === 1,
    view_once: row.view_once === 1,
    disappears_after: row.disappears_after,
    edited_at: timestamp(row.edited),
    revoked_at: timestamp(row.revoked),
    reactions: [...reactions],
    attachment: attachmentOf(row),
    details: detailsOf(row.details),
    sent_at: new Date(row.sending_date).toISOString(),
    stored_at: new Date(row.stored_date).toISOString(),
  };
}

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
      const [time, index] = cursor ? decodeCursor(cursor) : [];
      const { rows } =
        time === undefined ? await listNewest(wanted) : await listBefore({ ...wanted, time, index: Number(index) });
      const page = toPage(rows, limit, (row) => [row.sending_date, row.message_index]);
      const reactions = await reactionsTo(page.rows.map((row) => row.id));
      return {
        rows: page.rows.reverse().map((row) => toMessage(row, reactions.get(row.id) ?? [])),
        nextCursor: page.nextCursor,
      };
    },
  };
}
