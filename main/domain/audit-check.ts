import type { AuditHead, AuditProgress, AuditVerification } from '../contract/audit.ts';
import { type ChainEnd, parseHead, toHead } from './audit-chain.ts';
import type { Clock } from './clock.ts';
import { nextTurn } from './in-slices.ts';
import type { Database } from './ports.ts';
import type { CheckedSlice } from './stores/audit-store.ts';

/** So many rows are looked at in one turn: a few milliseconds. */
const ROWS_AT_ONCE = 250;

type Walk = Omit<AuditVerification, 'head_found'>;

export interface AuditCheck {
  /** Looks at every row of the audit log. `head`: one that was told before, which must be in the log. */
  verify(head: AuditHead | undefined): Promise<AuditVerification>;
  /** How far that is; null while nobody asks for it. */
  progress(): AuditProgress | null;
}

/** Walks the log in slices, while everything else goes on. Those who ask meanwhile share one walk. */
export function createAuditCheck(database: Database, clock: Clock): AuditCheck {
  let walking: Promise<Walk> | null = null;
  let progress: AuditProgress | null = null;

  async function walk(): Promise<Walk> {
    const started_at = new Date(clock.now()).toISOString();
    progress = { percent: 0, started_at };
    const { number: rows } = await database.read((stores) => stores.audit.end());
    let last: ChainEnd | null = null;
    for (;;) {
      const after: ChainEnd | null = last;
      const { end, broken, isLast }: CheckedSlice = await database.read((stores) =>
        stores.audit.check(after, ROWS_AT_ONCE),
      );
      if (isLast) return { intact: broken === null, rows: end.number, head: toHead(end), first_broken: broken };
      last = end;
      // More can be written meanwhile; and it is not done before it is.
      progress = { percent: Math.min(99, Math.floor((100 * end.number) / Math.max(1, rows))), started_at };
      await nextTurn();
    }
  }

  return {
    async verify(head) {
      walking ??= walk().finally(() => {
        walking = null;
        progress = null;
      });
      const walked = await walking;
      if (head === undefined) return { ...walked, head_found: null };
      const wanted = parseHead(head);
      if (await database.read((stores) => stores.audit.has(wanted))) return { ...walked, head_found: true };
      // An older copy ends before it; a log that went on from one has another row in its place.
      const missing = Math.max(1, Math.min(wanted.number, walked.rows + 1));
      return { ...walked, intact: false, head_found: false, first_broken: walked.first_broken ?? missing };
    },
    progress: () => progress,
  };
}
