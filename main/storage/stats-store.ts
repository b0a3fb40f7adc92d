import { type Kysely, sql } from 'kysely';
import type { ConversationId } from '../contract/ids.ts';
import type { MessageDirection, MessageStatus } from '../contract/values.ts';
import type { Millis } from '../domain/clock.ts';
import { SLOT, type StatsStore } from '../domain/stores/stats-store.ts';
import { listOf } from './list-of.ts';
import type { Schema } from './schema.ts';

/** What nobody has said. */
const NOT_SAID = sql`('call', 'notice')`;
/** What WhatsApp has taken. */
const TAKEN = sql`('sent', 'delivered', 'read', 'played')`;

export function createStatsStore(db: Kysely<Schema>): StatsStore {
  return {
    async chatsSince(lawyerId, from) {
      const { rows } = await sql<{ id: ConversationId; messages: number }>`
        SELECT id, size AS messages FROM conversations
        WHERE lawyer_id = ${lawyerId} AND merged_into IS NULL AND group_jid IS NULL AND last_activity >= ${from}
        ORDER BY last_activity DESC, id DESC`.execute(db);
      return rows;
    },
    async counts(lawyerId, chats, { from, until }) {
      const { rows } = await sql<{ slot: Millis; direction: MessageDirection; status: MessageStatus; count: number }>`
        SELECT m.sending_date / ${SLOT} * ${SLOT} AS slot, m.direction, m.status, count(*) AS count
        FROM (${listOf(chats)}) chat CROSS JOIN messages m ON m.conversation_id = chat.value
        WHERE m.lawyer_id = ${lawyerId} AND m.sending_date >= ${from} AND m.sending_date < ${until}
          AND m.kind NOT IN ${NOT_SAID}
        GROUP BY 1, 2, 3`.execute(db);
      return rows;
    },
    async turns(lawyerId, chats, { from, until }) {
      const { rows } = await sql<{ asked: Millis; answered: Millis | null }>`
        SELECT m.sending_date AS asked, (
          SELECT a.sending_date FROM messages a
          WHERE a.conversation_id = m.conversation_id
            AND (a.sending_date, a.message_index) > (m.sending_date, m.message_index)
            AND a.direction = 'outbound' AND a.status IN ${TAKEN} AND a.kind NOT IN ${NOT_SAID}
          ORDER BY a.sending_date, a.message_index LIMIT 1
        ) AS answered
        FROM (${listOf(chats)}) chat CROSS JOIN messages m ON m.conversation_id = chat.value
        WHERE m.lawyer_id = ${lawyerId} AND m.sending_date >= ${from} AND m.sending_date < ${until}
          AND m.direction = 'inbound' AND m.kind NOT IN ${NOT_SAID}
          AND coalesce((
            SELECT p.direction FROM messages p
            WHERE p.conversation_id = m.conversation_id
              AND (p.sending_date, p.message_index) < (m.sending_date, m.message_index)
              AND (p.direction = 'inbound' OR p.status IN ${TAKEN}) AND p.kind NOT IN ${NOT_SAID}
            ORDER BY p.sending_date DESC, p.message_index DESC LIMIT 1
          ), 'outbound') = 'outbound'`.execute(db);
      return rows;
    },
    async newClients(lawyerId, { from, until }) {
      const { rows } = await sql<{ slot: Millis; count: number }>`
        SELECT created / ${SLOT} * ${SLOT} AS slot, count(*) AS count FROM clients
        WHERE lawyer_id = ${lawyerId} AND merged_into IS NULL AND removed IS NULL AND created >= ${from} AND created < ${until}
        GROUP BY 1`.execute(db);
      return rows;
    },
    async openConversations(lawyerId) {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*) AS count
        FROM conversations c
        LEFT JOIN lawyer_clients link ON link.conversation_id = c.id
        WHERE c.lawyer_id = ${lawyerId} AND c.merged_into IS NULL AND c.group_jid IS NULL
          AND coalesce(link.status, 'lead') IN ('lead', 'active')
          AND 'inbound' = (
            SELECT p.direction FROM messages p
            WHERE p.conversation_id = c.id
              AND (p.direction = 'inbound' OR p.status IN ${TAKEN}) AND p.kind NOT IN ${NOT_SAID}
            ORDER BY p.sending_date DESC, p.message_index DESC LIMIT 1
          )`.execute(db);
      return rows[0]?.count ?? 0;
    },
  };
}
