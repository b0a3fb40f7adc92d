import { type Kysely, sql } from 'kysely';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { AppError } from '../domain/app-error.ts';
import type { Millis } from '../domain/clock.ts';
import { forgetHome, putBackCopies } from './change-places.ts';
import { listOf } from './list-of.ts';
import { oldestPhone } from './merge-clients.ts';
import { ancestorsOf, subtreeOf } from './merge-tree.ts';
import { moveDeliveries } from './move-deliveries.ts';
import { recountConversation } from './recount-conversation.ts';
import type { Schema } from './schema.ts';

/**
 * The messages of `from` become messages of `into`, but for those that `into` holds already: they stay behind, so that
 * none is lost and none is shown twice. What is queued for them follows. Throws AppError `clients_not_mergeable` unless
 * both are chats with a person, two, and merged into nothing.
 */
export async function mergeConversations(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  from: ConversationId,
  into: ConversationId,
  at: Millis,
): Promise<void> {
  const both = await db
    .selectFrom('conversations')
    .select(['id', 'phone_number'])
    .where('lawyer_id', '=', lawyerId)
    .where('id', 'in', [from, into])
    .where('merged_into', 'is', null)
    .where('group_jid', 'is', null)
    .execute();
  const leaving = both.find(({ id }) => id === from);
  const staying = both.find(({ id }) => id === into);
  if (!leaving || !staying || from === into) throw new AppError('clients_not_mergeable');

  await adoptMessages(db, lawyerId, from, into);
  await db
    .updateTable('outbox')
    .set({ conversation_id: into })
    .where('conversation_id', '=', from)
    .where('message_id', 'is', null)
    .execute();

  await db
    .updateTable('conversations')
    .set({ merged_into: into, merged: at, updated: at })
    .where('id', '=', from)
    .execute();
  await db
    .updateTable('conversations')
    .set({ phone_number: staying.phone_number ?? leaving.phone_number, updated: at })
    .where('id', '=', into)
    .execute();
  await recountConversation(db, from);
  await recountConversation(db, into);
}

/**
 * Takes `from`, with all that is merged into it, out of `into`: the messages that came from there, and those that were
 * stored since in one of `chats`. Throws AppError `not_merged`.
 */
export async function unmergeConversations(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  from: ConversationId,
  into: ConversationId,
  chats: readonly string[],
  at: Millis,
): Promise<void> {
  const leaving = await db
    .selectFrom('conversations')
    .select(['phone_number', 'merged'])
    .where('lawyer_id', '=', lawyerId)
    .where('id', '=', from)
    .executeTakeFirst();
  const above = leaving ? await ancestorsOf(db, 'conversations', from) : [];
  const root = above.at(-1);
  if (!leaving || !root || !above.includes(into)) throw new AppError('not_merged');

  const family = await subtreeOf(db, 'conversations', from);
  const places = listOf(above);
  const jids = listOf(chats);
  // Copies that have changed places can be anywhere in what is merged.
  const outside = (await subtreeOf(db, 'conversations', root)).filter((part) => !family.includes(part));
  await putBackCopies(db, lawyerId, family, outside);
  const cameFromThere = sql`m.id IN (
    SELECT message_id FROM moved_messages WHERE home_conversation_id IN (${listOf(family)})
  )`;
  // What was stored since is at home in one of those above: what another merge has brought is not for us to take.
  const isOfTheirChats = sql`m.stored_date >= ${leaving.merged}
    AND coalesce(
      (SELECT home_conversation_id FROM moved_messages WHERE message_id = m.id), m.conversation_id
    ) IN (${places})
    AND (m.chat IN (${jids}) OR (m.chat IS NULL AND EXISTS (
      SELECT 1 FROM outbox o
      WHERE o.message_id = m.id AND o.type = 'send' AND substr(o.phone_number, 2) || '@c.us' IN (${jids})
    )))`;
  const moved = await moveMessages(db, outside, from, sql`${cameFromThere} OR (${isOfTheirChats})`);
  // What is merged into the leaving one keeps its own messages apart, to be taken out of it later.
  const parts = family.filter((id) => id !== from);
  await sql`
    DELETE FROM moved_messages
    WHERE message_id IN (${listOf(moved)}) AND home_conversation_id NOT IN (${listOf(parts)})`.execute(db);
  await sql`
    UPDATE outbox SET conversation_id = ${from}
    WHERE conversation_id IN (${places}) AND message_id IS NULL
      AND substr(phone_number, 2) || '@c.us' IN (${jids})`.execute(db);

  // Of a message that several of them have, the one that is left now is no longer one too many.
  for (const [whole, parted] of [
    [root, outside.filter((part) => part !== root)],
    [from, parts],
  ] as const) {
    for (const part of parted) await adoptMessages(db, lawyerId, part, whole);
  }

  // Two that are listed never have the same number: it is taken back before the leaving one is listed again.
  for (const id of above) {
    const rest = (await subtreeOf(db, 'conversations', id)).filter((part) => !family.includes(part));
    const people = await db
      .selectFrom('lawyer_clients')
      .select('client_id')
      .where('lawyer_id', '=', lawyerId)
      .where('conversation_id', 'in', rest)
      .execute();
    await sql`
      UPDATE conversations SET phone_number = (${oldestPhone(people.map((row) => row.client_id))})
      WHERE id = ${id}
        AND (phone_number = ${leaving.phone_number} OR substr(phone_number, 2) || '@c.us' IN (${jids}))`.execute(db);
  }
  await db
    .updateTable('conversations')
    .set({ merged_into: null, merged: null, updated: at })
    .where('id', '=', from)
    .execute();
  for (const id of [...(await subtreeOf(db, 'conversations', root)), ...family]) await recountConversation(db, id);
}

/** Moves what `into` does not hold of the messages of `from`; each remembers where it was stored first. */
async function adoptMessages(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  from: ConversationId,
  into: ConversationId,
): Promise<void> {
  const moved = await moveMessages(db, [from], into, sql`true`);
  await sql`
    INSERT INTO moved_messages (message_id, lawyer_id, home_conversation_id)
    SELECT value, ${lawyerId}, ${from} FROM (${listOf(moved)}) WHERE true
    ON CONFLICT DO NOTHING`.execute(db);
  await forgetHome(db, moved);
}

/**
 * Moves the messages of `sources` that the condition chooses behind the last one of `target`, in their order, with all
 * that waits for them, unread ones as unread; answers with their ids. One that `target` holds already stays where it is.
 */
async function moveMessages(
  db: Kysely<Schema>,
  sources: readonly ConversationId[],
  target: ConversationId,
  condition: ReturnType<typeof sql>,
): Promise<MessageId[]> {
  const unread = new Map<ConversationId, MessageId[]>();
  for (const source of sources) unread.set(source, await unreadOf(db, source));
  const { last } = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.max('message_index').as('last'))
    .where('conversation_id', '=', target)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ id: MessageId }>`
    UPDATE messages SET
      conversation_id = ${target},
      message_index = ${last ?? 0} + moving.position,
      -- The canonical key begins with the lawyer and the conversation.
      meta_text = '["' || lawyer_id || '","' || ${target} || '"'
        || substr(meta_text, length('["' || lawyer_id || '","' || conversation_id || '"') + 1)
    FROM (
      SELECT id AS moving_id, row_number() OVER (ORDER BY sending_date, message_index, id) AS position
      FROM (
        SELECT m.id, m.sending_date, m.message_index,
          row_number() OVER (PARTITION BY m.direction, m.whatsapp_id ORDER BY m.id) AS copy
        FROM messages m
        WHERE m.conversation_id IN (${listOf(sources)}) AND (${condition}) AND NOT EXISTS (
          SELECT 1 FROM messages held
          WHERE held.lawyer_id = m.lawyer_id AND held.whatsapp_id = m.whatsapp_id AND held.direction = m.direction
            AND held.conversation_id = ${target}
        )
      )
      WHERE copy = 1
    ) moving
    WHERE messages.id = moving.moving_id
    RETURNING id`.execute(db);
  const moved = rows.map((row) => row.id);
  const isMoved = new Set(moved);
  for (const [source, ids] of unread) {
    await moveUnread(db, source, target, ids.filter((id) => isMoved.has(id)).length);
  }
  await sql`
    UPDATE outbox SET conversation_id = ${target} WHERE message_id IN (${listOf(moved)})`.execute(db);
  await moveReadingPlaces(db, target, moved);
  await moveDeliveries(db, target, moved);
  return moved;
}

/** Where one was reading is where that message is now, unless one was reading there, too. */
async function moveReadingPlaces(
  db: Kysely<Schema>,
  target: ConversationId,
  moved: readonly MessageId[],
): Promise<void> {
  const ofThem = sql`
    lawyer_id = (SELECT lawyer_id FROM conversations WHERE id = ${target})
    AND conversation_id <> ${target} AND message_id IN (${listOf(moved)})`;
  await sql`UPDATE OR IGNORE reading_places SET conversation_id = ${target} WHERE ${ofThem}`.execute(db);
  await sql`DELETE FROM reading_places WHERE ${ofThem}`.execute(db);
}

/** The messages that nobody has read yet: as many of the newest inbound ones as are counted. */
async function unreadOf(db: Kysely<Schema>, id: ConversationId): Promise<MessageId[]> {
  const rows = await db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', id)
    .where('direction', '=', 'inbound')
    .orderBy('sending_date', 'desc')
    .orderBy('message_index', 'desc')
    .limit(db.selectFrom('conversations').select('unread').where('id', '=', id))
    .execute();
  return rows.map((row) => row.id);
}

async function moveUnread(
  db: Kysely<Schema>,
  from: ConversationId,
  into: ConversationId,
  count: number,
): Promise<void> {
  await db
    .updateTable('conversations')
    .set((eb) => ({ unread: eb('unread', '-', count) }))
    .where('id', '=', from)
    .execute();
  await db
    .updateTable('conversations')
    .set((eb) => ({ unread: eb('unread', '+', count) }))
    .where('id', '=', into)
    .execute();
}
