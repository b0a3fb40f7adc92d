import { type Kysely, type Selectable, sql } from 'kysely';
import { type EventPattern, eventMatches } from '../contract/events.ts';
import { type LawyerId, WebhookId } from '../contract/ids.ts';
import type { Webhook, WebhookChange } from '../contract/webhook.ts';
import type { Millis } from '../domain/clock.ts';
import type { WebhookStore } from '../domain/stores/webhook-stores.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';
import { batchOf, createWebhookStates, secretsOf } from './webhook-states.ts';

type Row = Selectable<Schema['webhooks']>;

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

function toWebhook(row: Row, events: EventPattern[]): Webhook {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events,
    payload: row.payload,
    batch: batchOf(row),
    max_concurrency: row.concurrency,
    state: row.state,
    is_active: row.state === 'active' || row.state === 'catching_up',
    disabled_reason: row.disabled_reason,
    failing_since: isoOrNull(row.failing_since),
    answered_at: isoOrNull(row.answered),
    old_secret_until: isoOrNull(row.old_secret_until),
    created_at: new Date(row.created).toISOString(),
    updated_at: new Date(row.updated).toISOString(),
  };
}

/** The columns of what is given. */
function optionColumns({ description, payload, batch, max_concurrency }: WebhookChange) {
  return {
    ...(description === undefined ? {} : { description }),
    ...(payload === undefined ? {} : { payload }),
    ...(batch === undefined ? {} : { batch_events: batch?.max_events ?? null, batch_wait: batch?.max_wait_ms ?? null }),
    ...(max_concurrency === undefined ? {} : { concurrency: max_concurrency }),
  };
}

/** At another address there is another endpoint, which has answered nothing. */
function movedTo(url: string) {
  return { url, answered: sql<Millis | null>`CASE WHEN url = ${url} THEN answered END` };
}

export function createWebhookStore(db: Kysely<Schema>): WebhookStore {
  const patternsOfActive = prepare(db, (blank: Blank<{ lawyerId: LawyerId }>) =>
    db
      .selectFrom('webhooks as w')
      .innerJoin('webhook_event_types as t', 't.webhook_id', 'w.id')
      .select(['w.id', 't.pattern', 'w.payload', 'w.batch_events', 'w.batch_wait'])
      .where('w.lawyer_id', '=', blank('lawyerId'))
      .where('w.state', '=', sql.lit('active')),
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

  async function setPatterns(id: WebhookId, events: readonly EventPattern[]): Promise<void> {
    await db.deleteFrom('webhook_event_types').where('webhook_id', '=', id).execute();
    const patterns = [...new Set(events)];
    await db
      .insertInto('webhook_event_types')
      .values(patterns.map((pattern) => ({ webhook_id: id, pattern })))
      .execute();
  }

  async function find(lawyerId: LawyerId, id: WebhookId): Promise<Webhook | null> {
    const row = await db
      .selectFrom('webhooks')
      .selectAll()
      .where('id', '=', id)
      .where('lawyer_id', '=', lawyerId)
      .executeTakeFirst();
    return row ? toWebhook(row, (await patternsOf([id])).get(id) ?? []) : null;
  }

  return {
    async insert({ id, lawyerId, url, secret, events, at, ...options }) {
      await db
        .insertInto('webhooks')
        .values({ id, lawyer_id: lawyerId, url, secret, created: at, updated: at, ...optionColumns(options) })
        .execute();
      await setPatterns(id, events);
      const webhook = await find(lawyerId, id);
      if (!webhook) throw new Error('a webhook that was written is not there');
      return webhook;
    },
    find,
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
    async update(lawyerId, id, { url, events, ...options }, at) {
      await db
        .updateTable('webhooks')
        .set({ ...optionColumns(options), ...(url === undefined ? {} : movedTo(url)), updated: at })
        .where('id', '=', id)
        .where('lawyer_id', '=', lawyerId)
        .execute();
      if (events) await setPatterns(id, events);
    },
    async remove(lawyerId, id) {
      const result = await db
        .deleteFrom('webhooks')
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
    async wanting(lawyerId, type) {
      const { rows } = await patternsOfActive({ lawyerId });
      const wanting = rows.filter((row) => eventMatches(row.pattern, type));
      const each = new Map(wanting.map((row) => [row.id, { id: row.id, payload: row.payload, batch: batchOf(row) }]));
      return [...each.values()];
    },
    async target(lawyerId, id, at) {
      const row = await db
        .selectFrom('webhooks')
        .select(['url', 'secret', 'old_secret', 'old_secret_until'])
        .where('id', '=', id)
        .where('lawyer_id', '=', lawyerId)
        .executeTakeFirst();
      return row ? { url: row.url, secrets: secretsOf(row, at) } : null;
    },
    async noteAnswered(lawyerId, id, url, at) {
      await db
        .updateTable('webhooks')
        .set({ answered: at })
        .where('id', '=', id)
        .where('lawyer_id', '=', lawyerId)
        .where('url', '=', url)
        .where('answered', 'is', null)
        .execute();
    },
    async rotateSecret(lawyerId, id, secret, until, at) {
      await db
        .updateTable('webhooks')
        .set((eb) => ({ old_secret: eb.ref('secret'), old_secret_until: until, secret, updated: at }))
        .where('id', '=', id)
        .where('lawyer_id', '=', lawyerId)
        .execute();
    },
    ...createWebhookStates(db, patternsOf),
  };
}
