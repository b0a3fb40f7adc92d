import { cancelQueued } from '../../domain/cancel-queued.ts';
import type { Sessions } from '../../domain/ports.ts';
import { withSession } from '../../domain/queued-actions.ts';
import type { Handlers } from '../handler.ts';

export function outboxRoutes(sessions: Sessions): Pick<Handlers, 'listOutbox' | 'cancelQueued'> {
  return {
    async listOutbox({ lawyerId, query, stores }) {
      const { rows, nextCursor } = await stores.outbox.list(lawyerId, query);
      const session = sessions.get(lawyerId);
      return { data: rows.map((action) => withSession(action, session)), next_cursor: nextCursor };
    },
    async cancelQueued({ lawyerId, params, stores, at, afterCommit }) {
      await cancelQueued(stores, lawyerId, params.id, at);
      afterCommit(() => sessions.wakeOutbox(lawyerId));
      return undefined;
    },
  };
}
