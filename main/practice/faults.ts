import type { z } from 'zod';
import { ORDINARY_DAY } from '../contract/ordinary-day.ts';
import { PracticeFaults } from '../contract/practice.ts';

export const FaultsChange = PracticeFaults.partial();
export type FaultsChange = z.infer<typeof FaultsChange>;

/** How unkind the page is now; one for all accounts. */
export interface Faults {
  current(): PracticeFaults;
  /** Changes what the change names, tells the listeners, and answers with the whole. */
  change(change: FaultsChange): PracticeFaults;
  onChange(listener: (now: PracticeFaults, before: PracticeFaults) => void): void;
}

export function createFaults(start: FaultsChange = {}): Faults {
  let now = changed(ORDINARY_DAY, start);
  const listeners: ((now: PracticeFaults, before: PracticeFaults) => void)[] = [];
  return {
    current: () => now,
    change(change) {
      const before = now;
      now = changed(now, change);
      for (const listener of listeners) listener(now, before);
      return now;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** What is left out of a change stays as it is. */
function changed(before: PracticeFaults, change: FaultsChange): PracticeFaults {
  return PracticeFaults.parse({ ...before, ...JSON.parse(JSON.stringify(change)) });
}
