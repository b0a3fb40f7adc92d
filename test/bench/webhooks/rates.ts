import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchApp } from '../bench-app.ts';
import { checkInOrder } from '../exactly-once.ts';
import { type Figure, figure } from '../figure.ts';
import type { Receiver } from '../receiver.ts';
import type { Run } from '../scenario.ts';
import type { FullQueue, Wanted } from '../size/webhook-queues.ts';

/** How long deliveries may take that are not lost, in ms. */
const PATIENCE = 180_000;
/** Endpoints that are served beside one another. */
const MANY = 10;

export const RATES_ABOUT =
  `Deliveries/s: queues that are full before (in the database, ${MANY} endpoints for one receiver), resumed, from the first ` +
  'delivery received to the last; delivery alone, nothing is stored or caught up meanwhile; endpoints as they are registered ' +
  '(8 requests at one time).';

/** The endpoints of one round: served together. */
export interface Round {
  kind: 'one' | 'many';
  endpoints: readonly Wanted[];
}

/** What each round delivers, and to whom. */
export function roundsOf({ quick }: Run, receiver: Receiver): Round[] {
  const [rounds, toOne, toEach] = quick ? [1, 500, 100] : [3, 5_000, 2_000];
  const numbers = Array.from({ length: rounds }, (_, n) => n + 1);
  const endpoint = (path: string, count: number): Wanted => ({ url: receiver.endpoint(path), count });
  return [
    ...numbers.map((n): Round => ({ kind: 'one', endpoints: [endpoint(`/one/${n}`, toOne)] })),
    ...numbers.map((n): Round => {
      const endpoints = Array.from({ length: MANY }, (_, one) => endpoint(`/many/${n}/${one}`, toEach));
      return { kind: 'many', endpoints };
    }),
  ];
}

/** How quickly queues that are full are emptied, one endpoint's and those of several at one time. */
export async function measureRates(
  { say }: Run,
  app: BenchApp,
  receiver: Receiver,
  rounds: readonly Round[],
  queueOf: (endpoint: Wanted) => FullQueue,
): Promise<Figure[]> {
  const rates = { one: [] as number[], many: [] as number[] };
  for (const { kind, endpoints } of rounds) {
    const queues = endpoints.map((endpoint) => ({ endpoint, ...queueOf(endpoint) }));
    const count = queues.reduce((sum, { events }) => sum + events.length, 0);
    say(
      `webhooks: ${count} deliveries to ${endpoints.length === 1 ? 'one endpoint' : `${endpoints.length} endpoints`}`,
    );
    receiver.clear();
    await Promise.all(queues.map(({ id }) => turn(app, id, 'resume')));
    await receiver.hasReceived(count, AbortSignal.timeout(PATIENCE));
    await sleep(1_000);
    await Promise.all(queues.map(({ id }) => turn(app, id, 'pause')));
    const deliveries = receiver.deliveries();
    for (const { endpoint, events } of queues) {
      const { pathname } = new URL(endpoint.url);
      checkInOrder(
        events,
        deliveries.filter(({ path }) => path === pathname),
      );
    }
    const times = deliveries.map(({ at }) => at);
    const [first = 0, last = 0] = [times.at(0), times.at(-1)];
    rates[kind].push(((count - 1) * 1000) / (last - first));
  }
  const target = (value: number) => ({ is: 'at least', value }) as const;
  return [
    figure({ id: 'webhooks.rate.one', name: 'to one endpoint', unit: '/s', target: target(500) }, rates.one),
    figure(
      { id: 'webhooks.rate.many', name: `to ${MANY} endpoints together`, unit: '/s', target: target(2_000) },
      rates.many,
    ),
  ];
}

/** Rejects when the app will not. */
export async function turn(app: BenchApp, webhook: string, to: 'resume' | 'pause'): Promise<void> {
  const { status } = await app.call('POST', `/v1/webhooks/${webhook}/${to}`);
  if (status !== 200) throw new Error(`${to} was answered with ${status}`);
}
