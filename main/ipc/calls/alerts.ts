import type { ALERT_CALLS } from '../../contract/ipc/alerts.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

/** So many are read at once: a person looks at the newest ones. */
const ALERTS_OF_A_PAGE = 30;

export interface AlertDependencies {
  database: Database;
}

/** What a person should look at, and should have looked at. */
export function alertCalls({ database }: AlertDependencies): HandlersOf<typeof ALERT_CALLS> {
  return {
    'alerts.open': () => database.read((stores) => stores.alerts.open(null)),
    'alerts.list': ({ lawyer_id, cursor }) =>
      database.read(async (stores) => {
        const { id } = await lawyerOf(stores, lawyer_id);
        const { rows, nextCursor } = await stores.alerts.list(id, { limit: ALERTS_OF_A_PAGE, cursor });
        return { data: rows, next_cursor: nextCursor };
      }),
  };
}
