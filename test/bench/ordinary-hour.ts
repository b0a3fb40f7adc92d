import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchApp } from './bench-app.ts';
import { writeSteadily } from './clients.ts';
import { checkExactlyOnce } from './exactly-once.ts';
import { type Figure, figure } from './figure.ts';
import type { DevTools } from './probe/dev-tools.ts';
import type { Delivery } from './receiver.ts';
import { withRig } from './rig.ts';
import type { Run } from './scenario.ts';
import { percentile } from './statistics.ts';

/** How many messages clients write in a second, and in how many chats. */
export const ORDINARY_HOUR = { perSecond: 50, chats: 20 };

/** How long deliveries may take that are not lost, in ms. */
const PATIENCE = 60_000;

/** Where the way begins whose length is measured. */
interface Begin {
  inspect(app: BenchApp): Promise<DevTools>;
  note(inspected: DevTools): Promise<{ take(ids: readonly string[]): Promise<ReadonlyMap<string, number>> }>;
  idOf(delivery: Delivery): string;
}

/**
 * Clients write at a steady rate, and each message is delivered: from where it begins until its last byte was with the
 * receiver, in ms, of each round. Throws when one was lost or doubled.
 */
export function measureOrdinaryHour(
  { quick, window, say }: Run,
  name: string,
  { inspect, note, idOf }: Begin,
): Promise<number[][]> {
  const [rounds, seconds] = quick ? [1, 5] : [3, 20];
  const { perSecond, chats } = ORDINARY_HOUR;
  return withRig(async (rig) => {
    const { phones, receiver } = rig;
    const app = await rig.startApp({ window, inspected: true });
    await app.linked(app.lawyer);
    await rig.registerReceiver(app, ['message.received']);
    const inspected = await inspect(app);
    const times = await note(inspected);
    const traffic = { phones, account: app.lawyer.phone, firstClient: 1, chats };

    // The chats exist, the code is warm: what is measured is an ordinary hour, not the first second of it.
    await writeSteadily({ ...traffic, count: 100 }, perSecond);
    await receiver.hasReceived(100, AbortSignal.timeout(PATIENCE));
    const latencies: number[][] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`${name}: round ${round} of ${rounds}, ${seconds} s at ${perSecond} messages/s`);
      await sleep(500);
      receiver.clear();
      await times.take([]);
      const written = await writeSteadily({ ...traffic, count: seconds * perSecond }, perSecond);
      await receiver.hasReceived(written.length, AbortSignal.timeout(PATIENCE));
      const deliveries = receiver.deliveries();
      checkExactlyOnce(written, deliveries, { mayRepeat: false });
      const began = await times.take(deliveries.map(idOf));
      latencies.push(deliveries.map((delivery) => delivery.at - (began.get(idOf(delivery)) ?? 0)));
    }
    inspected.close();
    return latencies;
  });
}

/** The median of the rounds' percentiles, as a figure. */
export function latencyFigure(
  about: Omit<Figure, 'unit' | 'value' | 'rounds'>,
  latencies: readonly number[][],
  share: number,
): Figure {
  return figure(
    { ...about, unit: 'ms' },
    latencies.map((round) => percentile(round, share)),
  );
}
