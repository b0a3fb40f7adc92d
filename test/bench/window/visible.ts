import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchApp } from '../bench-app.ts';
import { writeSteadily } from '../clients.ts';
import { type Figure, figure } from '../figure.ts';
import { noteMessageTimes } from '../probe/message-times.ts';
import type { Rig } from '../rig.ts';
import type { Run } from '../scenario.ts';
import type { FilledChat } from '../size/fill-rig.ts';
import { percentile } from '../statistics.ts';
import { chatAddress, type WindowPage } from './window-page.ts';

const TRAFFIC = { perSecond: 10, chats: 5 };

/** How long the last message may take to the window, in ms. */
const PATIENCE = 30_000;

export const VISIBLE_ABOUT =
  `Visible: ${TRAFFIC.perSecond} messages/s into ${TRAFFIC.chats} chats, the largest of which is open: from the event of ` +
  'WhatsApp’s page until the message is painted in ours, by the clock of each page.';

/** Runs in our window: notes when each message that clients.ts writes is painted first, by its number. */
const WATCH = `(() => {
  const known = new Set([...document.querySelectorAll('[data-message]')].map(({ dataset }) => dataset.message));
  bench.seen = new Map();
  const look = () => {
    const log = document.querySelector('[role="log"]');
    for (const message of log?.querySelectorAll('[data-message]') ?? []) {
      const number = /Message (\\d+): /.exec(message.textContent)?.[1];
      if (known.has(message.dataset.message) || number === undefined || !bench.within(message, log)) continue;
      known.add(message.dataset.message);
      bench.later((at) => bench.seen.set(Number(number), performance.timeOrigin + at));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

export async function measureVisible(
  { quick, say }: Run,
  { phones }: Rig,
  app: BenchApp,
  window: WindowPage,
  chat: FilledChat,
): Promise<Figure[]> {
  const [rounds, seconds] = quick ? [1, 4] : [3, 30];
  const { perSecond, chats } = TRAFFIC;
  await window.goTo(chatAddress(app.lawyer.id, chat.id));
  await window.painted(`bench.messageIsSeen('${chat.newest}')`);
  const page = await app.inspectPage();
  const times = await noteMessageTimes(page);
  await window.evaluate(WATCH);
  const took: number[][] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`window: round ${round} of ${rounds}, ${seconds} s at ${perSecond} messages/s`);
    const traffic = { phones, account: app.lawyer.phone, firstClient: 1, chats, count: seconds * perSecond };
    const written = await writeSteadily(traffic, perSecond);
    const wanted = written.map((_, n) => n).filter((n) => n % chats === 0);
    await allSeen(window, wanted.length);
    const inPage = await times.take(written);
    const seen = new Map(
      await window.evaluate<[number, number][]>(
        '(() => { const all = [...bench.seen]; bench.seen.clear(); return all; })()',
      ),
    );
    const offset = await window.clockOffset();
    took.push(
      wanted.map((n) => {
        const at = seen.get(n);
        const was = inPage.get(written[n] ?? '');
        if (at === undefined || was === undefined) throw new Error(`message ${n} was not seen in our window`);
        return at - offset - was;
      }),
    );
    await sleep(500);
  }
  page.close();
  const of = (share: number) => took.map((all) => percentile(all, share));
  return [
    figure({ id: 'window.visible.p50', name: 'in page → visible in our window, p50', unit: 'ms' }, of(0.5)),
    figure(
      {
        ...{ id: 'window.visible.p95', name: 'in page → visible in our window, p95', unit: 'ms' },
        target: { is: 'under', value: 200 },
      },
      of(0.95),
    ),
  ];
}

async function allSeen(window: WindowPage, count: number): Promise<void> {
  const until = performance.now() + PATIENCE;
  while ((await window.evaluate<number>('bench.seen.size')) < count) {
    if (performance.now() > until) throw new Error('not every message was seen in our window');
    await sleep(50);
  }
}
