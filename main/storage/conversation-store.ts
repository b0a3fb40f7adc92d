import { type Insertable, type Kysely, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { Conversation } from '../contract/entities.ts';
import { type ClientId, ConversationId, type LawyerId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { ConversationFilter, ConversationStore } from '../domain/stores/conversation-store.ts';
import type { Paged, PageRequest } from '../domain/stores/page-request.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { listOf } from './list-of.ts';
import { mergeConversations, unmergeConversations } from './merge-conversations.ts';
import { ancestorsOf } from './merge-tree.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

/** How much of the last message a list shows, in code points. */
const PREVIEW_LENGTH = 120;

function conversationsOf(db: Kysely<Schema>, lawyerId: LawyerId) {
  return shownConversations(db).where('c.lawyer_id', '=', lawyerId);
}

function shownConversations(db: Kysely<Schema>) {
  return db
    .selectFrom('conversations as c')
    .leftJoin('lawyer_clients as link', 'link.conversation_id', 'c.id')
    .leftJoin('messages as m', 'm.id', 'c.last_message_id')
    .where('c.merged_into', 'is', null)
    .select([
      'c.id',
      'link.client_id',
      'c.group_jid',
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
    type: row.group_jid === null ? 'person' : 'group',
    phone: row.phone_number,
    title: row.title,
    message_count: row.size,
    unread_count: row.unread,
    last_message: lastMessageOf(row),
    created_at: new Date(row.created).toISOString(),
    updated_at: new Date(row.updated).toISOString(),
  };
}

/** A conversation in which nothing was said yet. */
function emptyConversation(
  conversation: Pick<Insertable<Schema['conversations']>, 'id' | 'lawyer_id' | 'title' | 'phone_number' | 'group_jid'>,
  at: Millis,
): Insertable<Schema['conversations']> {
  return {
    ...conversation,
    context_summary: null,
    size: 0,
    unread: 0,
    last_message_id: null,
    last_activity: at,
    created: at,
    updated: at,
    merged_into: null,
    merged: null,
  };
}

/** The one last written in first. */
async function pageOf(
  conversations: ReturnType<typeof shownConversations>,
  { limit, cursor }: PageRequest,
  { isUnread, updatedAfter }: ConversationFilter = {},
): Promise<Paged<Conversation>> {
  let query = conversations
    .orderBy('c.last_activity', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1);
  // Written as the index of what is unread has it.
  if (isUnread !== undefined) query = query.where('c.unread', isUnread ? '>' : '=', sql.lit(0));
  if (updatedAfter !== undefined) query = query.where('c.updated', '>', updatedAfter);
  if (cursor) {
    const [activity, id] = decodeCursor(cursor, ConversationId);
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('c.last_activity', 'c.id'), '<', tuple(activity, id)));
  }
  const page = toPage(await query.execute(), limit, (row) => [row.last_activity, row.id]);
  return { rows: page.rows.map(toConversation), nextCursor: page.nextCursor };
}

/** The client it is held with now: who asks may have got hold of the conversation before it was merged. */
export function clientOfConversation(
  blank: Blank<{ lawyerId: LawyerId; id: ConversationId }>,
): RawBuilder<Pick<Selectable<Schema['clients']>, 'id'>> {
  return sql`
    WITH RECURSIVE path (id, merged_into) AS (
      SELECT c.id, c.merged_into FROM lawyer_clients link JOIN clients c ON c.id = link.client_id
      WHERE link.lawyer_id = ${blank('lawyerId')} AND link.conversation_id = ${blank('id')}
      UNION
      SELECT c.id, c.merged_into FROM clients c JOIN path ON c.id = path.merged_into
    )
    SELECT id FROM path WHERE merged_into IS NULL`;
}

export function createConversationStore(db: Kysely<Schema>): ConversationStore {
  const ofClient = prepare(db, (blank: Blank<{ lawyerId: LawyerId; clientId: ClientId }>) =>
    db
      .selectFrom('lawyer_clients as link')
      .innerJoin('conversations as c', 'c.id', 'link.conversation_id')
      .select(['c.id', 'c.phone_number'])
      .where('link.lawyer_id', '=', blank('lawyerId'))
      .where('link.client_id', '=', blank('clientId')),
  );
  const clientOf = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: ConversationId }>) => ({
    compile: () => clientOfConversation(blank).compile(db),
  }));

  /** False: it is not that lawyer's. */
  async function change(lawyerId: LawyerId, id: ConversationId, columns: Updateable<Schema['conversations']>) {
    const result = await db
      .updateTable('conversations')
      .set(columns)
      .where('lawyer_id', '=', lawyerId)
      .where('id', '=', id)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  return {
    async insert({ id, lawyerId, clientId, phone, title, at }) {
      await db
        .insertInto('conversations')
        .values(emptyConversation({ id, lawyer_id: lawyerId, title, phone_number: phone, group_jid: null }, at))
        .execute();
      const { numInsertedOrUpdatedRows: linked } = await db
        .insertInto('lawyer_clients')
        .values({
          lawyer_id: lawyerId,
          client_id: clientId,
          conversation_id: id,
          status: 'lead',
          created: at,
          updated: at,
        })
        // A person can have made the client before anything was written.
        .onConflict((conflict) =>
          conflict
            .columns(['lawyer_id', 'client_id'])
            .doUpdateSet({ conversation_id: id, updated: at })
            .where('lawyer_clients.conversation_id', 'is', null),
        )
        .executeTakeFirst();
      if (linked !== 1n) throw new Error('a client has one conversation with a lawyer');
    },
    async findByClient(lawyerId, clientId) {
      const [row] = (await ofClient({ lawyerId, clientId })).rows;
      return row ? { id: row.id, clientId, phone: row.phone_number } : null;
    },
    async findByPhone(lawyerId, phone) {
      const row = await conversationsOf(db, lawyerId)
        .where('c.id', '=', ({ selectFrom }) =>
          selectFrom('client_aliases as alias')
            .innerJoin('lawyer_clients as known', (join) =>
              join.onRef('known.client_id', '=', 'alias.client_id').onRef('known.lawyer_id', '=', 'alias.lawyer_id'),
            )
            .select('known.conversation_id')
            .where('alias.lawyer_id', '=', lawyerId)
            .where('alias.kind', '=', 'phone')
            .where('alias.value', '=', phone),
        )
        .executeTakeFirst();
      return row ? toConversation(row) : null;
    },
    async find(lawyerId, id) {
      const row = await conversationsOf(db, lawyerId).where('c.id', '=', id).executeTakeFirst();
      return row ? toConversation(row) : null;
    },
    async survivorOf(lawyerId, id) {
      const own = await db
        .selectFrom('conversations')
        .select('id')
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return own ? ((await ancestorsOf(db, 'conversations', id)).at(-1) ?? id) : null;
    },
    async clientOf(lawyerId, id) {
      return (await clientOf({ lawyerId, id })).rows[0]?.id ?? null;
    },
    list: (lawyerId, page, filter) => pageOf(conversationsOf(db, lawyerId), page, filter),
    listAmong: (ids, page, filter) =>
      pageOf(shownConversations(db).where(sql<boolean>`c.id IN (${listOf(ids)})`), page, filter),
    async setTitle(lawyerId, id, title) {
      await change(lawyerId, id, { title });
    },
    async setPhone(lawyerId, id, phone) {
      await change(lawyerId, id, { phone_number: phone });
    },
    async ofGroup(lawyerId, { jid, title, newId, at }) {
      const known = await db
        .selectFrom('conversations')
        .select('id')
        .where('lawyer_id', '=', lawyerId)
        .where('group_jid', '=', jid)
        .executeTakeFirst();
      if (known) return { id: known.id, isNew: false };
      await db
        .insertInto('conversations')
        .values(emptyConversation({ id: newId, lawyer_id: lawyerId, title, phone_number: null, group_jid: jid }, at))
        .execute();
      return { id: newId, isNew: true };
    },
    mergeInto: (lawyerId, from, into, at) => mergeConversations(db, lawyerId, from, into, at),
    unmerge: (lawyerId, from, into, chats, at) => unmergeConversations(db, lawyerId, from, into, chats, at),
    async countUnread() {
      // By the lawyer, of whom there are few: so what is read is left alone, which is most of it.
      const rows = await db
        .selectFrom('lawyers as l')
        .where('l.is_active', '=', 1)
        .select(({ selectFrom }) => [
          'l.id',
          selectFrom('conversations as c')
            .whereRef('c.lawyer_id', '=', 'l.id')
            .where('c.merged_into', 'is', null)
            // Written as the index of what is unread has it.
            .where('c.unread', '>', sql.lit(0))
            .select(({ fn }) => fn.sum<number | null>('c.unread').as('unread'))
            .as('unread'),
        ])
        .execute();
      return new Map(rows.flatMap(({ id, unread }) => (unread === null ? [] : [[id, Number(unread)] as const])));
    },
    markRead: (lawyerId, id) => change(lawyerId, id, { unread: 0 }),
  };
}
