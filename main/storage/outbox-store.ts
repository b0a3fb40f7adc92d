import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { FileUse } from '../contract/values.ts';
import type { Millis } from '../domain/clock.ts';
import type { OutboxAction, OutboxStore } from '../domain/stores/outbox-store.ts';
import { createOutboxLists } from './outbox-lists.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

const StoredAction: z.ZodType<OutboxAction> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('send'),
    // What was queued before this was kept is taken in the stricter way.
    to: z.enum(['number', 'conversation']).default('number'),
    text: z.string(),
    file: z
      .object({ sha256: z.string(), size: z.number(), mimeType: z.string(), fileName: z.string(), use: FileUse })
      .nullable(),
    quoted: z.object({ chat: z.string().nullable(), whatsappId: z.string(), fromMe: z.boolean() }).nullable(),
  }),
  z.object({ type: z.literal('react'), emoji: z.string() }),
  z.object({ type: z.literal('edit'), text: z.string() }),
  z.object({ type: z.literal('revoke') }),
  z.object({ type: z.literal('mark_read') }),
]);

type NewRow = Omit<Parameters<OutboxStore['add']>[0], 'action'> & { type: OutboxAction['type']; action: string };

/**
 * Sent in order within a conversation, and what is done to one message too. Nothing else waits for another row: an
 * action that cannot be done now must not hold up what is to be sent.
 */
function nextOf(db: Kysely<Schema>, blank: Blank<{ lawyerId: LawyerId; at: Millis; except: string }>) {
  return (
    db
      .selectFrom('outbox as o')
      .leftJoin('messages as m', 'm.id', 'o.message_id')
      .selectAll('o')
      .select(['m.whatsapp_id', 'm.direction', 'm.chat', 'm.traceparent'])
      .select(
        sql<string | null>`CASE WHEN m.chat IS NULL THEN (
          SELECT last.chat FROM messages last
          WHERE last.conversation_id = o.conversation_id AND last.chat IS NOT NULL
          ORDER BY last.sending_date DESC, last.message_index DESC LIMIT 1
        ) END`.as('last_chat'),
      )
      .where('o.lawyer_id', '=', blank('lawyerId'))
      .where('o.state', '<>', sql.lit('failed'))
      // In the order of acceptance until one fits; the plus keeps SQLite from sorting all that is due instead.
      .where(sql<boolean>`+o.next_attempt <= ${blank('at')}`)
      .where(sql<boolean>`o.conversation_id NOT IN (SELECT value FROM json_each(${blank('except')}))`)
      .where(sql<boolean>`NOT (o.type = 'send' AND EXISTS (
        SELECT 1 FROM outbox earlier
        WHERE earlier.conversation_id = o.conversation_id AND earlier.type = 'send' AND earlier.state <> 'failed'
          AND earlier.id < o.id
      ))`)
      .where(sql<boolean>`NOT EXISTS (
        SELECT 1 FROM outbox earlier
        WHERE earlier.message_id = o.message_id AND earlier.id < o.id AND earlier.state <> 'failed'
      )`)
      .orderBy('o.id')
      .limit(1)
  );
}

export function createOutboxStore(db: Kysely<Schema>): OutboxStore {
  const add = prepare(db, (blank: Blank<NewRow>) =>
    db.insertInto('outbox').values({
      message_id: blank('messageId'),
      lawyer_id: blank('lawyerId'),
      conversation_id: blank('conversationId'),
      phone_number: blank('phone'),
      type: blank('type'),
      action: blank('action'),
      state: 'queued',
      waits_for: 'turn',
      error: null,
      attempts: 0,
      next_attempt: blank('at'),
      created: blank('at'),
    }),
  );
  const findNext = prepare(db, (blank: Blank<{ lawyerId: LawyerId; at: Millis; except: string }>) => nextOf(db, blank));
  const markSending = prepare(db, (blank: Blank<{ id: number }>) =>
    db
      .updateTable('outbox')
      .set((eb) => ({ state: 'sending', waits_for: 'answer', attempts: eb('attempts', '+', 1) }))
      .where('id', '=', blank('id'))
      .where('state', '<>', sql.lit('failed')),
  );
  const removeSend = prepare(db, (blank: Blank<{ lawyerId: LawyerId; messageId: MessageId }>) =>
    db
      .deleteFrom('outbox')
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('message_id', '=', blank('messageId'))
      .where('type', '=', sql.lit('send')),
  );
  const release = prepare(
    db,
    (blank: Blank<{ lawyerId: LawyerId; conversationId: ConversationId; reasons: string; at: Millis }>) =>
      db
        .updateTable('outbox')
        .set({ next_attempt: blank('at'), waits_for: 'turn' })
        .where('lawyer_id', '=', blank('lawyerId'))
        .where('conversation_id', '=', blank('conversationId'))
        .where('state', '=', sql.lit('queued'))
        .where(sql<boolean>`waits_for IN (SELECT value FROM json_each(${blank('reasons')}))`),
  );

  return {
    ...createOutboxLists(db),
    async add({ messageId, lawyerId, conversationId, phone, action, at }) {
      const { type } = action;
      const { insertId } = await add({
        messageId,
        lawyerId,
        conversationId,
        phone,
        type,
        action: JSON.stringify(action),
        at,
      });
      return Number(insertId);
    },
    async next(lawyerId, at, except = []) {
      const [row] = (await findNext({ lawyerId, at, except: JSON.stringify(except) })).rows;
      if (!row || row.state === 'failed') return null;
      return {
        id: row.id,
        messageId: row.message_id,
        lawyerId,
        conversationId: row.conversation_id,
        phone: row.phone_number,
        chat: row.chat ?? row.last_chat,
        action: StoredAction.parse(JSON.parse(row.action)),
        whatsappId: row.whatsapp_id ?? '',
        fromMe: row.direction === 'outbound',
        state: row.state,
        attempts: row.attempts,
        acceptedAt: row.created,
        traceparent: row.traceparent,
      };
    },
    async nextDue(lawyerId, after) {
      const row = await db
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('next_attempt').as('at'))
        .where('lawyer_id', '=', lawyerId)
        .where('state', '<>', sql.lit('failed'))
        .where('next_attempt', '>', after)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    async markSending(id) {
      return (await markSending({ id })).numAffectedRows === 1n;
    },
    async postpone(id, at, why) {
      await db
        .updateTable('outbox')
        .set({ next_attempt: at, waits_for: why })
        .where('id', '=', id)
        .where('state', '<>', sql.lit('failed'))
        .execute();
    },
    async release(lawyerId, conversationId, reasons, at) {
      await release({ lawyerId, conversationId, reasons: JSON.stringify(reasons), at });
    },
    async requeue(id, at) {
      await db
        .updateTable('outbox')
        .set({ state: 'queued', next_attempt: at, waits_for: 'retry' })
        .where('id', '=', id)
        .where('state', '<>', sql.lit('failed'))
        .execute();
    },
    async markFailed(id, error) {
      await db.updateTable('outbox').set({ state: 'failed', waits_for: null, error }).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('outbox').where('id', '=', id).execute();
    },
    async removeByMessage(lawyerId, messageId) {
      await removeSend({ lawyerId, messageId });
    },
    async cancel(lawyerId, id) {
      const result = await db
        .deleteFrom('outbox')
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .where('state', '<>', sql.lit('sending'))
        .executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
    async findSend(lawyerId, messageId) {
      const row = await db
        .selectFrom('outbox')
        .select(['id', 'state'])
        .where('lawyer_id', '=', lawyerId)
        .where('message_id', '=', messageId)
        .where('type', '=', sql.lit('send'))
        .executeTakeFirst();
      return row && row.state !== 'failed' ? { id: row.id, state: row.state } : null;
    },
    async waitingFor(lawyerId, conversationId) {
      const rows = await db
        .selectFrom('outbox')
        .select('id')
        .where('lawyer_id', '=', lawyerId)
        .where('conversation_id', '=', conversationId)
        .where('type', '<>', sql.lit('revoke'))
        .where('state', '=', sql.lit('queued'))
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async sending(lawyerId) {
      const rows = await db
        .selectFrom('outbox')
        .select('message_id')
        .where('lawyer_id', '=', lawyerId)
        .where('type', '=', sql.lit('send'))
        .where('state', '=', sql.lit('sending'))
        .orderBy('id')
        .execute();
      return rows.flatMap(({ message_id }) => message_id ?? []);
    },
  };
}
