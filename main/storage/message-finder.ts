import { type Kysely, type Selectable, sql } from 'kysely';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageDirection } from '../contract/values.ts';
import type { KnownMessage, MessageStore } from '../domain/stores/message-store.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

const KNOWN_COLUMNS = [
  'm.id',
  'm.conversation_id',
  'm.status',
  'm.direction',
  'm.whatsapp_id',
  'm.kind',
  'm.content',
  'm.chat',
  'm.author',
  'm.sending_date',
  'm.time_rough',
  'm.edited',
  'm.revoked',
] as const;

type Column = (typeof KNOWN_COLUMNS)[number] extends `m.${infer Name}` ? Name : never;

function toKnown(row: Pick<Selectable<Schema['messages']>, Column>): KnownMessage {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    status: row.status,
    direction: row.direction,
    whatsappId: row.whatsapp_id,
    kind: row.kind,
    text: row.content,
    chat: row.chat,
    author: row.author,
    sentAt: row.sending_date,
    isTimeRough: row.time_rough === 1,
    editedAt: row.edited,
    revokedAt: row.revoked,
  };
}

/** Notices are WhatsApp's own words: nobody wrote them. */
const NOTICE = sql.lit('notice');
/** Of our own: what WhatsApp never had. */
const NEVER_SENT = sql`('queued', 'failed', 'cancelled')`;

type MessageFinder = Pick<
  MessageStore,
  | 'findByWhatsAppId'
  | 'allByWhatsAppId'
  | 'findKnown'
  | 'inBoth'
  | 'openSince'
  | 'lastInbound'
  | 'inboundFromEnd'
  | 'firstContacts'
  | 'hasEarlier'
  | 'versions'
>;

/** What the rules ask of messages that are stored. */
export function createMessageFinder(db: Kysely<Schema>): MessageFinder {
  const withWhatsAppId = prepare(
    db,
    (blank: Blank<{ lawyerId: LawyerId; direction: MessageDirection; whatsappId: string }>) =>
      // What a merge has left behind is not asked for: the conversation that is shown held the same message already.
      db
        .selectFrom('messages as m')
        .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
        .select(KNOWN_COLUMNS)
        .where('m.lawyer_id', '=', blank('lawyerId'))
        .where('m.whatsapp_id', '=', blank('whatsappId'))
        // The plus: SQLite would plan the statement anew for each direction, to see whether an index over one would do.
        .where(sql<boolean>`+m.direction = ${blank('direction')}`)
        .where('c.merged_into', 'is', null)
        // This one, too: few have the same id, and all of the lawyer's messages are in the order of time.
        .orderBy(sql`+m.sending_date`)
        .orderBy('m.id'),
  );

  const withId = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: MessageId }>) =>
    db
      .selectFrom('messages as m')
      .select(KNOWN_COLUMNS)
      .where('m.lawyer_id', '=', blank('lawyerId'))
      .where('m.id', '=', blank('id')),
  );

  const allByWhatsAppId: MessageStore['allByWhatsAppId'] = async (lawyerId, direction, whatsappId) =>
    (await withWhatsAppId({ lawyerId, direction, whatsappId })).rows.map(toKnown);

  return {
    allByWhatsAppId,
    async findByWhatsAppId(lawyerId, direction, whatsappId) {
      return (await allByWhatsAppId(lawyerId, direction, whatsappId))[0] ?? null;
    },
    async findKnown(lawyerId, id) {
      const [row] = (await withId({ lawyerId, id })).rows;
      return row ? toKnown(row) : null;
    },
    async inBoth(lawyerId, one, other) {
      const pairs = await db
        .selectFrom('messages as m')
        .innerJoin('messages as o', (join) =>
          join
            .onRef('o.lawyer_id', '=', 'm.lawyer_id')
            .onRef('o.whatsapp_id', '=', 'm.whatsapp_id')
            .onRef('o.direction', '=', 'm.direction'),
        )
        .select(['m.id as one', 'o.id as other'])
        .where('m.lawyer_id', '=', lawyerId)
        .where('m.conversation_id', '=', one)
        .where('o.conversation_id', '=', other)
        .orderBy('m.message_index')
        .execute();
      const ids = pairs.flatMap((pair) => [pair.one, pair.other]);
      const rows = await Promise.all(ids.map((id) => withId({ lawyerId, id })));
      const known = new Map(rows.flatMap(({ rows: [row] }) => (row ? [[row.id, toKnown(row)] as const] : [])));
      return pairs.flatMap((pair) => {
        const [first, second] = [known.get(pair.one), known.get(pair.other)];
        return first && second ? [{ one: first, other: second }] : [];
      });
    },
    async openSince(lawyerId, since, limit) {
      const rows = await db
        .selectFrom('messages')
        .select(['chat', 'whatsapp_id'])
        .where('lawyer_id', '=', lawyerId)
        .where('direction', '=', sql.lit('outbound'))
        .where('status', 'in', ['sending', 'sent', 'delivered', 'unknown', 'failed'])
        .where('sending_date', '>=', since)
        .where('chat', 'is not', null)
        // What a merge has left behind stands for nothing any more.
        .where(sql<boolean>`NOT EXISTS (
          SELECT 1 FROM conversations c WHERE c.id = messages.conversation_id AND c.merged_into IS NOT NULL
        )`)
        .orderBy('sending_date', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap((row) => (row.chat === null ? [] : [{ chat: row.chat, whatsappId: row.whatsapp_id }]));
    },
    async inboundFromEnd(lawyerId, conversationId, place) {
      const row = await db
        .selectFrom('messages')
        .select('id')
        .where('lawyer_id', '=', lawyerId)
        .where('conversation_id', '=', conversationId)
        .where('direction', '=', sql.lit('inbound'))
        .where('kind', '!=', sql.lit('notice'))
        .orderBy('sending_date', 'desc')
        .orderBy('message_index', 'desc')
        .limit(1)
        .offset(place - 1)
        .executeTakeFirst();
      return row?.id ?? null;
    },
    async lastInbound(lawyerId, conversationId) {
      const row = await db
        .selectFrom('messages as m')
        .select(KNOWN_COLUMNS)
        .where('m.lawyer_id', '=', lawyerId)
        .where('m.conversation_id', '=', conversationId)
        .where('m.direction', '=', sql.lit('inbound'))
        .where('m.kind', 'not in', ['notice', 'call'])
        .orderBy('m.sending_date', 'desc')
        .orderBy('m.message_index', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toKnown(row) : null;
    },
    async firstContacts(lawyerId, since) {
      const { n } = await db
        .selectFrom('messages as m')
        .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
        .select(({ fn }) => fn.count<number>('m.conversation_id').distinct().as('n'))
        .where('c.merged_into', 'is', null)
        .where('c.group_jid', 'is', null)
        .where('m.lawyer_id', '=', lawyerId)
        .where('m.direction', '=', sql.lit('outbound'))
        .where('m.sending_date', '>=', since)
        .where(sql<boolean>`m.status NOT IN ${NEVER_SENT}`)
        .where('m.kind', '<>', NOTICE)
        .where(sql<boolean>`NOT EXISTS (
          SELECT 1 FROM messages e
          WHERE e.conversation_id = m.conversation_id
            AND (e.sending_date, e.message_index) < (m.sending_date, m.message_index)
            AND e.status NOT IN ${NEVER_SENT} AND e.kind <> ${NOTICE}
        )`)
        .executeTakeFirstOrThrow();
      return n;
    },
    async hasEarlier(lawyerId, conversationId, than) {
      const row = await db
        .selectFrom('messages as m')
        .innerJoin('messages as e', 'e.conversation_id', 'm.conversation_id')
        .select('e.id')
        .where('m.lawyer_id', '=', lawyerId)
        .where('m.conversation_id', '=', conversationId)
        .where('m.id', '=', than)
        .where(sql<boolean>`(e.sending_date, e.message_index) < (m.sending_date, m.message_index)`)
        .where(sql<boolean>`e.status NOT IN ${NEVER_SENT}`)
        .where('e.kind', '<>', NOTICE)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async versions(lawyerId, id) {
      const rows = await db
        .selectFrom('message_versions')
        .select(['content', 'written'])
        .where('lawyer_id', '=', lawyerId)
        .where('message_id', '=', id)
        .orderBy('written')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ text: row.content, written_at: new Date(row.written).toISOString() }));
    },
  };
}
