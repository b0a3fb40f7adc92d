import { type Kysely, sql } from 'kysely';
import type { Millis } from '../domain/clock.ts';
import type { AttemptResult, WebhookQueueStore } from '../domain/stores/webhook-stores.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

/** What an attempt says whose result nobody has seen. */
const INTERRUPTED = 'interrupted';

type Ended = Omit<AttemptResult, 'requestHeaders' | 'responseHeaders'> & {
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
    const rows = sql`SELECT id FROM webhook_queue WHERE id IN (SELECT value FROM json_each(${blank('ids')}))`;
    const insertion = sql`
      INSERT INTO webhook_attempts (queue_id, attempted, latency, is_under_way)
      SELECT id, ${blank('at')}, 0, 1 FROM (${rows})`;
    return { compile: () => insertion.compile(db) };
  });
  const end = prepare(db, (blank: Blank<Ended>) =>
    db
      .updateTable('webhook_attempts')
      .set({
        attempted: blank('at'),
        latency: blank('latency'),
        status_code: blank('statusCode'),
        error: blank('error'),
        request_headers: blank('sent'),
        response_headers: blank('came'),
        response_start: blank('responseStart'),
        is_under_way: sql.lit(0),
      })
      .where('queue_id', '=', blank('id'))
      .where('is_under_way', '=', sql.lit(1)),
  );
  const cutOffSome = prepare(db, (blank: Blank<{ ids: string }>) =>
    underWay().where('queue_id', 'in', sql<number>`(SELECT value FROM json_each(${blank('ids')}))`),
  );

  function underWay() {
    return db
      .updateTable('webhook_attempts')
      .set({ is_under_way: sql.lit(0), error: sql.lit(INTERRUPTED) })
      .where('is_under_way', '=', sql.lit(1))
      .returning('queue_id');
  }

  async function tryAgain(cutOff: readonly { queue_id: number }[], at: Millis): Promise<void> {
    if (cutOff.length === 0) return;
    const ids = listOf(cutOff.map(({ queue_id }) => queue_id));
    await sql`
      UPDATE webhook_queue SET attempts = attempts + 1, last_attempt = ${at}, next_attempt = ${at}
      WHERE status = 'pending' AND (id IN (${ids}) OR batch_of IN (${ids}))`.execute(db);
  }

  return {
    async beginAttempts(deliveries, at) {
      const ids = JSON.stringify(deliveries);
      // Of one that was made and whose result the disk did not take.
      await tryAgain((await cutOffSome({ ids })).rows, at);
      await begin({ ids, at });
    },
    async end(id, { requestHeaders, responseHeaders, ...told }) {
      const came = responseHeaders && JSON.stringify(responseHeaders);
      await end({ ...told, id, sent: JSON.stringify(requestHeaders), came });
    },
    cutOff: async (at) => tryAgain(await underWay().execute(), at),
  };
}
