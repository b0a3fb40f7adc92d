import type { WebhookId } from '../../contract/ids.ts';
import type { HEALTH_CALLS } from '../../contract/ipc/health.ts';
import type { Clock } from '../../domain/clock.ts';
import { type ChainSources, readChain, resumeSwitchedOff } from '../../domain/health-chain.ts';
import type { Database } from '../../domain/ports.ts';
import { readSamples } from '../../domain/read-samples.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface HealthDependencies {
  database: Database;
  clock: Clock;
  chainSources: ChainSources;
  /** What is to be delivered to it, or how, is another than before. */
  webhookChanged(id: WebhookId): void;
  showDataFolder(): Promise<void>;
  /** Whether the API is served then. */
  tryApi(): Promise<boolean>;
}

/** How the app is doing, link by link and over time. */
export function healthCalls({
  database,
  clock,
  chainSources,
  webhookChanged,
  showDataFolder,
  tryApi,
}: HealthDependencies): HandlersOf<typeof HEALTH_CALLS> {
  return {
    'health.chain': ({ lawyer_id }) =>
      database.readAlong(async (stores) => {
        const { id } = await lawyerOf(stores, lawyer_id);
        return readChain(stores, chainSources, id, clock.now());
      }),
    async 'health.resumeWebhooks'({ lawyer_id }) {
      const resumed = await database.write(async (stores) => {
        const { id } = await lawyerOf(stores, lawyer_id);
        return resumeSwitchedOff(stores, id, clock.now());
      });
      for (const id of resumed) webhookChanged(id);
      return undefined;
    },
    async 'health.showDataFolder'() {
      await showDataFolder();
      return undefined;
    },
    'health.tryApi': () => tryApi(),
    'samples.list': ({ span }) => database.read((stores) => readSamples(stores, span, clock.now())),
  };
}
