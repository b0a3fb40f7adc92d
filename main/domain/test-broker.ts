import type { BrokerError } from '../contract/broker.ts';
import type { BrokerId } from '../contract/ids.ts';
import { type BrokerRunner, brokerOf } from './brokers.ts';
import type { Clock, Millis } from './clock.ts';
import type { Database } from './ports.ts';

/**
 * Logs in at a broker, looks whether its target is there, and leaves; no transaction holds that. Rejects with AppError
 * `broker_not_found`.
 */
export async function testBroker(
  { database, clock, brokers }: { database: Database; clock: Clock; brokers: Pick<BrokerRunner, 'test'> },
  id: BrokerId,
): Promise<{ error: BrokerError | null; took: Millis }> {
  const row = await database.read((stores) => brokerOf(stores, id));
  const began = clock.now();
  const error = await brokers.test(row);
  return { error, took: clock.now() - began };
}
