import { DELIVERIES_KEPT_DAYS, UPLOADS_KEPT_DAYS } from '../contract/limits.ts';
import type { Clock, Millis } from './clock.ts';
import { inSlices, nextTurn, REMOVED_AT_ONCE } from './in-slices.ts';
import type { Database, Log } from './ports.ts';

const EVERY: Millis = 60 * 60_000;
const DAY: Millis = 24 * 60 * 60_000;

/** A file that was uploaded and belongs to no message is kept for so long. `contract/routes/attachments.ts` says so. */
const UPLOADS_KEPT: Millis = UPLOADS_KEPT_DAYS * DAY;

/** A delivery that has ended is kept for so long after it was made, with its payload and its attempts. */
const DELIVERIES_KEPT: Millis = DELIVERIES_KEPT_DAYS * DAY;

/** A session of staff, which lasts for some hours, is listed for so long after it began. */
const SESSIONS_KEPT: Millis = 30 * DAY;

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
  /** For so long idempotent answers are kept. */
  answersKept: Millis;
  /** Removes the files that nobody uses any more. */
  removeUnusedFiles(isUsed: (sha256: string) => Promise<boolean>): Promise<unknown>;
}

/** Removes, at once and then every hour, what nobody needs any more. The answer stops it. */
export function startHouseKeeping({ database, clock, log, answersKept, removeUnusedFiles }: Dependencies): () => void {
  let stopped = false;
  let cancel = () => {};

  async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    if (stopped) return;
    try {
      await work();
    } catch {
      if (!stopped) log.warn({}, `${what} were not removed`);
    }
  }

  async function keepHouse(): Promise<void> {
    const now = clock.now();
    await attempt('old answers', () =>
      database.write((stores) => stores.idempotency.removeOlderThan(now - answersKept)),
    );
    await attempt('uploads that were never sent', () => removeUnusedUploads(database, now - UPLOADS_KEPT));
    await attempt('old sessions of staff', () =>
      inSlices(() =>
        database.write((stores) => stores.staffSessions.removeOlderThan(now - SESSIONS_KEPT, REMOVED_AT_ONCE)),
      ),
    );
    await attempt('deliveries that have ended', () => removeEndedDeliveries(database, now - DELIVERIES_KEPT));
    // Behind the deliveries, which hold their events.
    await attempt('old events', () => removeOldEvents(database, now));
    // Behind the uploads, whose files are nobody's then.
    await attempt('files that nobody uses', () =>
      removeUnusedFiles((sha256) => database.read((stores) => stores.attachments.isUsed(sha256))),
    );
    if (!stopped) cancel = clock.after(EVERY, () => void keepHouse());
  }

  void keepHouse();
  return () => {
    stopped = true;
    cancel();
  };
}

/** Removes uploads that belong to no message and were made before that time. */
async function removeUnusedUploads(database: Database, before: Millis): Promise<void> {
  await inSlices(() => database.write((stores) => stores.attachments.removeUnused(before, REMOVED_AT_ONCE)));
}

/**
 * Removes deliveries made before that time that are delivered, have failed, or wait for an address that is switched off
 * for good, with their payloads and attempts.
 */
async function removeEndedDeliveries(database: Database, before: Millis): Promise<void> {
  let last: number | null = 0;
  while (last !== null) {
    const after: number = last;
    last = await database.write((stores) => stores.webhookQueue.removeEnded(before, after, REMOVED_AT_ONCE));
    await nextTurn();
  }
}

/** Of each lawyer what is older than their settings say. */
async function removeOldEvents(database: Database, now: Millis): Promise<void> {
  for (const { id } of await database.read((stores) => stores.lawyers.all())) {
    await inSlices(() =>
      database.write(async ({ events, lawyerSettings }) => {
        const { events_kept_days: days } = await lawyerSettings.get(id);
        return events.removeOldest(id, now - days * DAY, REMOVED_AT_ONCE);
      }),
    );
  }
}
