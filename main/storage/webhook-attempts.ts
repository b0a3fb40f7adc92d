import { type Kysely, sql } from 'kysely';
import type { Millis } from '../domain/clock.ts';
import type { AttemptResult, WebhookQueueStore } from '../domain/stores/webhook-stores.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';
import { batchOf, secretsOf } from './webhook-states.ts';

/** What an attempt says whose result nobody has seen. */
const INTERRUPTED = 'interrupted';

type Ended = Omit<AttemptResult, 'url' | 'requestHeaders' | 'responseHeaders'> & {
  id: number;
  sent: string;
  came: string | null;
};

/**
 * Each attempt is on disk before it is made: whatever ends the app in the middle of it, no receiver is ever asked more often
 * than is written here.
 */
export function createWebhookAttempts(db: Kysely<Schema>): Pick<WebhookQueueStore, 'beginAttempts' | 'cutOff'> & {
  end(id: number, attempt: AttemptResult): Promise<void>;
} {
  const begin = prepare(db, (blank: Blank<{ ids: string; at: Millis }>) => {
    const insertion = sql`
      INSERT INTO webhook_under_way (queue_id, begun)
      SELECT id, ${blank('at')} FROM webhook_queue WHERE id IN (SELECT value FROM json_each(${blank('ids')}))`;
    return { compile: () => insertion.compile(db) };
  });
  const begun = prepare(db, (blank: Blank<{ ids: string }>) =>
    db
      .selectFrom('webhook_queue as q')
      .innerJoin('webhook_payloads as p', 'p.queue_id', 'q.id')
      .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
      .leftJoin('events as e', 'e.id', 'q.event_id')
      .leftJoin('messages as m', 'm.id', 'e.message_id')
      .select(['q.id', 'q.webhook_id', 'q.event_id', 'p.payload', 'q.attempts', 'q.tries', 'q.scheduled', 'q.batch_id'])
      .select(['w.url', 'w.secret', 'w.old_secret', 'w.old_secret_until', 'w.batch_events', 'w.batch_wait'])
      .select('m.traceparent')
      .where('q.id', 'in', sql<number>`(SELECT value FROM json_each(${blank('ids')}))`),
  );
  const leave = prepare(db, (blank: Blank<{ id: number }>) =>
    db.deleteFrom('webhook_under_way').where('queue_id', '=', blank('id')),
  );
  const insert = prepare(db, (blank: Blank<Ended>) =>
    db.insertInto('webhook_attempts').values({
      queue_id: blank('id'),
      attempted: blank('at'),
      latency: blank('latency'),
      status_code: blank('statusCode'),
      error: blank('error'),
      request_headers: blank('sent'),
      response_headers: blank('came'),
      response_start: blank('responseStart'),
    }),
  );
  const left = prepare(db, (blank: Blank<{ ids: string }>) =>
    leaving().where('queue_id', 'in', sql<number>`(SELECT value FROM json_each(${blank('ids')}))`),
  );

  function leaving() {
    return db.deleteFrom('webhook_under_way').returningAll();
  }

  async function tryAgain(rows: readonly { queue_id: number; begun: Millis }[], at: Millis): Promise<void> {
    if (rows.length === 0) return;
    const attempts = rows.map(({ queue_id, begun }) => ({
      queue_id,
      attempted: begun,
      latency: 0,
      error: INTERRUPTED,
    }));
    await db.insertInto('webhook_attempts').values(attempts).execute();
    const ids = listOf(rows.map(({ queue_id }) => queue_id));
    await sql`
      UPDATE webhook_queue SET attempts = attempts + 1, last_attempt = ${at}, next_attempt = ${at}
      WHERE status = 'pending' AND (id IN (${ids}) OR batch_of IN (${ids}))`.execute(db);
  }

  return {
    async beginAttempts(deliveries, at) {
      const ids = JSON.stringify(deliveries);
      // Of one that was made and whose result the disk did not take.
      await tryAgain((await left({ ids })).rows, at);
      await begin({ ids, at });
      return (await begun({ ids })).rows.map((row) => ({
        id: row.id,
        webhookId: row.webhook_id,
        eventId: row.event_id,
        url: row.url,
        secrets: secretsOf(row, at),
        payload: row.payload,
        attempts: row.attempts,
        tries: row.tries,
        scheduled: row.scheduled,
        batch: batchOf(row),
        batchId: row.batch_id,
        traceparent: row.traceparent,
      }));
    },
    async end(id, { requestHeaders, responseHeaders, ...told }) {
      await leave({ id });
      const came = responseHeaders && JSON.stringify(responseHeaders);
      await insert({ ...told, id, sent: JSON.stringify(requestHeaders), came });
    },
    cutOff: async (at) => tryAgain(await leaving().execute(), at),
  };
}
