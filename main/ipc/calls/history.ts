import type { LawyerId } from '../../contract/ids.ts';
import type { HISTORY_CALLS } from '../../contract/ipc/history.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface HistoryDependencies {
  database: Database;
  sessions: Sessions;
}

/** How far what was written before is taken over. */
export function historyCalls({ database, sessions }: HistoryDependencies): HandlersOf<typeof HISTORY_CALLS> {
  const lawyer = (id: LawyerId) => database.read((stores) => lawyerOf(stores, id));
  return {
    'history.progress': async ({ lawyer_id }) => sessions.history((await lawyer(lawyer_id)).id),
    async 'history.sync'({ lawyer_id }) {
      await sessions.syncHistory((await lawyer(lawyer_id)).id);
      return undefined;
    },
  };
}
