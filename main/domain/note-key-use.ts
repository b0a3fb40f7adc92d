import type { KeyId } from '../contract/ids.ts';
import type { ApiKey } from './api-keys.ts';
import type { Clock, Millis } from './clock.ts';
import type { Database, Log } from './ports.ts';

/** When a key was last used is known to the minute: a write for each request would cost more than it tells. */
const TOLD_EVERY: Millis = 60_000;

/** Keeps when each key was last used. It is written beside the request, which does not wait for it. */
export function createNoteKeyUse(dependencies: { database: Database; clock: Clock; log: Log }): (key: ApiKey) => void {
  const { database, clock, log } = dependencies;
  const noted = new Map<KeyId, Millis>();

  return ({ id, lastUsed }) => {
    const at = clock.now();
    const last = noted.get(id) ?? lastUsed;
    // A clock that was set back has the time told anew.
    if (last !== null && last <= at && at - last < TOLD_EVERY) return;
    noted.set(id, at);
    database
      .write((stores) => stores.apiKeys.update(id, { lastUsed: at }))
      .catch(() => log.warn({ key: id }, 'that a key was used could not be written'));
  };
}
