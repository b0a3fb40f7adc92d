import type { Phone } from '../../main/contract/values.ts';
import type { DoctorApi } from './doctor-api.ts';
import type { Check, Fact, Outcome } from './findings.ts';
import type { Person } from './person.ts';
import type { createUntil } from './until.ts';

export type Facts = Record<string, Fact>;

/** What every part of the walk has. */
export interface Walking {
  api: DoctorApi;
  person: Person;
  phones: { own: Phone; other: Phone };
  until: ReturnType<typeof createUntil>;
  /** Notes what came of a check, and tells the person. */
  found(check: Check, outcome: Outcome, facts?: Facts): void;
}

/** In seconds, to a tenth. */
export function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 100) / 10;
}
