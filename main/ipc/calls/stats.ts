import type { STATS_CALLS } from '../../contract/ipc/stats.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database } from '../../domain/ports.ts';
import { statsOf } from '../../domain/stats.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface StatsDependencies {
  database: Database;
  clock: Clock;
}

/** Numbers of a lawyer's work. */
export function statsCalls({ database, clock }: StatsDependencies): HandlersOf<typeof STATS_CALLS> {
  return {
    'stats.get': ({ lawyer_id, ...question }) =>
      database.readAlong(async (stores) => {
        const { id } = await lawyerOf(stores, lawyer_id);
        return statsOf(stores, id, question, clock.now());
      }),
  };
}
