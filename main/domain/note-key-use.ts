import type { KeyId } from '../contract/ids.ts';
import type { ApiKey } from './api-keys.ts';
import type { Clock, Millis } from './clock.ts';
import type { Database, Log } from './ports.ts';

/** When a key was last used is known to the minute: a write for each request would cost more than it tells. */
const TOLD_EVERY: Millis = 60_000;

interface NoteKeyUseDependencies {
  database: Database;
  clock: Clock;
  log: Log;
  /** That it was used is on disk. */
  noted(key: ApiKey): void;
}

/** Keeps when each key was last used. It is written beside the request, which does not wait for it. */
export function createNoteKeyUse({ database, clock, log, noted }: NoteKeyUseDependencies): (key: ApiKey) => void {
  const times = new Map<KeyId, Millis>();

  return (key) => {
    const { id, lastUsed } = key;
    const at = clock.now();
    const last = times.get(id) ?? lastUsed;
    // A clock that was set back has the time told anew.
    if (last !== null && last <= at && at - last < TOLD_EVERY) return;
    times.set(id, at);
    database
      .write((stores) => stores.apiKeys.update(id, { lastUsed: at }))
      .then(
        () => noted(key),
        () => log.warn({ key: id }, 'that a key was used could not be written'),
      );
  };
}
