import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, figure } from '../figure.ts';
import type { Run } from '../scenario.ts';
import type { FilledChat } from '../size/fill-rig.ts';
import { percentile } from '../statistics.ts';
import { chatAddress, type Point, type WindowPage } from './window-page.ts';

export const SWITCH_ABOUT =
  'Switch: from the click on a chat of the list until its newest message is painted; cold: not opened before since the ' +
  'start; warm: opened before.';

/** A row of the list, in CSS pixels. */
const ROW = 66;

/** Between two chats, in ms: a person looks at what has been opened. */
const LOOK = 150;

export async function measureSwitches(
  { quick, say }: Run,
  window: WindowPage,
  lawyerId: string,
  chats: readonly FilledChat[],
): Promise<Figure[]> {
  const [rounds, count] = quick ? [1, 10] : [3, 60];
  const newest = new Map(chats.map((chat) => [chat.id, chat.newest]));
  await window.goTo(chatAddress(lawyerId));
  await window.painted(`document.querySelector('[role="listbox"] [role="option"]')`);
  const [cold, warm]: [number[][], number[][]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    say(`window: round ${round + 1} of ${rounds}, ${count} chats opened for the first time, then again`);
    const places = Array.from({ length: count }, (_, n) => round * count + n);
    cold.push(await openAll(window, places, newest));
    // In another order, as one comes back to chats: 7 has no divisor in common with how many they are.
    warm.push(
      await openAll(
        window,
        places.map((_, n) => places[(n * 7) % count] ?? 0),
        newest,
      ),
    );
  }
  const of = (all: readonly number[][], share: number) => all.map((took) => percentile(took, share));
  const target = { is: 'under', value: 100 } as const;
  return [
    figure({ id: 'window.switch.cold.p50', name: 'switch chat, cold, p50', unit: 'ms' }, of(cold, 0.5)),
    figure({ id: 'window.switch.cold.p95', name: 'switch chat, cold, p95', unit: 'ms', target }, of(cold, 0.95)),
    figure({ id: 'window.switch.warm.p50', name: 'switch chat, warm, p50', unit: 'ms' }, of(warm, 0.5)),
    figure({ id: 'window.switch.warm.p95', name: 'switch chat, warm, p95', unit: 'ms', target }, of(warm, 0.95)),
  ];
}

async function openAll(
  window: WindowPage,
  places: readonly number[],
  newest: ReadonlyMap<string, string>,
): Promise<number[]> {
  const took: number[] = [];
  for (const place of places) {
    const { id, ...at } = await rowAt(window, place);
    const message = newest.get(id);
    if (message === undefined) throw new Error(`the list shows a chat that nobody has filled: ${id}`);
    took.push(await window.time('click', `bench.messageIsSeen('${message}')`, () => window.click(at)));
    await sleep(LOOK);
  }
  return took;
}

/** Scrolls the list until that chat is in the middle of it, as a person would before they click. */
function rowAt(window: WindowPage, place: number): Promise<Point & { id: string }> {
  return window.evaluate(`(async () => {
    const list = document.querySelector('[role="listbox"]');
    const middle = ${place} * ${ROW} + ${ROW / 2};
    // Further chats are read when the end of the list comes near.
    for (let tries = 0; list.scrollHeight < middle && tries < 600; tries++) {
      list.scrollTop = list.scrollHeight;
      await bench.frames(1);
    }
    list.scrollTop = middle - list.clientHeight / 2;
    await bench.frames(4);
    const { left, top, width } = list.getBoundingClientRect();
    const point = { x: Math.round(left + width / 2), y: Math.round(top + middle - list.scrollTop) };
    const row = document.elementFromPoint(point.x, point.y)?.closest('[role="option"]');
    if (!row) throw new Error('no chat stands at place ${place} of the list');
    return { ...point, id: row.id.slice(row.id.lastIndexOf('con_')) };
  })()`);
}
