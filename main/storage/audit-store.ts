import type { Kysely, Selectable } from 'kysely';
import {
  type AuditEntry,
  type ChainEnd,
  isSealed,
  proofOfRow,
  proofOfStart,
  toBeChainedTo,
} from '../domain/audit-chain.ts';
import type { Mac } from '../domain/mac.ts';
import type { AuditStore, CheckedSlice } from '../domain/stores/audit-store.ts';
import { createAuditList } from './audit-list.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['audit_log']>;

const COLUMNS = [
  ...(['number', 'at', 'actor_role', 'actor', 'key_id', 'lawyer_id', 'action', 'subjects'] as const),
  ...(['request_id', 'address', 'outcome', 'hmac', 'seal'] as const),
];

/** `mac` proves the rows; see domain/audit-chain.ts. */
export function createAuditStore(db: Kysely<Schema>, mac: Mac): AuditStore {
  /** As long as the row that was written last is the last one and has its seal: nothing else then needs to be read. */
  const insertBehind = prepare(db, (blank: Blank<Row & { last: number; lastSeal: Buffer }>) =>
    db
      .insertInto('audit_log')
      .columns(COLUMNS)
      .expression(({ selectFrom, not, exists }) =>
        selectFrom('audit_log')
          .select(COLUMNS.map((name) => blank(name).as(name)))
          .where('number', '=', blank('last'))
          .where('seal', '=', blank('lastSeal'))
          .where(not(exists(selectFrom('audit_log').select('number').where('number', '>', blank('last'))))),
      ),
  );
  /** What this store wrote last. Its transaction may have been taken back since. */
  let last: (ChainEnd & { seal: Buffer }) | null = null;

  async function end(): Promise<ChainEnd & { seal: Buffer | null }> {
    const row = await db
      .selectFrom('audit_log')
      .select(['number', 'hmac', 'seal'])
      .where('number', '>=', 0)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ?? { number: 0, hmac: Buffer.alloc(0), seal: null };
  }

  function rowBehind(before: ChainEnd, { subjects: list, ...entry }: AuditEntry): Row & { seal: Buffer } {
    const number = before.number + 1;
    const subjects = JSON.stringify(list);
    const { actorRole, keyId, lawyerId, requestId, ...same } = entry;
    const ids = { actor_role: actorRole, key_id: keyId, lawyer_id: lawyerId, request_id: requestId };
    return { ...same, ...ids, number, subjects, ...proofOfRow(mac, before.hmac, { ...entry, number, subjects }) };
  }

  async function insert(entry: AuditEntry): Promise<ChainEnd & { seal: Buffer }> {
    if (last) {
      const row = rowBehind(last, entry);
      const { numAffectedRows } = await insertBehind({ ...row, last: last.number, lastSeal: last.seal });
      if (numAffectedRows === 1n) return row;
    }
    const { number, hmac, seal } = await end();
    const row = rowBehind({ number, hmac: toBeChainedTo(hmac, seal) }, entry);
    await db.insertInto('audit_log').values(row).execute();
    return row;
  }

  return {
    async append(entry) {
      const { number, hmac, seal } = await insert(entry);
      last = { number, hmac, seal };
      return number;
    },
    ...createAuditList(db),
    end,
    async check(from, limit): Promise<CheckedSlice> {
      const after = from ?? { number: 0, hmac: proofOfStart(mac).hmac };
      const [first, ...rows] = await db
        .selectFrom('audit_log')
        .selectAll()
        .where('number', '>=', after.number)
        .orderBy('number')
        .limit(limit + 1)
        .execute();
      if (!first || !isThatRow(first, after)) return { end: after, broken: Math.max(after.number, 1), isLast: true };
      let valid = first;
      for (const row of rows) {
        if (row.number !== valid.number + 1 || !isAsWritten(row, valid.hmac)) {
          return { end: valid, broken: valid.number + 1, isLast: true };
        }
        valid = row;
      }
      const isLast = rows.length < limit;
      // Rows that are missing there leave no hole.
      const isCut = isLast && !isSealed(valid.hmac, valid.seal);
      return { end: { number: valid.number, hmac: valid.hmac }, broken: isCut ? valid.number + 1 : null, isLast };
    },
    async has(wanted) {
      const row = await db
        .selectFrom('audit_log')
        .select(['number', 'hmac'])
        .where('number', '=', wanted.number)
        .executeTakeFirst();
      return row !== undefined && isThatRow(row, wanted);
    },
    told: () => db.selectFrom('audit_told').select(['number', 'at']).executeTakeFirstOrThrow(),
    async noteTold(number, at) {
      await db.updateTable('audit_told').set({ number, at }).execute();
    },
  };

  function isThatRow(row: ChainEnd, wanted: ChainEnd): boolean {
    return row.number === wanted.number && row.hmac.equals(wanted.hmac);
  }

  function isAsWritten({ hmac, ...row }: Row, before: Buffer): boolean {
    const ids = { actorRole: row.actor_role, keyId: row.key_id, lawyerId: row.lawyer_id, requestId: row.request_id };
    return proofOfRow(mac, before, { ...row, ...ids }).hmac.equals(hmac);
  }
}
