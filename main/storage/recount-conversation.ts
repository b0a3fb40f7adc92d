import { type Kysely, sql } from 'kysely';
import type { ConversationId } from '../contract/ids.ts';
import type { Schema } from './schema.ts';

/** Works out anew what a conversation holds and which message leads it, after messages have moved. */
export async function recountConversation(db: Kysely<Schema>, id: ConversationId): Promise<void> {
  await sql`
    UPDATE conversations SET size = (SELECT count(*) FROM messages WHERE conversation_id = ${id}) WHERE id = ${id}
  `.execute(db);
  await releadConversation(db, id);
}

/** Works out anew which message leads a conversation, after one of them has got another time. */
export async function releadConversation(db: Kysely<Schema>, id: ConversationId): Promise<void> {
  await sql`
    UPDATE conversations SET
      (last_message_id, last_activity) = (
        SELECT newest.id, coalesce(newest.sending_date, conversations.created)
        FROM (SELECT 1) LEFT JOIN (
          SELECT id, sending_date FROM messages WHERE conversation_id = ${id}
          ORDER BY sending_date DESC, message_index DESC LIMIT 1
        ) newest
      )
    WHERE id = ${id}`.execute(db);
}
