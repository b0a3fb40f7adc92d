import type { ALERT_CALLS } from '../../contract/ipc/alerts.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface AlertDependencies {
  database: Database;
}

/** What a person should look at. */
export function alertCalls({ database }: AlertDependencies): HandlersOf<typeof ALERT_CALLS> {
  return { 'alerts.open': () => database.read((stores) => stores.alerts.open(null)) };
}
