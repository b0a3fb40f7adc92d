import type { AuditRow } from '../../contract/audit.ts';
import type { LawyerId } from '../../contract/ids.ts';
import type { AuditEntry, ChainEnd } from '../audit-chain.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

/** What is left out, or undefined, limits nothing. */
export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  /** Any of these. */
  actions?: readonly string[] | undefined;
  subject?: string | undefined;
  /** At or after. */
  since?: Millis | undefined;
  /** Before. */
  until?: Millis | undefined;
}

/** A part of the chain that was looked at. */
export interface CheckedSlice {
  /** The last row that is as it was written. */
  end: ChainEnd;
  /** The number of the first row that is not. */
  broken: number | null;
  /** Nothing follows. */
  isLast: boolean;
}

export interface AuditStore {
  /** Chains a row to the last one; answers with its number. */
  append(entry: AuditEntry): Promise<number>;
  /**
   * What concerns that lawyer, or all of it; the last written first. A page ends after many rows that do not fit: it can
   * have fewer than asked for and still a next one.
   */
  list(lawyerId: LawyerId | null, filter: AuditFilter, page: PageRequest): Promise<Paged<AuditRow>>;
  /** The last row. */
  end(): Promise<ChainEnd>;
  /** Looks at the next `limit` rows behind that one, or from the beginning, and whether the end is there that was written last. */
  check(after: ChainEnd | null, limit: number): Promise<CheckedSlice>;
  /** Whether the row of that number has that HMAC. */
  has(end: ChainEnd): Promise<boolean>;
  /** Up to which row the end was told, and when; 0 and 0 when it never was. */
  told(): Promise<{ number: number; at: Millis }>;
  noteTold(number: number, at: Millis): Promise<void>;
}
