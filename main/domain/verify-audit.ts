import type { AuditHead, AuditVerification } from '../contract/audit.ts';
import { type ChainEnd, parseHead, toHead } from './audit-chain.ts';
import { nextTurn } from './in-slices.ts';
import type { Database } from './ports.ts';
import type { CheckedSlice } from './stores/audit-store.ts';

/** So many rows are looked at in one turn: a few milliseconds. */
const ROWS_AT_ONCE = 250;

type Walk = Omit<AuditVerification, 'head_found'>;

/**
 * Looks at every row of the audit log, in slices, while everything else goes on. Those who ask meanwhile share one walk.
 * `head`: one that was told before, which must be in the log.
 */
export function createVerifyAudit(database: Database): (head: AuditHead | undefined) => Promise<AuditVerification> {
  let walking: Promise<Walk> | null = null;

  return async (head) => {
    walking ??= walk(database).finally(() => {
      walking = null;
    });
    const walked = await walking;
    if (head === undefined) return { ...walked, head_found: null };
    const wanted = parseHead(head);
    if (await database.read((stores) => stores.audit.has(wanted))) return { ...walked, head_found: true };
    // An older copy ends before it; a log that went on from one has another row in its place.
    const missing = Math.max(1, Math.min(wanted.number, walked.rows + 1));
    return { ...walked, intact: false, head_found: false, first_broken: walked.first_broken ?? missing };
  };
}

async function walk(database: Database): Promise<Walk> {
  let last: ChainEnd | null = null;
  for (;;) {
    const after: ChainEnd | null = last;
    const { end, broken, isLast }: CheckedSlice = await database.read((stores) =>
      stores.audit.check(after, ROWS_AT_ONCE),
    );
    if (isLast) return { intact: broken === null, rows: end.number, head: toHead(end), first_broken: broken };
    last = end;
    await nextTurn();
  }
}
