import { type Insertable, type Kysely, sql } from 'kysely';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageStatus } from '../contract/values.ts';
import type { Millis } from '../domain/clock.ts';
import type { LaterContent, MessageStore } from '../domain/stores/message-store.ts';
import { canonicalKey } from './canonical-key.ts';
import { changePlaces } from './change-places.ts';
import { createChatParts } from './chat-parts.ts';
import { createMessageFinder } from './message-finder.ts';
import { createMessageGallery } from './message-gallery.ts';
import { createMessageReader } from './message-reader.ts';
import { createMessageTimes, writeTime } from './message-times.ts';
import { placeBefore } from './place-before.ts';
import { type Blank, prepare } from './prepare.ts';
import { createReactions } from './reactions.ts';
import { releadConversation } from './recount-conversation.ts';
import type { Schema } from './schema.ts';

/** What of a message can become known later. */
function contentColumns(content: LaterContent) {
  return {
    kind: content.kind,
    content: content.text,
    sender_name: content.senderName,
    sender_phone: content.senderPhone,
    quoted_whatsapp_id: content.quoted?.whatsappId ?? null,
    quoted_preview: content.quoted?.preview ?? null,
    forwarded: content.forwarded ? 1 : 0,
    view_once: content.viewOnce ? 1 : 0,
    disappears_after: content.disappearsAfter,
    details: content.details === null ? null : JSON.stringify(content.details),
    edited: content.editedAt,
    sending_date: content.sentAt,
    time_rough: content.isTimeRough ? 1 : 0,
  };
}

type NewRow = Required<
  Omit<
    Insertable<Schema['messages']>,
    'message_index' | 'error' | 'attachment_filename' | 'traceparent' | 'client_reference' | 'times'
  >
>;

/** It is the last one of its conversation. */
function insertion(db: Kysely<Schema>, blank: Blank<NewRow>) {
  return db
    .insertInto('messages')
    .values(({ selectFrom }) => ({
      id: blank('id'),
      lawyer_id: blank('lawyer_id'),
      conversation_id: blank('conversation_id'),
      role: blank('role'),
      sender_name: blank('sender_name'),
      content: blank('content'),
      message_index: selectFrom('messages')
        .where('conversation_id', '=', blank('conversation_id'))
        .select(sql<number>`coalesce(max(message_index), 0) + 1`.as('next')),
      sending_date: blank('sending_date'),
      stored_date: blank('stored_date'),
      meta_text: blank('meta_text'),
      kind: blank('kind'),
      direction: blank('direction'),
      status: blank('status'),
      whatsapp_id: blank('whatsapp_id'),
      chat: blank('chat'),
      sender_phone: blank('sender_phone'),
      quoted_whatsapp_id: blank('quoted_whatsapp_id'),
      quoted_preview: blank('quoted_preview'),
      forwarded: blank('forwarded'),
      view_once: blank('view_once'),
      disappears_after: blank('disappears_after'),
      edited: blank('edited'),
      revoked: blank('revoked'),
      details: blank('details'),
      author: blank('author'),
      time_rough: blank('time_rough'),
    }))
    .onConflict((conflict) => conflict.column('meta_text').doNothing());
}

type StoredInto = Pick<NewRow, 'id' | 'lawyer_id' | 'conversation_id' | 'sending_date' | 'stored_date'>;

/** The newest message leads the list; one read from history leaves the list's order as it is. */
function countingIn(blank: Blank<StoredInto>) {
  return sql`
    UPDATE conversations SET
      size = size + 1,
      last_message_id =
        CASE WHEN last_message_id IS NULL OR last_activity <= ${blank('sending_date')} THEN ${blank('id')}
          ELSE last_message_id END,
      last_activity =
        CASE WHEN last_message_id IS NULL OR last_activity <= ${blank('sending_date')} THEN ${blank('sending_date')}
          ELSE last_activity END,
      updated = ${blank('stored_date')}
    WHERE id = ${blank('conversation_id')} AND lawyer_id = ${blank('lawyer_id')}`;
}

/** How long after the time of which only the minute is known it may have been. */
const MINUTE: Millis = 60_000;

export function createMessageStore(db: Kysely<Schema>): MessageStore {
  const { reactionsTo: _, ...reactions } = createReactions(db);
  const insert = prepare(db, (blank: Blank<NewRow>) => insertion(db, blank));
  const countIn = prepare(db, (blank: Blank<StoredInto>) => ({ compile: () => countingIn(blank).compile(db) }));
  const addUnread = prepare(db, (blank: Blank<{ lawyerId: LawyerId; conversationId: ConversationId }>) =>
    db
      .updateTable('conversations')
      .set((eb) => ({ unread: eb('unread', '+', 1) }))
      .where('id', '=', blank('conversationId'))
      .where('lawyer_id', '=', blank('lawyerId')),
  );
  const markAnswered = prepare(
    db,
    (blank: Blank<{ lawyerId: LawyerId; conversationId: ConversationId; answered: Millis }>) =>
      db
        .updateTable('conversations')
        .set({ unread: 0 })
        .where('id', '=', blank('conversationId'))
        .where('lawyer_id', '=', blank('lawyerId'))
        .where('unread', '>', sql.lit(0))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('messages as m')
                .select('m.id')
                .where('m.conversation_id', '=', blank('conversationId'))
                .where(sql<boolean>`m.sending_date > ${blank('answered')} - ${sql.lit(MINUTE)}`)
                .where(sql<boolean>`m.sending_date + m.time_rough * ${sql.lit(MINUTE - 1)} >= ${blank('answered')}`)
                .where('m.direction', '=', sql.lit('inbound')),
            ),
          ),
        ),
  );
  const setChat = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: MessageId; chat: string }>) =>
    db
      .updateTable('messages')
      .set({ chat: blank('chat') })
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('id', '=', blank('id')),
  );
  const setTime = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: MessageId; sentAt: Millis }>) =>
    db
      .updateTable('messages')
      .set({ sending_date: blank('sentAt'), time_rough: 0 })
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('id', '=', blank('id'))
      .where(({ eb, or }) => or([eb('sending_date', '<>', blank('sentAt')), eb('time_rough', '=', 1)]))
      .returning('conversation_id'),
  );
  const setStatus = prepare(
    db,
    (blank: Blank<{ lawyerId: LawyerId; id: MessageId; status: MessageStatus; error: string | null; time: string }>) =>
      db
        .updateTable('messages')
        .set({ status: blank('status'), error: blank('error') })
        .set({ times: sql`nullif(coalesce(times, '') || ${blank('time')}, '')` })
        .where('lawyer_id', '=', blank('lawyerId'))
        .where('id', '=', blank('id')),
  );

  /** One more text that it had before, and once. */
  async function keepVersion(lawyerId: LawyerId, id: MessageId, text: string, at: Millis): Promise<void> {
    await sql`
      INSERT INTO message_versions (message_id, lawyer_id, content, written)
      SELECT id, lawyer_id, ${text}, ${at} FROM messages
      WHERE lawyer_id = ${lawyerId} AND id = ${id} AND NOT EXISTS (
        SELECT 1 FROM message_versions WHERE message_id = ${id} AND written = ${at} AND content = ${text}
      )`.execute(db);
  }

  return {
    ...createMessageFinder(db),
    ...createMessageReader(db),
    ...createMessageGallery(db),
    ...createChatParts(db),
    ...createMessageTimes(db),
    ...reactions,
    changePlaces: (lawyerId, one, other) => changePlaces(db, lawyerId, one, other),
    async insert(message) {
      const { id, lawyerId, conversationId, direction, whatsappId, author = null } = message;
      const row: NewRow = {
        id,
        lawyer_id: lawyerId,
        conversation_id: conversationId,
        role: direction === 'inbound' ? 'client' : 'lawyer',
        stored_date: message.storedAt,
        meta_text: canonicalKey(lawyerId, conversationId, direction, whatsappId, author),
        direction,
        status: message.status,
        whatsapp_id: whatsappId,
        chat: message.chat,
        revoked: message.revokedAt,
        author,
        ...contentColumns(message),
      };
      if ((await insert(row)).numAffectedRows !== 1n) return false;
      await countIn(row);
      return true;
    },
    placeBefore: (lawyerId, id, followers) => placeBefore(db, lawyerId, id, followers),
    async markAnswered(lawyerId, conversationId, answered) {
      await markAnswered({ lawyerId, conversationId, answered });
    },
    async addUnread(lawyerId, conversationId) {
      await addUnread({ lawyerId, conversationId });
    },
    async setPlace(lawyerId, id, { chat, sentAt }) {
      await setChat({ lawyerId, id, chat });
      if (sentAt === undefined) return;
      const [moved] = (await setTime({ lawyerId, id, sentAt })).rows;
      if (moved) await releadConversation(db, moved.conversation_id);
    },
    async setWhatsAppId(lawyerId, id, whatsappId) {
      const row = await db
        .selectFrom('messages')
        .select(['conversation_id', 'direction', 'author'])
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return;
      const key = canonicalKey(lawyerId, row.conversation_id, row.direction, whatsappId, row.author);
      await db.updateTable('messages').set({ whatsapp_id: whatsappId, meta_text: key }).where('id', '=', id).execute();
    },
    async setTrace(lawyerId, id, traceparent) {
      await db
        .updateTable('messages')
        .set({ traceparent })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async setReference(lawyerId, id, reference) {
      await db
        .updateTable('messages')
        .set({ client_reference: reference })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async setStatus(lawyerId, id, status, error) {
      await setStatus({ lawyerId, id, status, error, time: '' });
    },
    async reachStatus(lawyerId, id, status, error, at) {
      await setStatus({ lawyerId, id, status, error, time: writeTime(status, at) });
    },
    async edit(lawyerId, id, text, at) {
      const before = await db
        .selectFrom('messages')
        .select(['content', 'edited', 'sending_date'])
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!before) return;
      await keepVersion(lawyerId, id, before.content, before.edited ?? before.sending_date);
      await db.updateTable('messages').set({ content: text, edited: at }).where('id', '=', id).execute();
    },
    addVersion: keepVersion,
    async complete(lawyerId, id, content) {
      const completed = await db
        .updateTable('messages')
        .set(contentColumns(content))
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .returning('conversation_id')
        .executeTakeFirst();
      if (completed) await releadConversation(db, completed.conversation_id);
    },
    async revoke(lawyerId, id, at) {
      await db
        .updateTable('messages')
        .set({ revoked: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
  };
}
