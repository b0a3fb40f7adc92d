import type { KeyId, StaffSessionId } from '../contract/ids.ts';
import type { Clock, Millis } from '../domain/clock.ts';

/** A program that was not told of its new key asks every second: within that time it is still the same attempt. */
const SAME_ATTEMPT: Millis = 10 * 60_000;

/** Whether it is news that this key, which has ended, was used for that. */
export type EndedKeys = (key: KeyId | StaffSessionId, action: string) => boolean;

/** So that the audit log does not grow with each try. It holds no more than there are keys and routes. */
export function createEndedKeys(clock: Clock): EndedKeys {
  const told = new Map<string, Millis>();
  return (key, action) => {
    const what = `${key} ${action}`;
    const at = clock.now();
    const last = told.get(what);
    if (last !== undefined && last <= at && at - last < SAME_ATTEMPT) return false;
    told.set(what, at);
    return true;
  };
}
