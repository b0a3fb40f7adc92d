import type { LawyerId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import type { WaitReason } from './stores/outbox-store.ts';
import type { Stores } from './stores.ts';

const AT_ONCE = 200;

/** What a change of the settings can let go: it is looked at anew. */
export const HELD_BY_PACE: ReadonlySet<WaitReason> = new Set<WaitReason>(['pace', 'quiet_hours', 'daily_cap']);
export const HELD_BY_ABILITY: ReadonlySet<WaitReason> = new Set<WaitReason>(['ability']);

/** What never holds an answer to a client who waits (see `holdOf`). */
export const NOT_FOR_ANSWERS: readonly WaitReason[] = ['quiet_hours', 'daily_cap'];

/** Makes due what waits for one of these reasons, which may hold no more, in the caller's transaction. */
export async function releaseHeld(
  stores: Stores,
  lawyerId: LawyerId,
  reasons: ReadonlySet<WaitReason>,
  at: Millis,
): Promise<void> {
  let cursor: string | null | undefined;
  do {
    const page = await stores.outbox.list(lawyerId, { limit: AT_ONCE, ...(cursor ? { cursor } : {}) });
    for (const { id, state, waits_for } of page.rows) {
      if (state === 'queued' && waits_for !== null && reasons.has(waits_for)) {
        await stores.outbox.postpone(id, at, 'turn');
      }
    }
    cursor = page.nextCursor;
  } while (cursor);
}
