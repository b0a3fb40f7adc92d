import { setTimeout as sleep } from 'node:timers/promises';
import { writeAtOnce } from '../clients.ts';
import { checkExactlyOnce } from '../exactly-once.ts';
import { type Figure, figure } from '../figure.ts';
import { watchMainProcess } from '../probe/main-process.ts';
import { noteMessageTimes } from '../probe/message-times.ts';
import { withRig } from '../rig.ts';
import type { Run, Scenario } from '../scenario.ts';

/** How long deliveries may take that are not lost, in ms. */
const PATIENCE = 180_000;
/** After the last delivery, before it is looked whether something came twice, in ms. */
const AFTERMATH = 1_000;

interface Burst {
  id: string;
  count: number;
  chats: number;
  about: Pick<Figure, 'target' | 'webJs' | 'wppServer'>;
}

const BURSTS: readonly Burst[] = [
  {
    id: 'burst.2000',
    count: 2_000,
    chats: 20,
    about: { target: { is: 'under', value: 2.5 }, webJs: [3.1, 17.7], wppServer: 4.2 },
  },
  { id: 'burst.5000', count: 5_000, chats: 50, about: { target: { is: 'under', value: 6 } } },
];

interface Round {
  /** All in s: from the first message in the page until the receiver had all, and until the page had all. */
  received: number;
  inPage: number;
  /** In ms. */
  block: number;
}

/** A morning's messages at once: how long until the receiver has all of them, and how long the main process is deaf. */
export const bursts: Scenario = {
  name: 'burst',
  about:
    'Bursts into new chats: from the first message in the page until the receiver has all, each exactly once by its ' +
    "webhook-id. Blocks are those of the main process' event loop, by Node's monitorEventLoopDelay at 5 ms, switched on " +
    'through its inspector; a main process that the machine did not let run counts as blocked, too.',
  async measure(run) {
    const figures: Figure[] = [];
    for (const burst of BURSTS) figures.push(...(await measureBurst(run, burst)));
    return figures;
  },
};

async function measureBurst({ quick, window, say }: Run, { id, count, chats, about }: Burst): Promise<Figure[]> {
  const rounds = quick ? 1 : 3;
  return withRig(async (rig) => {
    const { phones, receiver } = rig;
    const app = await rig.startApp({ window, inspected: true });
    await app.linked(app.lawyer);
    await rig.registerReceiver(app, ['message.received']);
    const page = await app.inspectPage();
    const times = await noteMessageTimes(page);
    const main = await app.inspectMain();
    const loop = await watchMainProcess(main);
    const account = app.lawyer.phone;

    const results: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      say(`burst: round ${round + 1} of ${rounds}, ${count} messages over ${chats} chats`);
      await sleep(1_000);
      receiver.clear();
      await times.take([]);
      await loop.longestBlock();
      const writing = writeAtOnce({ phones, account, firstClient: 1 + round * chats, chats, count });
      await receiver.hasReceived(count, AbortSignal.timeout(PATIENCE));
      const block = await loop.longestBlock();
      const written = await writing;
      await sleep(AFTERMATH);
      const deliveries = receiver.deliveries();
      checkExactlyOnce(written, deliveries, { mayRepeat: false });
      const inPage = [...(await times.take(written)).values()];
      const first = Math.min(...inPage);
      const received = Math.max(...deliveries.map(({ at }) => at)) - first;
      results.push({ received: received / 1000, inPage: (Math.max(...inPage) - first) / 1000, block });
    }
    page.close();
    main.close();
    const name = `${count.toLocaleString('en')} messages over ${chats} chats`;
    return [
      figure(
        { id, name: `${name}: all received`, unit: 's', ...about },
        results.map(({ received }) => received),
      ),
      figure(
        { id: `${id}.in-page`, name: `${name}: all in the page`, unit: 's' },
        results.map(({ inPage }) => inPage),
      ),
      figure(
        { id: `${id}.block`, name: `${name}: longest block`, unit: 'ms', target: { is: 'under', value: 50 } },
        results.map(({ block }) => block),
      ),
    ];
  });
}
