import type { ConversationId, LawyerId, StaffId } from '../contract/ids.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';

/** The window reads an open conversation again with every message: within that time it is still the same opening. */
const SAME_OPENING: Millis = 10 * 60_000;

export interface Openings {
  /** The same again within a while is not written again; whoever asks meanwhile waits for the row. */
  once(what: string, toWrite: (stores: Stores) => Promise<void>): Promise<void>;
  /** Resolves when the row of that opening is on disk; null: what is open now was not opened within that while. */
  known(what: string): Promise<void> | null;
}

/** What was opened at the window not long ago, with its rows in the audit log. */
export function createOpenings({ database, clock }: { database: Database; clock: Clock }): Openings {
  const openings = new Map<string, { at: Millis; written: Promise<void> }>();

  function known(what: string): Promise<void> | null {
    const at = clock.now();
    const last = openings.get(what);
    return last !== undefined && last.at <= at && at - last.at < SAME_OPENING ? last.written : null;
  }

  return {
    known,
    async once(what, toWrite) {
      const last = known(what);
      if (last) return last;
      const at = clock.now();
      for (const [other, then] of openings) if (at - then.at >= SAME_OPENING) openings.delete(other);
      const begun = { at, written: database.write(toWrite) };
      openings.set(what, begun);
      try {
        await begun.written;
      } catch (error) {
        if (openings.get(what) === begun) openings.delete(what);
        throw error;
      }
    },
  };
}

/** By what support's opening of those conversations is known, through whichever call. */
export function supportOpening(staffId: StaffId, lawyerId: LawyerId, conversations: readonly ConversationId[]): string {
  return [staffId, lawyerId, 'open', ...conversations].join(' ');
}
