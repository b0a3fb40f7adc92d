import { type Kysely, type Selectable, sql } from 'kysely';
import type { Attachment } from '../contract/entities.ts';
import type { AttachmentStore } from '../domain/stores/attachment-store.ts';
import type { Schema } from './schema.ts';

/** What an Attachment is made of. */
export const ATTACHMENT_COLUMNS = [
  'id',
  'status',
  'error',
  'file_name',
  'mime_type',
  'size',
  'declared_size',
  'sha256',
  'duration_seconds',
  'width',
  'height',
  'thumbnail_sha256',
] as const satisfies readonly (keyof Schema['attachments'])[];

export function toAttachment(
  row: Pick<Selectable<Schema['attachments']>, (typeof ATTACHMENT_COLUMNS)[number]>,
): Attachment {
  return {
    id: row.id,
    status: row.status,
    error: row.error,
    file_name: row.file_name,
    mime_type: row.mime_type,
    size: row.size ?? row.declared_size,
    sha256: row.sha256,
    duration_seconds: row.duration_seconds,
    width: row.width,
    height: row.height,
    has_thumbnail: row.thumbnail_sha256 !== null,
  };
}

export function createAttachmentStore(db: Kysely<Schema>): AttachmentStore {
  return {
    async insert({ id, lawyerId, messageId, file, at, ...rest }) {
      await db
        .insertInto('attachments')
        .values(({ selectFrom }) => ({
          id,
          lawyer_id: lawyerId,
          message_id: messageId,
          status: file ? 'stored' : 'pending',
          error: null,
          file_name: rest.fileName,
          declared_type: rest.declaredType,
          declared_size: rest.declaredSize,
          declared_sha256: rest.declaredSha256,
          sha256: file?.sha256 ?? null,
          size: file?.size ?? null,
          mime_type: file?.mimeType ?? null,
          duration_seconds: rest.durationSeconds,
          width: rest.width,
          height: rest.height,
          thumbnail_sha256: null,
          sending_date:
            messageId === null ? null : selectFrom('messages').select('sending_date').where('id', '=', messageId),
          next_attempt: file ? null : at,
          created: at,
        }))
        .execute();
      if (messageId === null || rest.fileName === null) return;
      await db
        .updateTable('messages')
        .set({ attachment_filename: rest.fileName })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', messageId)
        .execute();
    },
    async find(lawyerId, id) {
      const row = await db
        .selectFrom('attachments')
        .select(ATTACHMENT_COLUMNS)
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toAttachment(row) : null;
    },
    async ofMessage(lawyerId, id) {
      const row = await db
        .selectFrom('attachments')
        .select(['id', 'status'])
        .where('lawyer_id', '=', lawyerId)
        .where('message_id', '=', id)
        .executeTakeFirst();
      return row ?? null;
    },
    async copy(lawyerId, { from, to, newId }) {
      await sql`
        INSERT INTO attachments (
          id, lawyer_id, message_id, status, error, file_name, declared_type, declared_size, declared_sha256, sha256, size,
          mime_type, duration_seconds, width, height, thumbnail_sha256, sending_date, attempts, next_attempt, wanted, created
        )
        SELECT
          ${newId}, a.lawyer_id, m.id, a.status, a.error, a.file_name, a.declared_type, a.declared_size, a.declared_sha256,
          a.sha256, a.size, a.mime_type, a.duration_seconds, a.width, a.height, a.thumbnail_sha256, m.sending_date,
          a.attempts, a.next_attempt, a.wanted, a.created
        FROM attachments a JOIN messages m ON m.id = ${to} AND m.lawyer_id = a.lawyer_id
        WHERE a.message_id = ${from} AND a.lawyer_id = ${lawyerId}
        ON CONFLICT (message_id) WHERE message_id IS NOT NULL DO UPDATE SET
          status = excluded.status, error = excluded.error, sha256 = excluded.sha256, size = excluded.size,
          mime_type = excluded.mime_type, next_attempt = excluded.next_attempt,
          file_name = COALESCE(file_name, excluded.file_name),
          thumbnail_sha256 = COALESCE(thumbnail_sha256, excluded.thumbnail_sha256)
        WHERE excluded.status = 'stored' AND attachments.status <> 'stored'`.execute(db);
      await sql`
        UPDATE messages SET attachment_filename = (SELECT file_name FROM attachments WHERE message_id = ${to})
        WHERE id = ${to} AND lawyer_id = ${lawyerId}`.execute(db);
    },
    async bytesIn(lawyerId, id) {
      const { rows } = await sql<{ bytes: number | null }>`
        SELECT sum(a.size) AS bytes
        FROM messages m INDEXED BY messages_by_time CROSS JOIN attachments a ON a.message_id = m.id
        WHERE m.conversation_id = ${id} AND m.lawyer_id = ${lawyerId} AND a.status = 'stored'`.execute(db);
      return rows[0]?.bytes ?? 0;
    },
    async holder(lawyerId, id) {
      const row = await db
        .selectFrom('attachments')
        .select('message_id')
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.message_id ?? null;
    },
    async attach(lawyerId, id, messageId) {
      const row = await db
        .updateTable('attachments')
        .set(({ selectFrom }) => ({
          message_id: messageId,
          sending_date: selectFrom('messages').select('sending_date').where('id', '=', messageId),
        }))
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .where('status', '=', sql.lit('stored'))
        .where('message_id', 'is', null)
        .returning('file_name')
        .executeTakeFirst();
      if (!row) return false;
      await db
        .updateTable('messages')
        .set({ attachment_filename: row.file_name })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', messageId)
        .execute();
      return true;
    },
    async next(lawyerId, at) {
      const row = await db
        .selectFrom('attachments as a')
        .innerJoin('messages as m', 'm.id', 'a.message_id')
        .select([
          'a.id',
          'm.id as message_id',
          'm.chat',
          'm.whatsapp_id',
          'm.direction',
          'a.declared_size',
          'a.declared_sha256',
          'a.attempts',
          'a.wanted',
        ])
        .where('a.lawyer_id', '=', lawyerId)
        .where('a.status', '=', sql.lit('pending'))
        // The newest first until one fits; the plus keeps SQLite from sorting all that is due instead.
        .where(sql<boolean>`+a.next_attempt <= ${at}`)
        .where('m.chat', 'is not', null)
        .orderBy('a.sending_date', 'desc')
        .orderBy('a.id', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!row || row.chat === null) return null;
      return {
        id: row.id,
        messageId: row.message_id,
        chat: row.chat,
        whatsappId: row.whatsapp_id,
        fromMe: row.direction === 'outbound',
        declaredSize: row.declared_size,
        declaredSha256: row.declared_sha256,
        attempts: row.attempts,
        isWanted: row.wanted === 1,
      };
    },
    async nextDue(lawyerId, after) {
      const row = await db
        .selectFrom('attachments')
        .select(({ fn }) => fn.min('next_attempt').as('at'))
        .where('lawyer_id', '=', lawyerId)
        .where('status', '=', sql.lit('pending'))
        .where('next_attempt', '>', after)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    async stored(lawyerId, id, { sha256, size, mimeType }) {
      await db
        .updateTable('attachments')
        .set({ status: 'stored', error: null, sha256, size, mime_type: mimeType, next_attempt: null })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async failed(lawyerId, id, error, next) {
      await db
        .updateTable('attachments')
        .set((eb) => ({
          status: next === null ? 'unavailable' : 'pending',
          error,
          attempts: eb('attempts', '+', 1),
          next_attempt: next,
        }))
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .where('status', '=', sql.lit('pending'))
        .execute();
    },
    async retry(lawyerId, id, at) {
      const result = await db
        .updateTable('attachments')
        .set({ status: 'pending', error: null, attempts: 0, next_attempt: at, wanted: 1 })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .where('status', '<>', sql.lit('stored'))
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    async setThumbnail(lawyerId, id, sha256) {
      await db
        .updateTable('attachments')
        .set({ thumbnail_sha256: sha256 })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async thumbnailOf(lawyerId, id) {
      const row = await db
        .selectFrom('attachments')
        .select('thumbnail_sha256')
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.thumbnail_sha256 ?? null;
    },
    async waiting(lawyerId) {
      const { n } = await db
        .selectFrom('attachments')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('lawyer_id', '=', lawyerId)
        .where('status', '=', sql.lit('pending'))
        .executeTakeFirstOrThrow();
      return n;
    },
    async hasGivenUp(lawyerId, since) {
      const row = await db
        .selectFrom('attachments')
        .select('id')
        .where('lawyer_id', '=', lawyerId)
        .where('status', '=', sql.lit('unavailable'))
        .where('sending_date', '>=', since)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async removeUnused(before, limit) {
      const oldest = db
        .selectFrom('attachments')
        .select('id')
        .where('message_id', 'is', null)
        .where('created', '<', before)
        .orderBy('created')
        .limit(limit);
      const result = await db.deleteFrom('attachments').where('id', 'in', oldest).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    async isUsed(sha256) {
      const asFile = db.selectFrom('attachments').select('id').where('sha256', '=', sha256);
      const asThumbnail = db.selectFrom('attachments').select('id').where('thumbnail_sha256', '=', sha256);
      return Boolean((await asFile.executeTakeFirst()) ?? (await asThumbnail.executeTakeFirst()));
    },
  };
}
