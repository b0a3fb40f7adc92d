import type { Kysely } from 'kysely';
import type { Conversation } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { ConversationStore } from '../domain/stores.ts';
import { decodeCursor, toPage } from './cursor.ts';
import type { Schema } from './schema.ts';

/** How much of the last message a list shows, in code points. */
const PREVIEW_LENGTH = 120;

function conversationsOf(db: Kysely<Schema>, lawyerId: LawyerId) {
  return db
    .selectFrom('conversations as c')
    .innerJoin('lawyer_clients as link', 'link.conversation_id', 'c.id')
    .leftJoin('messages as m', 'm.id', 'c.last_message_id')
    .where('c.lawyer_id', '=', lawyerId)
    .select([
      'c.id',
      'link.client_id',
      'c.phone_number',
      'c.title',
      'c.size',
      'c.unread',
      'c.last_activity',
      'c.created',
      'c.updated',
      'm.direction',
      'm.kind',
      'm.content',
      'm.status',
      'm.sending_date',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof conversationsOf>['executeTakeFirstOrThrow']>>;

function lastMessageOf({ direction, kind, content, status, sending_date }: Row): Conversation['last_message'] {
  if (direction === null || kind === null || content === null || status === null || sending_date === null) return null;
  // Cut by code points, so that no surrogate pair is torn; sliced first, so that a long text is not spread out whole.
  const preview = [...content.slice(0, PREVIEW_LENGTH * 2)].slice(0, PREVIEW_LENGTH).join('');
  return { direction, kind, preview, status, sent_at: new Date(sending_date).toISOString() };
}

function toConversation(row: Row): Conversation {
  return {
    id: row.id,
    client_id: row.client_id,
    phone: row.phone_number,
    title: row.title,
    message_count: row.size,
    unread_count: row.unread,
    last_message: lastMessageOf(row),
    created_at: new Date(row.created).toISOString(),
    updated_at: new Date(row.updated).toISOString(),
  };
}

export function createConversationStore(db: Kysely<Schema>): ConversationStore {
  return {
    async insert({ id, lawyerId, clientId, phone, title, at }) {
      await db
        .insertInto('conversations')
        .values({
          id,
          lawyer_id: lawyerId,
          title,
          phone_number: phone,
          context_summary: null,
          size: 0,
          unread: 0,
          last_message_id: null,
          last_activity: at,
          created: at,
          updated: at,
        })
        .execute();
      await db
        .insertInto('lawyer_clients')
        .values({
          lawyer_id: lawyerId,
          client_id: clientId,
          conversation_id: id,
          status: 'lead',
          created: at,
          updated: at,
        })
        .execute();
    },
    async findByClient(lawyerId, clientId) {
      const row = await db
        .selectFrom('lawyer_clients as link')
        .innerJoin('conversations as c', 'c.id', 'link.conversation_id')
        .select(['c.id', 'c.phone_number'])
        .where('link.lawyer_id', '=', lawyerId)
        .where('link.client_id', '=', clientId)
        .executeTakeFirst();
      return row ? { id: row.id, clientId, phone: row.phone_number } : null;
    },
    async findByPhone(lawyerId, phone) {
      const row = await conversationsOf(db, lawyerId)
        .innerJoin('client_aliases as alias', 'alias.client_id', 'link.client_id')
        .where('alias.lawyer_id', '=', lawyerId)
        .where('alias.kind', '=', 'phone')
        .where('alias.value', '=', phone)
        .executeTakeFirst();
      return row ? toConversation(row) : null;
    },
    async find(lawyerId, id) {
      const row = await conversationsOf(db, lawyerId).where('c.id', '=', id).executeTakeFirst();
      return row ? toConversation(row) : null;
    },
    async clientOf(lawyerId, id) {
      const row = await db
        .selectFrom('lawyer_clients')
        .select('client_id')
        .where('lawyer_id', '=', lawyerId)
        .where('conversation_id', '=', id)
        .executeTakeFirst();
      return row?.client_id ?? null;
    },
    async list(lawyerId, { limit, cursor }) {
      let query = conversationsOf(db, lawyerId)
        .orderBy('c.last_activity', 'desc')
        .orderBy('c.id', 'desc')
        .limit(limit + 1);
      if (cursor) {
        const [activity, id] = decodeCursor(cursor);
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('c.last_activity', 'c.id'), '<', tuple(activity, String(id) as Row['id'])),
        );
      }
      const page = toPage(await query.execute(), limit, (row) => [row.last_activity, row.id]);
      return { rows: page.rows.map(toConversation), nextCursor: page.nextCursor };
    },
    async setTitle(lawyerId, id, title) {
      await db
        .updateTable('conversations')
        .set({ title })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async setPhone(lawyerId, id, phone) {
      await db
        .updateTable('conversations')
        .set({ phone_number: phone })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async markRead(lawyerId, id) {
      const result = await db
        .updateTable('conversations')
        .set({ unread: 0 })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}
