import { type Kysely, type Selectable, sql } from 'kysely';
import type { Alert } from '../contract/entities.ts';
import { AlertId, type LawyerId } from '../contract/ids.ts';
import { newId } from '../domain/new-id.ts';
import type { AlertStore } from '../domain/stores/alert-store.ts';
import { decodeCursor, toPage } from './cursor.ts';
import type { Schema } from './schema.ts';

function toAlert(row: Selectable<Schema['alerts']>): Alert {
  return {
    id: row.id,
    lawyer_id: row.lawyer_id,
    code: row.code,
    subject: row.subject,
    raised_at: new Date(row.raised).toISOString(),
    cleared_at: row.cleared === null ? null : new Date(row.cleared).toISOString(),
  };
}

export function createAlertStore(db: Kysely<Schema>): AlertStore {
  function alertsOf(lawyerId: LawyerId | null) {
    const all = db.selectFrom('alerts').selectAll();
    return lawyerId === null ? all : all.where('lawyer_id', '=', lawyerId);
  }

  return {
    async raise({ lawyerId, code, subject, at }) {
      // The index over open alerts refuses a second one.
      const row = await db
        .insertInto('alerts')
        .values({ id: newId('alr', at), lawyer_id: lawyerId, code, subject, raised: at, cleared: null })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      return row ? toAlert(row) : null;
    },
    async clear({ lawyerId, code, subject, at }) {
      const row = await db
        .updateTable('alerts')
        .set({ cleared: at })
        .where('lawyer_id', '=', lawyerId)
        .where('code', '=', code)
        .where(sql<string>`ifnull(subject, '')`, '=', subject ?? '')
        .where('cleared', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row ? toAlert(row) : null;
    },
    async open(lawyerId) {
      return (await alertsOf(lawyerId).where('cleared', 'is', null).orderBy('id', 'desc').execute()).map(toAlert);
    },
    async list(lawyerId, { limit, cursor }) {
      let query = alertsOf(lawyerId)
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (cursor) query = query.where('id', '<', decodeCursor(cursor, AlertId)[1]);
      const page = toPage(await query.execute(), limit, (row) => [row.raised, row.id]);
      return { rows: page.rows.map(toAlert), nextCursor: page.nextCursor };
    },
  };
}
