import type { LawyerId } from '../contract/ids.ts';
import { type AuditEntry, toHead } from './audit-chain.ts';
import type { Clock, Millis } from './clock.ts';
import type { Database, Log } from './ports.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';

/** The log's head is told whenever so many rows were written. */
const ROWS_BETWEEN_HEADS = 1_000;

/** For so long at most, while something is written. */
const TIME_BETWEEN_HEADS: Millis = 24 * 60 * 60_000;

const LOOK_EVERY: Millis = 60 * 60_000;

/** Writes down what was done, in the transaction of the doing. */
export async function recordAudit(stores: Stores, entry: AuditEntry): Promise<void> {
  const number = await stores.audit.append(entry);
  if (number % ROWS_BETWEEN_HEADS === 0) await publishAuditHead(stores, entry.at);
}

/**
 * Tells every lawyer's webhooks the head of the audit log. Who keeps it can prove later, by `GET /v1/audit/verification`,
 * that nothing was cut off or written anew with an older copy of the database: of that the log itself knows nothing.
 */
async function publishAuditHead(stores: Stores, at: Millis): Promise<void> {
  const end = await stores.audit.end();
  for (const { id } of await stores.lawyers.all()) await tell(id);
  await stores.audit.noteTold(end.number, at);

  function tell(lawyerId: LawyerId): Promise<void> {
    return recordEvent(stores, { type: 'audit.head', lawyerId, at, more: { audit: { head: toHead(end) } } });
  }
}

/** Tells the head once a day, if there is anything new in the log. The answer stops it. */
export function startPublishingAuditHead(dependencies: { database: Database; clock: Clock; log: Log }): () => void {
  const { database, clock, log } = dependencies;
  let stopped = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    try {
      const at = clock.now();
      await database.write(async (stores) => {
        const told = await stores.audit.told();
        const { number } = await stores.audit.end();
        // A clock that was set back must not silence it until it has caught up.
        if (number > told.number && Math.abs(at - told.at) >= TIME_BETWEEN_HEADS) await publishAuditHead(stores, at);
      });
    } catch {
      if (!stopped) log.warn({}, 'the head of the audit log was not told');
    }
    if (!stopped) cancel = clock.after(LOOK_EVERY, () => void look());
  }

  void look();
  return () => {
    stopped = true;
    cancel();
  };
}
