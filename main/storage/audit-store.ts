import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { AuditRow } from '../contract/audit.ts';
import { type AuditEntry, hmacOfRow, isSealed, nextInChain } from '../domain/audit-chain.ts';
import type { AuditStore, CheckedSlice } from '../domain/stores/audit-store.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['audit_log']>;

const Subjects = z.array(z.string());

function toEntry(row: Row): AuditEntry {
  return {
    at: row.at,
    actorRole: row.actor_role,
    actor: row.actor,
    keyId: row.key_id,
    lawyerId: row.lawyer_id,
    action: row.action,
    subjects: Subjects.parse(JSON.parse(row.subjects)),
    requestId: row.request_id,
    address: row.address,
    outcome: row.outcome,
  };
}

function toAuditRow({ hmac: _, at, subjects, ...row }: Row): AuditRow {
  return { ...row, at: new Date(at).toISOString(), subjects: Subjects.parse(JSON.parse(subjects)) };
}

/** `key` proves the rows; see domain/audit-chain.ts. */
export function createAuditStore(db: Kysely<Schema>, key: Buffer): AuditStore {
  const findEnd = prepare(db, () =>
    db
      .selectFrom('audit_end')
      .select(['number', 'hmac', 'seal', 'published_number'])
      .select(sql<number | null>`(SELECT max(number) FROM audit_log)`.as('last_number')),
  );
  const insert = prepare(db, (blank: Blank<Row>) =>
    db.insertInto('audit_log').values({
      number: blank('number'),
      at: blank('at'),
      actor_role: blank('actor_role'),
      actor: blank('actor'),
      key_id: blank('key_id'),
      lawyer_id: blank('lawyer_id'),
      action: blank('action'),
      subjects: blank('subjects'),
      request_id: blank('request_id'),
      address: blank('address'),
      outcome: blank('outcome'),
      hmac: blank('hmac'),
    }),
  );
  const insertSubject = prepare(db, (blank: Blank<Schema['audit_subjects']>) =>
    db.insertInto('audit_subjects').values({ subject: blank('subject'), number: blank('number') }),
  );
  const moveEnd = prepare(db, (blank: Blank<{ number: number; hmac: Buffer; seal: Buffer | null }>) =>
    db.updateTable('audit_end').set({ number: blank('number'), hmac: blank('hmac'), seal: blank('seal') }),
  );

  async function end() {
    const [row] = (await findEnd({})).rows;
    if (!row) throw new Error('the end of the audit log is missing');
    const { number, hmac, seal, last_number: lastNumber, published_number: published } = row;
    return { end: { number, hmac }, seal, lastNumber: lastNumber ?? 0, published };
  }

  return {
    async append(entry) {
      const before = await end();
      const { number, hmac, seal } = nextInChain(key, before, entry);
      const { actorRole, keyId, lawyerId, requestId, subjects, ...same } = entry;
      await insert({
        ...same,
        number,
        actor_role: actorRole,
        key_id: keyId,
        lawyer_id: lawyerId,
        subjects: JSON.stringify(subjects),
        request_id: requestId,
        hmac,
      });
      for (const subject of new Set(subjects)) await insertSubject({ subject, number });
      await moveEnd({ number, hmac, seal });
      return { number, sincePublished: number - before.published };
    },
    async list(lawyerId, { actor, action, subject, since, until }, { limit, cursor }) {
      let query = db.selectFrom('audit_log as a').selectAll('a').orderBy('a.at', 'desc').orderBy('a.number', 'desc');
      if (lawyerId !== null) query = query.where('a.lawyer_id', '=', lawyerId);
      if (actor !== undefined) query = query.where('a.actor', '=', actor);
      if (action !== undefined) query = query.where('a.action', '=', action);
      if (since !== undefined) query = query.where('a.at', '>=', since);
      if (until !== undefined) query = query.where('a.at', '<', until);
      if (subject !== undefined) {
        query = query.where('a.number', 'in', ({ selectFrom }) =>
          selectFrom('audit_subjects').select('number').where('subject', '=', subject),
        );
      }
      if (cursor) {
        const [at, number] = decodeCursor(cursor);
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('a.at', 'a.number'), '<', tuple(at, Number(number))),
        );
      }
      const page = toPage(await query.limit(limit + 1).execute(), limit, (row) => [row.at, row.number]);
      return { rows: page.rows.map(toAuditRow), nextCursor: page.nextCursor };
    },
    async end() {
      const { end: last, seal, lastNumber } = await end();
      return { ...last, isOurs: isSealed(key, last, seal) && lastNumber <= last.number };
    },
    async check(after, limit): Promise<CheckedSlice> {
      const rows = await db
        .selectFrom('audit_log')
        .selectAll()
        .where('number', '>', after.number)
        .orderBy('number')
        .limit(limit)
        .execute();
      const hidden = await firstHidden(after.number, rows.at(-1)?.number ?? after.number);
      let last = after;
      for (const row of rows) {
        const number = last.number + 1;
        if (row.number !== number || number === hidden || !isAsWritten(row, last.hmac)) {
          return { end: last, broken: number, isLast: true };
        }
        last = { number, hmac: row.hmac };
      }
      return { end: last, broken: null, isLast: rows.length < limit };
    },
    async has({ number, hmac }) {
      const row = await db.selectFrom('audit_log').select('hmac').where('number', '=', number).executeTakeFirst();
      return row?.hmac.equals(hmac) ?? false;
    },
    async published() {
      const row = await db.selectFrom('audit_end').select(['published_number', 'published']).executeTakeFirstOrThrow();
      return { number: row.published_number, at: row.published };
    },
    async notePublished(number, at) {
      await db.updateTable('audit_end').set({ published_number: number, published: at }).execute();
    },
  };

  function isAsWritten(row: Row, before: Buffer): boolean {
    try {
      return hmacOfRow(key, before, row.number, toEntry(row)).equals(row.hmac);
    } catch {
      // What is written there is no list of subjects any more.
      return false;
    }
  }

  /** The first row in that part that can no longer be found by one of its subjects. */
  async function firstHidden(after: number, until: number): Promise<number | null> {
    const { rows } = await sql<{ number: number | null }>`
      SELECT min(a.number) AS number FROM audit_log a, json_each(a.subjects) AS wanted
      WHERE a.number > ${after} AND a.number <= ${until}
      AND NOT EXISTS (SELECT 1 FROM audit_subjects s WHERE s.subject = wanted.value AND s.number = a.number)
    `.execute(db);
    return rows[0]?.number ?? null;
  }
}
