import { type Kysely, type Selectable, sql } from 'kysely';
import type { Webhook } from '../contract/entities.ts';
import { type EventPattern, eventMatches } from '../contract/events.ts';
import { type LawyerId, WebhookId } from '../contract/ids.ts';
import type { WebhookStore } from '../domain/stores/webhook-stores.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

export function createWebhookStore(db: Kysely<Schema>): WebhookStore {
  const patternsOfActive = prepare(db, (blank: Blank<{ lawyerId: LawyerId }>) =>
    db
      .selectFrom('webhooks')
      .innerJoin('webhook_event_types', 'webhook_event_types.webhook_id', 'webhooks.id')
      .select(['webhooks.id', 'webhook_event_types.pattern'])
      .where('webhooks.lawyer_id', '=', blank('lawyerId'))
      .where('webhooks.is_active', '=', 1),
  );

  async function patternsOf(ids: WebhookId[]): Promise<Map<WebhookId, EventPattern[]>> {
    const byWebhook = new Map<WebhookId, EventPattern[]>();
    if (ids.length === 0) return byWebhook;
    const rows = await db
      .selectFrom('webhook_event_types')
      .selectAll()
      .where('webhook_id', 'in', sql<WebhookId>`(${listOf(ids)})`)
      .execute();
    for (const { webhook_id, pattern } of rows)
      byWebhook.set(webhook_id, [...(byWebhook.get(webhook_id) ?? []), pattern]);
    return byWebhook;
  }

  function toWebhook(row: Selectable<Schema['webhooks']>, events: EventPattern[]): Webhook {
    return {
      id: row.id,
      url: row.url,
      events,
      is_active: row.is_active === 1,
      created_at: new Date(row.created).toISOString(),
    };
  }

  return {
    async insert({ id, lawyerId, url, secret, events, at }) {
      const row = { id, lawyer_id: lawyerId, url, secret, is_active: 1, created: at };
      const patterns = [...new Set(events)];
      await db.insertInto('webhooks').values(row).execute();
      await db
        .insertInto('webhook_event_types')
        .values(patterns.map((pattern) => ({ webhook_id: id, pattern })))
        .execute();
      return toWebhook(row, patterns);
    },
    async list(lawyerId, { limit, cursor }) {
      let query = db
        .selectFrom('webhooks')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .orderBy('id')
        .limit(limit + 1);
      if (cursor) query = query.where('id', '>', decodeCursor(cursor, WebhookId)[1]);
      const page = toPage(await query.execute(), limit, (row) => [row.created, row.id]);
      const patterns = await patternsOf(page.rows.map((row) => row.id));
      return { rows: page.rows.map((row) => toWebhook(row, patterns.get(row.id) ?? [])), nextCursor: page.nextCursor };
    },
    async exists(lawyerId, id) {
      const found = db.selectFrom('webhooks').select('id').where('lawyer_id', '=', lawyerId).where('id', '=', id);
      return (await found.executeTakeFirst()) !== undefined;
    },
    async remove(lawyerId, id) {
      const result = await db
        .deleteFrom('webhooks')
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
    async switchOff(id) {
      await db.updateTable('webhooks').set({ is_active: 0 }).where('id', '=', id).execute();
    },
    async wanting(lawyerId, type) {
      const { rows } = await patternsOfActive({ lawyerId });
      return [...new Set(rows.filter((row) => eventMatches(row.pattern, type)).map((row) => row.id))];
    },
  };
}
