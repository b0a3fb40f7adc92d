import type { APP_CALLS, AppStatus } from '../../contract/ipc/app.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface AppDependencies {
  database: Database;
  status(): Omit<AppStatus, 'webhooks_waiting'>;
  confirmRecoveryKey(): void;
}

/** The app itself. */
export function appCalls({ database, status, confirmRecoveryKey }: AppDependencies): HandlersOf<typeof APP_CALLS> {
  return {
    async 'app.status'() {
      const waiting = await database.read((stores) => stores.webhookQueue.waiting());
      return { ...status(), webhooks_waiting: waiting };
    },
    async 'app.confirmRecoveryKey'() {
      confirmRecoveryKey();
      return undefined;
    },
    // The database is open: there is nothing to unlock.
    'app.unlock': async () => true,
  };
}
