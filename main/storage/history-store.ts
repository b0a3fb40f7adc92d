import { type Kysely, type Selectable, sql } from 'kysely';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { ChatHistory, HistoryStore } from '../domain/stores/history-store.ts';
import type { Schema } from './schema.ts';

function toHistory(row: Selectable<Schema['chat_histories']>): ChatHistory {
  return {
    chat: row.chat,
    completeFrom: row.complete_from,
    completeUntil: row.complete_until,
    reachesStart: row.reaches_start === 1,
    anchor: row.anchor_id === null ? null : { id: row.anchor_id, fromMe: row.anchor_from_me === 1 },
    gap: row.gap_at === null || row.gap_reason === null ? null : { at: row.gap_at, reason: row.gap_reason },
    messages: row.messages,
    checkedAt: row.checked,
  };
}

/** The jids of every chat of the page that may hold something of a conversation. */
function chatsOf(lawyerId: LawyerId, id: ConversationId) {
  // A chat's jid is an alias of the person, or the group's own. A message's chat is only where it was last seen.
  return sql<{ chat: string }>`
    SELECT ltrim(alias.value, '+') || form.column2 AS chat
    FROM lawyer_clients link
    JOIN client_aliases alias ON alias.client_id = link.client_id AND alias.lawyer_id = link.lawyer_id
    JOIN (VALUES ('phone', '@c.us'), ('phone', '@s.whatsapp.net'), ('lid', '@lid')) AS form
      ON form.column1 = alias.kind
    WHERE link.conversation_id = ${id} AND link.lawyer_id = ${lawyerId}
    UNION ALL
    SELECT group_jid FROM conversations WHERE id = ${id} AND lawyer_id = ${lawyerId} AND group_jid IS NOT NULL`;
}

export function createHistoryStore(db: Kysely<Schema>): HistoryStore {
  return {
    async get(lawyerId, chat) {
      const row = await db
        .selectFrom('chat_histories')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .where('chat', '=', chat)
        .executeTakeFirst();
      return row ? toHistory(row) : null;
    },
    async set(lawyerId, history) {
      const known = {
        complete_from: history.completeFrom,
        complete_until: history.completeUntil,
        reaches_start: history.reachesStart ? 1 : 0,
        anchor_id: history.anchor?.id ?? null,
        anchor_from_me: history.anchor ? Number(history.anchor.fromMe) : null,
        gap_at: history.gap?.at ?? null,
        gap_reason: history.gap?.reason ?? null,
        messages: history.messages,
        checked: history.checkedAt,
      };
      await db
        .insertInto('chat_histories')
        .values({ lawyer_id: lawyerId, chat: history.chat, ...known })
        .onConflict((conflict) => conflict.columns(['lawyer_id', 'chat']).doUpdateSet(known))
        .execute();
    },
    async chatsOf(lawyerId, id) {
      const { rows } = await chatsOf(lawyerId, id).execute(db);
      return rows.map(({ chat }) => chat);
    },
    async ofConversation(lawyerId, id) {
      const chats = chatsOf(lawyerId, id);
      const rows = await db
        .selectFrom('chat_histories')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .where(sql<boolean>`chat IN (${chats})`)
        .orderBy('chat')
        .execute();
      return rows.map(toHistory);
    },
  };
}
