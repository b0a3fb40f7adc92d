import { setTimeout as sleep } from 'node:timers/promises';
import { writeSteadily } from '../clients.ts';
import { checkExactlyOnce } from '../exactly-once.ts';
import { figure } from '../figure.ts';
import { noteMessageTimes } from '../probe/message-times.ts';
import { withRig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';
import { percentile } from '../statistics.ts';

const PER_SECOND = 50;
const CHATS = 20;
/** How long deliveries may take that are not lost, in ms. */
const PATIENCE = 60_000;

/** From the moment the page holds a message with its text until the receiver holds the whole delivery. */
export const inToWebhook: Scenario = {
  name: 'in',
  about:
    `In page → stored → webhook received, ${PER_SECOND} messages/s over ${CHATS} chats. From the event of the page's own ` +
    `message store (by its DevTools) until the last byte of the delivery was with the receiver.`,
  async measure({ quick, window, say }) {
    const [rounds, seconds] = quick ? [1, 5] : [3, 20];
    return withRig(async (rig) => {
      const { phones, receiver } = rig;
      const app = await rig.startApp({ window, inspected: true });
      await app.linked(app.lawyer);
      await rig.registerReceiver(app, ['message.received']);
      const page = await app.inspectPage();
      const times = await noteMessageTimes(page);
      const traffic = { phones, account: app.lawyer.phone, firstClient: 1, chats: CHATS };

      // The chats exist, the code is warm: what is measured is an ordinary hour, not the first second of it.
      await writeSteadily({ ...traffic, count: 100 }, PER_SECOND);
      await receiver.hasReceived(100, AbortSignal.timeout(PATIENCE));
      const latencies: number[][] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`in: round ${round} of ${rounds}, ${seconds} s at ${PER_SECOND} messages/s`);
        await sleep(500);
        receiver.clear();
        await times.take([]);
        const written = await writeSteadily({ ...traffic, count: seconds * PER_SECOND }, PER_SECOND);
        await receiver.hasReceived(written.length, AbortSignal.timeout(PATIENCE));
        const deliveries = receiver.deliveries();
        checkExactlyOnce(written, deliveries, { mayRepeat: false });
        const inPage = await times.take(written);
        latencies.push(deliveries.map(({ whatsappId, at }) => at - (inPage.get(whatsappId) ?? 0)));
      }
      page.close();
      const of = (share: number): number[] => latencies.map((round) => percentile(round, share));
      const about = (name: string) => ({
        id: `in.${name}`,
        name: `in page → webhook received, ${name}`,
        unit: 'ms' as const,
      });
      return [
        figure({ ...about('p50'), target: { is: 'under', value: 6 }, webJs: 3.5, wppServer: 3.8 }, of(0.5)),
        figure({ ...about('p95'), target: { is: 'under', value: 10 }, webJs: 5.5, wppServer: 5.5 }, of(0.95)),
        figure(about('p99'), of(0.99)),
      ];
    });
  },
};
