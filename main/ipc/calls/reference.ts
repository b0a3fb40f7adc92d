import type { REFERENCE_CALLS } from '../../contract/ipc/reference.ts';
import type { Database } from '../../domain/ports.ts';
import type { Reference } from '../../domain/show-reference.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface ReferenceDependencies {
  database: Database;
  reference: Pick<Reference, 'show'>;
}

export function referenceCalls({ database, reference }: ReferenceDependencies): HandlersOf<typeof REFERENCE_CALLS> {
  return {
    async 'reference.show'({ lawyer_id }) {
      await reference.show(lawyer_id, (work) => database.write(work));
      return undefined;
    },
  };
}
