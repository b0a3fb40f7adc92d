import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { AuditRow } from '../contract/audit.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { AuditFilter, AuditStore } from '../domain/stores/audit-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { inWindows } from './in-windows.ts';
import type { Schema } from './schema.ts';

/** Rows that are looked through at once: some milliseconds. */
const WINDOW = 5_000;

/** The last moment that is written with four digits of a year, in ms. */
const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A row that was tampered with must not hide the others. */
function toAuditRow(row: Selectable<Schema['audit_log']>): AuditRow {
  const { hmac: _hmac, seal: _seal, at, subjects, ...same } = row;
  const time = new Date(Math.min(Math.max(at, 0), LAST_TIME));
  return { ...same, at: time.toISOString(), subjects: parseSubjects(subjects) };
}

function parseSubjects(json: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(json));
  } catch {
    return [];
  }
}

/** Throws AppError `invalid_cursor`. */
function readNumber(cursor: string): number {
  return decodeCursor(cursor, z.literal('audit'))[0];
}

/**
 * The log is looked through in the order of its writing: an index for each filter would cost every request that writes,
 * and be one more thing that could be tampered with to hide a row.
 */
export function createAuditList(db: Kysely<Schema>): Pick<AuditStore, 'list'> {
  /** The newest row, or the newest before that one; 0 when there is none. */
  const newest = async (before: number | null): Promise<number> => {
    let all = db.selectFrom('audit_log').select('number').where('number', '>=', 0);
    if (before !== null) all = all.where('number', '<', before);
    return (await all.orderBy('number', 'desc').limit(1).executeTakeFirst())?.number ?? 0;
  };

  return {
    async list(lawyerId, filter, { limit, cursor }) {
      const fits = conditionsOf(lawyerId, filter);
      const { rows, next } = await inWindows<AuditRow, number>({
        from: cursor === undefined ? null : readNumber(cursor),
        limit,
        async endOf(before) {
          // From a row that is there: numbers that a forger has left out are not walked through.
          const end = (await newest(before)) + 1 - WINDOW;
          return end > 1 ? end : null;
        },
        async rowsIn(before, end, count) {
          let query = fits().where('number', '>=', end ?? 1);
          if (before !== null) query = query.where('number', '<', before);
          return (await query.limit(count).execute()).map(toAuditRow);
        },
        positionOf: ({ number }) => number,
      });
      return { rows, nextCursor: next === null ? null : encodeCursor(next, 'audit') };
    },
  };

  function conditionsOf(lawyerId: LawyerId | null, { actor, action, actions, subject, since, until }: AuditFilter) {
    return () => {
      let query = db.selectFrom('audit_log').selectAll().orderBy('number', 'desc');
      if (lawyerId !== null) query = query.where('lawyer_id', '=', lawyerId);
      if (actor !== undefined) query = query.where('actor', '=', actor);
      if (action !== undefined) query = query.where('action', '=', action);
      if (actions !== undefined) query = query.where('action', 'in', actions);
      if (since !== undefined) query = query.where('at', '>=', since);
      if (until !== undefined) query = query.where('at', '<', until);
      if (subject !== undefined)
        query = query.where(({ eb, fn, val }) => eb(fn('instr', ['subjects', val(JSON.stringify(subject))]), '>', 0));
      return query;
    };
  }
}
