import type { Clock } from '../domain/clock.ts';
import { grantedView, type Seen } from '../domain/granted-view.ts';
import type { Database } from '../domain/ports.ts';
import type { WindowIdentity } from '../domain/window-identity.ts';
import { assertMayCall } from './access.ts';

interface Dependencies {
  database: Database;
  clock: Clock;
  identity: WindowIdentity;
  /** Support was shown that. */
  saw?(seen: Seen): void;
}

/**
 * The database as whoever sits at the window may use it: support reads what it was granted, through whichever call, and
 * writes nothing; nobody, and a window that is locked, gets nothing. Rejects as `assertMayCall` throws.
 */
export function windowDatabase({ database, clock, identity, saw }: Dependencies): Database {
  return {
    async read(work) {
      const { user, staff } = identity.now();
      if (user !== 'support' || !staff) {
        assertMayCall('lawyer', identity);
        return database.read(work);
      }
      const { result, seen } = await database.read(async (stores) => {
        const view = grantedView(stores, staff.id, clock.now());
        return { result: await work(view.stores), seen: view.seen };
      });
      saw?.(seen);
      return result;
    },
    async readAlong(work) {
      assertMayCall('lawyer', identity);
      return database.readAlong(work);
    },
    async write(work) {
      assertMayCall('lawyer', identity);
      return database.write(work);
    },
    onCommitted: (listener) => database.onCommitted(listener),
  };
}
