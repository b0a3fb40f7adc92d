import type { LawyerId } from '../contract/ids.ts';
import type { Route } from '../contract/route.ts';
import type { Resource } from '../contract/scopes.ts';
import { lawyerAmong, subjectsOf } from '../domain/audit-subjects.ts';
import type { Caller } from '../domain/caller.ts';

export interface ToldOfChanges {
  /** Something of that was written or done; null: of the whole app, or it is not said whose. Absent: nobody is shown it. */
  changed?: (what: Resource, lawyerId: LawyerId | null) => void;
}

/** Tells what a call has changed: of the caller's own lawyer, or of the one named in the path. */
export function tellChange(
  { changed }: ToldOfChanges,
  { resource }: Route,
  caller: Caller | null,
  params: unknown,
): void {
  changed?.(resource, caller?.kind === 'lawyer' ? caller.lawyerId : lawyerAmong(subjectsOf([params])));
}
