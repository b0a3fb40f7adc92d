import { setTimeout as sleep } from 'node:timers/promises';
import { writeSteadily } from '../clients.ts';
import { checkExactlyOnce } from '../exactly-once.ts';
import { type Figure, figure } from '../figure.ts';
import { noteCommitTimes } from '../probe/commit-times.ts';
import { withRig } from '../rig.ts';
import type { Run } from '../scenario.ts';
import { percentile } from '../statistics.ts';

const PER_SECOND = 50;
const CHATS = 20;
/** How long deliveries may take that are not lost, in ms. */
const PATIENCE = 60_000;

export const LATENCY_ABOUT =
  `Stored → POST received: ${PER_SECOND} messages/s over ${CHATS} chats, from the moment at which the COMMIT of the message, ` +
  "its event and its delivery returned in the main process (seen at the database's driver, through the inspector) until " +
  'the last byte of the delivery was with the receiver.';

/** From the commit of an event until the receiver holds the whole delivery. */
export async function measureLatency({ quick, window, say }: Run): Promise<Figure[]> {
  const [rounds, seconds] = quick ? [1, 5] : [3, 20];
  return withRig(async (rig) => {
    const { phones, receiver } = rig;
    const app = await rig.startApp({ window, inspected: true });
    await app.linked(app.lawyer);
    await rig.registerReceiver(app, ['message.received']);
    const main = await app.inspectMain();
    const commits = await noteCommitTimes(main);
    const traffic = { phones, account: app.lawyer.phone, firstClient: 1, chats: CHATS };

    // The chats exist, the code is warm: what is measured is an ordinary hour, not the first second of it.
    await writeSteadily({ ...traffic, count: 100 }, PER_SECOND);
    await receiver.hasReceived(100, AbortSignal.timeout(PATIENCE));
    const latencies: number[][] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`webhooks: round ${round} of ${rounds}, ${seconds} s at ${PER_SECOND} messages/s`);
      await sleep(500);
      receiver.clear();
      await commits.take([]);
      const written = await writeSteadily({ ...traffic, count: seconds * PER_SECOND }, PER_SECOND);
      await receiver.hasReceived(written.length, AbortSignal.timeout(PATIENCE));
      const deliveries = receiver.deliveries();
      checkExactlyOnce(written, deliveries, { mayRepeat: false });
      const stored = await commits.take(deliveries.map(({ webhookId }) => webhookId));
      latencies.push(deliveries.map(({ webhookId, at }) => at - (stored.get(webhookId) ?? 0)));
    }
    main.close();
    const of = (share: number): number[] => latencies.map((round) => percentile(round, share));
    const about = (name: string) => ({
      id: `webhooks.latency.${name}`,
      name: `stored → POST received, ${name}`,
      unit: 'ms' as const,
    });
    return [
      figure(about('p50'), of(0.5)),
      figure({ ...about('p95'), target: { is: 'under', value: 4 } }, of(0.95)),
      figure(about('p99'), of(0.99)),
    ];
  });
}
