import type { OUTBOX_CALLS } from '../../contract/ipc/outbox.ts';
import { cancelQueued } from '../../domain/cancel-queued.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import { withSession } from '../../domain/queued-actions.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface OutboxDependencies {
  database: Database;
  clock: Clock;
  sessions: Sessions;
}

/** What waits to be done in WhatsApp. */
export function outboxCalls({ database, clock, sessions }: OutboxDependencies): HandlersOf<typeof OUTBOX_CALLS> {
  return {
    async 'outbox.list'({ lawyer_id, cursor }) {
      const page = await database.read((stores) => stores.outbox.list(lawyer_id, { limit: PAGE_SIZE, cursor }));
      const session = sessions.get(lawyer_id);
      return { data: page.rows.map((action) => withSession(action, session)), next_cursor: page.nextCursor };
    },
    async 'outbox.cancel'({ lawyer_id, id }) {
      await database.write((stores) => cancelQueued(stores, lawyer_id, id, clock.now()));
      sessions.wakeOutbox(lawyer_id);
      return undefined;
    },
  };
}
