import type { WebhookId } from '../contract/ids.ts';
import type { Clock } from '../domain/clock.ts';
import type { BackgroundDatabase, Log, Metrics, Tracing } from '../domain/ports.ts';
import { startCatchingUp } from '../webhooks/catch-up.ts';
import { startDispatcher } from '../webhooks/dispatcher.ts';
import type { WebhookClient } from '../webhooks/post-webhook.ts';
import { createSendTest, type SendTest } from '../webhooks/send-test.ts';

interface Dependencies {
  database: BackgroundDatabase;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, 'took'>;
  tracing: Tracing;
  client: WebhookClient;
  /** An attempt was made and recorded. */
  attempted(): void;
}

export interface RunningWebhooks {
  sendTest: SendTest;
  /** Something was queued. */
  wake(): void;
  /** What is to be delivered to it, or how, is another than before. */
  changed(id: WebhookId): void;
  stop(): Promise<void>;
}

/** All that delivers: what is queued, what was missed, and what is sent to try. */
export function startWebhooks(dependencies: Dependencies): RunningWebhooks {
  const { client } = dependencies;
  const dispatcher = startDispatcher(dependencies);
  const catchingUp = startCatchingUp({ ...dependencies, queued: dispatcher.wake });
  return {
    sendTest: createSendTest({ client, clock: dependencies.clock }),
    wake: dispatcher.wake,
    changed(id) {
      dispatcher.changed(id);
      catchingUp.wake();
    },
    async stop() {
      catchingUp.stop();
      await dispatcher.stop().finally(client.close);
    },
  };
}
