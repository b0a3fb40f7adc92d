import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchApp, Lawyer } from '../bench-app.ts';
import { writeAtOnce } from '../clients.ts';
import { checkExactlyOnce } from '../exactly-once.ts';
import { type Figure, figure } from '../figure.ts';
import { memoryOfTree } from '../probe/process-tree.ts';
import { withRig } from '../rig.ts';
import type { Run, Scenario } from '../scenario.ts';
import { median } from '../statistics.ts';

const BURST = { count: 2_000, chats: 20 };
const FURTHER_LAWYERS = 3;
/** Looks at the memory for one value; their median counts. */
const LOOKS = 5;
/** How long deliveries may take that are not lost, in ms. */
const PATIENCE = 180_000;

/** What the whole tree of processes takes, our own window included. */
export const memory: Scenario = {
  name: 'memory',
  about:
    'PSS of the whole tree of processes (/proc/*/smaps_rollup), our own window included, in MB of 10^6 bytes: the ' +
    'median of five looks, a second apart, after a rest of 20 s.',
  async measure(run) {
    return [...(await measureLawyers(run)), ...(await measureBurst(run))];
  },
};

async function measureLawyers(run: Run): Promise<Figure[]> {
  return withRig(async (rig) => {
    const app = await rig.startApp({ window: true, inspected: false });
    await app.linked(app.lawyer);
    const totals = [await look(run, app, 'one lawyer, idle')];
    const others: Lawyer[] = [];
    for (let n = 1; n <= FURTHER_LAWYERS; n++) {
      const other = await addLawyer(app, n);
      await app.linked(other);
      others.push(other);
      totals.push(await look(run, app, `${n} further, awake`));
    }
    for (const other of others) await app.asleep(other);
    const allAsleep = await look(run, app, `${FURTHER_LAWYERS} further, asleep`);
    const [idle = 0] = totals;
    const further = totals.slice(1).map((total, n) => total - (totals[n] ?? 0));
    const asleep = { id: 'memory.asleep', name: 'each further lawyer, asleep', unit: 'MB' } as const;
    const awake = { id: 'memory.further', name: 'each further lawyer, awake', unit: 'MB' } as const;
    return [
      figure(
        {
          ...{ id: 'memory.idle', name: 'one lawyer, idle', unit: 'MB' },
          ...{ target: { is: 'under', value: 450 }, webJs: 474, wppServer: 545 },
        },
        [idle],
      ),
      figure({ ...awake, target: { is: 'under', value: 150 } }, further),
      figure({ ...asleep, target: { is: 'under', value: 10 } }, [(allAsleep - idle) / FURTHER_LAWYERS]),
    ];
  });
}

async function measureBurst(run: Run): Promise<Figure[]> {
  return withRig(async (rig) => {
    const { phones, receiver } = rig;
    const app = await rig.startApp({ window: true, inspected: false });
    await app.linked(app.lawyer);
    await rig.registerReceiver(app, ['message.received']);
    const written = await writeAtOnce({ phones, account: app.lawyer.phone, firstClient: 1, ...BURST });
    await receiver.hasReceived(written.length, AbortSignal.timeout(PATIENCE));
    checkExactlyOnce(written, receiver.deliveries(), { mayRepeat: false });
    const after = await look(run, app, `after ${BURST.count} messages at once`);
    return [
      figure(
        {
          ...{ id: 'memory.burst', name: 'one lawyer, after the burst of 2,000', unit: 'MB' },
          ...{ target: { is: 'under', value: 600 }, webJs: 1_718, wppServer: 818 },
        },
        [after],
      ),
    ];
  });
}

async function look({ quick, say }: Run, app: BenchApp, what: string): Promise<number> {
  // A page and a process give back what they no longer need only after a while.
  await sleep(quick ? 3_000 : 20_000);
  const root = app.process.pid ?? 0;
  const looks: number[] = [];
  for (let n = 0; n < LOOKS; n++) {
    await sleep(1_000);
    looks.push(memoryOfTree(root).total);
  }
  const parts = Object.entries(memoryOfTree(root).byType).map(([type, size]) => `${type} ${Math.round(size)}`);
  say(`memory: ${what}: ${Math.round(median(looks))} MB (${parts.join(', ')})`);
  return median(looks);
}

async function addLawyer(app: BenchApp, n: number): Promise<Lawyer> {
  const phone = `+1202555011${n}`;
  const { status, body } = await app.call('POST', '/v1/lawyers', {
    key: app.ready.adminKey ?? null,
    body: { name: `Practice Lawyer ${n}`, email: `bench-${n}@lexline.example`, phone_number: phone },
  });
  if (status !== 201) throw new Error(`lawyer ${n} was not created: ${body.code}`);
  return { id: body.id, phone, key: body.api_key };
}
