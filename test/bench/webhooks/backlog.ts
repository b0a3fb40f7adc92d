import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../../demo/now.ts';
import type { BenchApp } from '../bench-app.ts';
import { writeSteadily } from '../clients.ts';
import { checkExactlyOnce, checkInOrder } from '../exactly-once.ts';
import { type Figure, figure } from '../figure.ts';
import { noteCommitTimes } from '../probe/commit-times.ts';
import { liveMemory } from '../probe/main-process.ts';
import { noteMessageTimes } from '../probe/message-times.ts';
import { memoryOfTree } from '../probe/process-tree.ts';
import type { Rig } from '../rig.ts';
import type { Run } from '../scenario.ts';
import type { FullQueue } from '../size/webhook-queues.ts';
import { median, percentile } from '../statistics.ts';
import { turn } from './rates.ts';

/** New messages while the backlog is delivered. */
const PER_SECOND = 20;
const CHATS = 20;
/** They are written in parts, so that it ends soon after the backlog. In s. */
const PART = 2;
/** How long the deliveries may take that are not lost, in ms. */
const PATIENCE = 15 * 60_000;
/** Between two looks at the memory, in ms. */
const LOOK_EVERY = 250;

export const BACKLOG_ABOUT =
  `A backlog of 100,000 deliveries to one endpoint, while ${PER_SECOND} new messages/s come: how long until it is empty; by how ` +
  "much the main process' memory (PSS, in MB of 10^6 bytes) was higher at its highest than before, and what its JavaScript " +
  'still had in use half way, after a collection of its garbage; and how long a new ' +
  "message takes from the page's own store to its COMMIT, against the same traffic without a backlog.";

/** A backlog that is long: how quickly it drains, and what that costs everything else. */
export async function measureBacklog(run: Run, rig: Rig, app: BenchApp, { id, events }: FullQueue): Promise<Figure[]> {
  const { quick, say } = run;
  const { receiver } = rig;
  const page = await app.inspectPage();
  const main = await app.inspectMain();
  const inPage = await noteMessageTimes(page);
  const commits = await noteCommitTimes(main);
  const traffic = { phones: rig.phones, account: app.lawyer.phone, firstClient: 1, chats: CHATS };
  const write = (): Promise<string[]> => writeSteadily({ ...traffic, count: PART * PER_SECOND }, PER_SECOND);
  /** How long each took from the page to its commit; both probes forget what they know. */
  async function storing(written: readonly string[], before = Number.POSITIVE_INFINITY): Promise<number[]> {
    const [there, stored] = [await inPage.take(written), await commits.take(written)];
    return written.flatMap((one) => {
      const [from = 0, to = 0] = [there.get(one), stored.get(one)];
      return from < before ? [to - from] : [];
    });
  }

  // The chats exist: what is measured is ordinary traffic. It waits for the endpoint, too, behind the backlog.
  const early = await write();
  await sleep(quick ? 2_000 : 20_000);
  await storing([]);
  const memory = watchMemory(app.process.pid ?? 0);
  await sleep(5_000);
  const level = median(memory.looks);
  const alive = await liveMemory(main);
  receiver.clear();
  say(`webhooks: a backlog of ${events.length} deliveries, and ${PER_SECOND} new messages/s`);
  await turn(app, id, 'resume');
  const began = now();
  const written: string[] = [];
  let aliveMeanwhile: number | null = null;
  while (receiver.count() < events.length) {
    if (receiver.count() > events.length / 2) aliveMeanwhile ??= await liveMemory(main);
    if (now() - began > PATIENCE) throw new Error(`only ${receiver.count()} of ${events.length} deliveries came in`);
    written.push(...(await write()));
  }
  await receiver.hasReceived(events.length + early.length + written.length, AbortSignal.timeout(PATIENCE));
  await sleep(1_000);
  memory.stop();
  aliveMeanwhile ??= await liveMemory(main);
  const deliveries = receiver.deliveries();
  const waited = new Set(events.map((event) => event.id));
  const backlog = deliveries.filter(({ webhookId }) => waited.has(webhookId));
  checkInOrder(events, backlog);
  const others = deliveries.filter(({ webhookId }) => !waited.has(webhookId));
  checkExactlyOnce([...early, ...written], others, { mayRepeat: false });
  const [first = 0, last = 0] = [backlog.at(0)?.at, backlog.at(-1)?.at];
  const during = await storing(written, last);

  say('webhooks: the same new messages without a backlog');
  const without: string[] = [];
  for (let part = 0; part < (quick ? 2 : 15); part++) without.push(...(await write()));
  await receiver.hasReceived(deliveries.length + without.length, AbortSignal.timeout(PATIENCE));
  const usual = await storing(without);
  page.close();
  main.close();

  const growth = Math.max(...memory.looks) - level;
  say(
    `webhooks: the main process held ${Math.round(level)} MB before and ${Math.round(level + growth)} at most; of ` +
      `${during.length} new messages half were stored within ${percentile(during, 0.5).toFixed(1)} ms`,
  );
  const name = `backlog of ${events.length.toLocaleString('en')}`;
  const [p95, usually] = [percentile(during, 0.95), percentile(usual, 0.95)];
  return [
    figure({ id: 'webhooks.backlog.drained', name: `${name}: drained in`, unit: 's' }, [(last - first) / 1000]),
    figure({ id: 'webhooks.backlog.rate', name: `${name}: deliveries`, unit: '/s' }, [
      ((events.length - 1) * 1000) / (last - first),
    ]),
    figure(
      {
        ...{ id: 'webhooks.backlog.memory', name: `${name}: memory above the level before` },
        ...{ unit: 'MB', target: { is: 'under', value: 50 } },
      },
      [growth],
    ),
    figure(
      {
        ...{ id: 'webhooks.backlog.alive', name: `${name}: of that in use, half way` },
        ...{ unit: 'MB', target: { is: 'under', value: 10 } },
      },
      [aliveMeanwhile - alive],
    ),
    figure({ id: 'webhooks.backlog.stored.p50', name: 'in page → stored meanwhile, p50', unit: 'ms' }, [
      percentile(during, 0.5),
    ]),
    figure({ id: 'webhooks.backlog.stored.p95', name: 'in page → stored meanwhile, p95', unit: 'ms' }, [p95]),
    figure({ id: 'webhooks.stored.p95', name: 'in page → stored without a backlog, p95', unit: 'ms' }, [usually]),
    figure(
      {
        ...{ id: 'webhooks.backlog.delay', name: 'p95 meanwhile, against that without' },
        ...{ unit: 'times', target: { is: 'under', value: 2 } },
      },
      [p95 / usually],
    ),
  ];
}

/** Looks at what the main process holds, again and again, until it is stopped. In MB. */
function watchMemory(pid: number): { looks: readonly number[]; stop(): void } {
  const looks: number[] = [];
  const timer = setInterval(() => looks.push(memoryOfTree(pid).byType.main ?? 0), LOOK_EVERY);
  return { looks, stop: () => clearInterval(timer) };
}
