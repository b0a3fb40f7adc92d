import type { AuditHead, AuditVerification } from '../contract/audit.ts';
import { CHAIN_START, type ChainEnd, parseHead, toHead } from './audit-chain.ts';
import { nextTurn } from './in-slices.ts';
import type { Database } from './ports.ts';

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
    const isThere = await database.read((stores) => stores.audit.has(wanted));
    const isStart = wanted.number === 0 && wanted.hmac.equals(CHAIN_START.hmac);
    return { ...walked, head_found: isThere || isStart };
  };
}

async function walk(database: Database): Promise<Walk> {
  // Read before the rows: what is written meanwhile lies behind it.
  const end = await database.read((stores) => stores.audit.end());
  let last: ChainEnd = CHAIN_START;
  let isLast = false;
  while (!isLast) {
    const after = last;
    const slice = await database.read((stores) => stores.audit.check(after, ROWS_AT_ONCE));
    if (slice.broken !== null) return answer(slice.end, slice.broken);
    last = slice.end;
    isLast = slice.isLast;
    await nextTurn();
  }
  // The end is told by itself: rows that are missing there leave no hole.
  if (last.number < end.number || !end.isOurs) return answer(last, Math.min(last.number, end.number) + 1);
  if (end.number > 0 && !(await database.read((stores) => stores.audit.has(end)))) return answer(last, end.number);
  return answer(last, null);
}

function answer(last: ChainEnd, broken: number | null): Walk {
  return { intact: broken === null, rows: last.number, head: toHead(last), first_broken: broken };
}
