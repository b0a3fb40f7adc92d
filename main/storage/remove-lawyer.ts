import { type Kysely, sql } from 'kysely';
import type { LawyerId } from '../contract/ids.ts';
import type { Schema } from './schema.ts';

/** What tells of a client. Where one of these has a row, the lawyer is never removed. */
export const OF_CLIENTS = ['clients', 'conversations', 'messages', 'lawyer_clients', 'outbox', 'grants'] as const;

/** The rest, those first that point at others. Where something points at a row by a cascading key, it goes with it. */
export const OF_NO_CLIENT = [
  'event_log_starts',
  'webhook_queue',
  'webhooks',
  'brokers',
  'events',
  'attachments',
  'templates',
  'held_reactions',
  'address_pairs',
  'chat_histories',
  'alerts',
  'good_links',
  'drafts',
  'reading_places',
  'lawyer_settings',
  'api_keys',
] as const;

/** Whether there is nothing of that lawyer's that a client has said, or that is known of one. */
export async function isEmpty(db: Kysely<Schema>, id: LawyerId): Promise<boolean> {
  for (const table of OF_CLIENTS) {
    const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} WHERE lawyer_id = ${id} LIMIT 1`.execute(db);
    if (rows.length > 0) return false;
  }
  return true;
}

/** Removes a lawyer of whom `isEmpty` is true. */
export async function removeLawyer(db: Kysely<Schema>, id: LawyerId): Promise<void> {
  for (const table of OF_NO_CLIENT) {
    await sql`DELETE FROM ${sql.table(table)} WHERE lawyer_id = ${id}`.execute(db);
  }
  await db.deleteFrom('kept_answers').where('owner', '=', id).execute();
  await db.deleteFrom('lawyers').where('id', '=', id).execute();
}
