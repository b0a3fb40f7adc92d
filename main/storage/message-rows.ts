import { type Kysely, sql } from 'kysely';
import type { Message, Reaction } from '../contract/entities.ts';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import { MessageDetails } from '../contract/values.ts';
import { toAttachment } from './attachment-store.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

/** In characters: as much as the contract lets `details.json` carry. */
const MAX_UNKNOWN_DETAILS = 20_000;

/** A lawyer's messages with all that the API and the window show of them, but for the reactions. */
export function messagesOf(db: Kysely<Schema>, blank: Blank<{ lawyerId: LawyerId }>) {
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

export type MessageRow = Awaited<ReturnType<ReturnType<typeof messagesOf>['executeTakeFirstOrThrow']>>;

function attachmentOf(row: MessageRow): Message['attachment'] {
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

export function toMessage(row: MessageRow, reactions: readonly Reaction[]): Message {
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

/** Messages by their ids, whatever the order; one that is not the lawyer's is not there. */
export function createRowsById(
  db: Kysely<Schema>,
): (lawyerId: LawyerId, ids: readonly MessageId[]) => Promise<Map<MessageId, MessageRow>> {
  const find = prepare(db, (blank: Blank<{ lawyerId: LawyerId; ids: string }>) =>
    messagesOf(db, blank).where('m.id', 'in', sql<MessageId>`(SELECT value FROM json_each(${blank('ids')}))`),
  );
  return async (lawyerId, ids) => {
    const { rows } = await find({ lawyerId, ids: JSON.stringify(ids) });
    return new Map(rows.map((row) => [row.id, row]));
  };
}
