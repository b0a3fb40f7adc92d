import { type Kysely, type Selectable, sql } from 'kysely';
import type { EventPattern } from '../contract/events.ts';
import type { LawyerId, WebhookId } from '../contract/ids.ts';
import type { WebhookBatch } from '../contract/webhook.ts';
import type { Millis } from '../domain/clock.ts';
import type { WebhookStore } from '../domain/stores/webhook-stores.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['webhooks']>;

export function batchOf(row: Pick<Row, 'batch_events' | 'batch_wait'>): WebhookBatch | null {
  return row.batch_events === null ? null : { max_events: row.batch_events, max_wait_ms: row.batch_wait ?? 0 };
}

/** The present secret, and while it is being replaced the former. */
export function secretsOf(row: Pick<Row, 'secret' | 'old_secret' | 'old_secret_until'>, at: Millis): string[] {
  const { secret, old_secret: old, old_secret_until: until } = row;
  return old !== null && until !== null && until > at ? [secret, old] : [secret];
}

/** From active to stopped and, by way of what was missed, back. */
export function createWebhookStates(
  db: Kysely<Schema>,
  patternsOf: (ids: WebhookId[]) => Promise<Map<WebhookId, EventPattern[]>>,
): Pick<WebhookStore, 'failingSince' | 'stop' | 'catchUp' | 'catchingUp' | 'caughtUp'> {
  return {
    async failingSince(id) {
      const row = await db
        .selectFrom('webhooks')
        .select('failing_since')
        .where('id', '=', id)
        .where('state', 'in', ['active', 'catching_up'])
        .executeTakeFirst();
      return row?.failing_since ?? null;
    },
    async stop(id, state, reason, at) {
      // What waits may be removed before it is resumed: then it is queued again from the log. What was given up since it
      // takes nothing is missed as well.
      const { rows } = await sql<{ lawyer_id: LawyerId }>`
        UPDATE webhooks SET state = ${state}, disabled_reason = ${reason}, updated = ${at}, feed_cursor = min(
          coalesce(feed_cursor, (SELECT max(cursor) FROM events e WHERE e.lawyer_id = webhooks.lawyer_id), 0),
          coalesce((
            SELECT min(e.cursor) - 1 FROM webhook_queue q INDEXED BY webhook_queue_order JOIN events e ON e.id = q.event_id
            WHERE q.webhook_id = webhooks.id AND q.status = 'pending'
          ), 9e15),
          coalesce((
            SELECT min(e.cursor) - 1 FROM webhook_queue q INDEXED BY webhook_queue_failed JOIN events e ON e.id = q.event_id
            WHERE q.webhook_id = webhooks.id AND q.status = 'failed' AND q.last_attempt >= webhooks.failing_since
          ), 9e15)
        ) WHERE id = ${id} RETURNING lawyer_id`.execute(db);
      return rows[0]?.lawyer_id ?? null;
    },
    async catchUp(id, from, stays, at) {
      const place =
        from === null
          ? sql`coalesce(feed_cursor, (SELECT max(cursor) FROM events e WHERE e.lawyer_id = webhooks.lawyer_id), 0)`
          : 'after' in from
            ? sql`min(coalesce(feed_cursor, ${from.after}), ${from.after})`
            : sql`max(coalesce(feed_cursor, 0), ${from.skipTo})`;
      const state = stays ? sql`state` : sql`'catching_up'`;
      const reason = stays ? sql`disabled_reason` : sql`NULL`;
      await sql`
        UPDATE webhooks SET feed_cursor = ${place}, state = ${state}, disabled_reason = ${reason}, updated = ${at},
          failing_since = NULL
        WHERE id = ${id}`.execute(db);
    },
    async catchingUp() {
      const rows = await db
        .selectFrom('webhooks')
        .selectAll()
        .where('state', '=', 'catching_up')
        .orderBy('id')
        .execute();
      const patterns = await patternsOf(rows.map(({ id }) => id));
      return rows.map((row) => ({
        id: row.id,
        lawyerId: row.lawyer_id,
        payload: row.payload,
        batch: batchOf(row),
        events: patterns.get(row.id) ?? [],
        cursor: row.feed_cursor ?? 0,
      }));
    },
    async caughtUp(id, cursor) {
      await db
        .updateTable('webhooks')
        .set(cursor === null ? { state: 'active', feed_cursor: null } : { feed_cursor: cursor })
        .where('id', '=', id)
        .where('state', '=', 'catching_up')
        .execute();
    },
  };
}
