import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../../demo/now.ts';
import { writeAtOnce, writeSteadily } from '../clients.ts';
import { checkExactlyOnce } from '../exactly-once.ts';
import { figure } from '../figure.ts';
import { withRig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

/** How long deliveries may take that are not lost, in ms: the retry schedule's second pause is five minutes. */
const PATIENCE = 8 * 60_000;
const OUTAGE = { seconds: 10, messages: 100 };
const BURST = { count: 2_000, chats: 20 };
/** What the receiver has when the app is killed. */
const KILLED_AT = 500;

/** The receiver is down while messages come. */
export const receiverDown: Scenario = {
  name: 'down',
  about: `The receiver is down for ${OUTAGE.seconds} s, in which ${OUTAGE.messages} messages come.`,
  async measure({ window, say }) {
    return withRig(async (rig) => {
      const { phones, receiver } = rig;
      const app = await rig.startApp({ window, inspected: false });
      await app.linked(app.lawyer);
      await rig.registerReceiver(app, ['message.received']);
      say(`down: the receiver goes down for ${OUTAGE.seconds} s`);
      await receiver.goDown();
      const traffic = { phones, account: app.lawyer.phone, firstClient: 1, chats: 20, count: OUTAGE.messages };
      const outage = sleep(OUTAGE.seconds * 1000);
      const written = await writeSteadily(traffic, OUTAGE.messages / OUTAGE.seconds);
      await outage;
      await receiver.comeBack();
      const back = now();
      say('down: the receiver is back; waiting for what it missed');
      await receiver.hasReceived(written.length, AbortSignal.timeout(PATIENCE)).catch(() => {});
      const took = (now() - back) / 1000;
      const arrived = receiver.count();
      const [count, of] = [written.length, OUTAGE.messages];
      checkExactlyOnce(written, receiver.deliveries(), { mayRepeat: false });
      return [
        figure(
          {
            ...{ id: 'down.arrived', name: 'receiver down for 10 s: arrived in the end', unit: 'messages', of },
            ...{ target: { is: 'exactly', value: count }, webJs: 0, wppServer: 0 },
          },
          [arrived],
        ),
        figure({ id: 'down.caught-up', name: 'receiver down for 10 s: all there after it was back', unit: 's' }, [
          took,
        ]),
      ];
    });
  },
};

/** SIGKILL in the middle of a burst. */
export const killed: Scenario = {
  name: 'killed',
  about:
    `${BURST.count} messages over ${BURST.chats} chats; the app is killed (SIGKILL) when the receiver has ${KILLED_AT}, ` +
    'and started again. A delivery that comes again does so under its webhook-id.',
  async measure({ quick, window, say }) {
    const rounds = quick ? 1 : 3;
    const arrived: number[] = [];
    const took: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`killed: round ${round} of ${rounds}`);
      await withRig(async (rig) => {
        const { phones, receiver } = rig;
        const app = await rig.startApp({ window, inspected: false });
        await app.linked(app.lawyer);
        await rig.registerReceiver(app, ['message.received']);
        const writing = writeAtOnce({ phones, account: app.lawyer.phone, firstClient: 1, ...BURST });
        await receiver.hasReceived(KILLED_AT, AbortSignal.timeout(PATIENCE));
        await app.kill('SIGKILL');
        const started = now();
        await rig.startApp({ window, inspected: false });
        const written = await writing;
        await receiver.hasReceived(written.length, AbortSignal.timeout(PATIENCE)).catch(() => {});
        took.push((now() - started) / 1000);
        arrived.push(receiver.count());
        const repeated = checkExactlyOnce(written, receiver.deliveries(), { mayRepeat: true });
        say(
          `killed: ${receiver.count()} of ${written.length} arrived, ${repeated} deliveries came again under their id`,
        );
      });
    }
    return [
      figure(
        {
          ...{ id: 'killed.arrived', name: 'killed in the middle of 2,000: arrived in the end', unit: 'messages' },
          ...{ of: BURST.count, target: { is: 'exactly', value: BURST.count }, webJs: [99, 726], wppServer: [99, 726] },
        },
        arrived,
      ),
      figure(
        { id: 'killed.caught-up', name: 'killed in the middle of 2,000: all there after the restart', unit: 's' },
        took,
      ),
    ];
  },
};
