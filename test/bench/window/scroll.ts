import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, figure } from '../figure.ts';
import type { Run } from '../scenario.ts';
import type { FilledChat } from '../size/fill-rig.ts';
import { chatAddress, type Point, type WindowPage } from './window-page.ts';

/** The screen draws 60 times a second. A frame in time is one interval behind the one before, give or take its rounding. */
const FRAME = 16.7;
const ROUNDING = 1;

/** How far the wheel turns with each event, in CSS pixels, and how often it does: a flick that does not slow down. */
const TURN = -300;
const TURN_EVERY = 1000 / 60;

/** So many events are on their way at most: a window that is slow is scrolled more slowly, not later. */
const MOST_WAITING = 4;

/** Between two looks how far they led, in ms. */
const LOOK_EVERY = 500;

/** Looks without anything older in sight: then it does not scroll. */
const MOST_STANDING = 20;

/** A task that keeps the window from everything else, in ms. Chromium tells of none below 50. */
const LONG = { target: 100, told: 50 };

/** With fewer cores than this the main process, the compositor and the window's own thread wait for each other. */
const ENOUGH_CORES = 4;

export const SCROLL_ABOUT =
  'Scroll: the wheel is turned from the newest message of the largest chat to its first one, the older parts being read ' +
  'on the way. Of the frames in which the list moved, those that came no later than one interval of a 60 Hz screen after ' +
  `the one before, by requestAnimationFrame. The target is that of a machine with ${ENOUGH_CORES} cores or more: drawing without a ` +
  'graphics card takes from the same cores.';

interface Scrolled {
  frames: number;
  inTime: number;
  longest: number;
  tasks: number[];
}

/** Runs in the page while one scrolls. */
const WATCH = `(() => {
  const log = document.querySelector('[role="log"]');
  const found = { frames: 0, inTime: 0, longest: 0, tasks: [] };
  const observer = new PerformanceObserver((list) => found.tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  let last = null;
  // Told right before the frame's own callbacks; to ask the list where it stands would lay it out once more.
  let moved = false;
  const move = () => { moved = true; };
  log.addEventListener('scroll', move, { passive: true });
  let isOver = false;
  const look = (at) => {
    if (last !== null && moved) {
      found.frames += 1;
      if (at - last < ${FRAME + ROUNDING}) found.inTime += 1;
      found.longest = Math.max(found.longest, at - last);
    }
    last = at;
    moved = false;
    if (!isOver) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  bench.scrolled = () => {
    isOver = true;
    found.tasks.push(...observer.takeRecords().map(({ duration }) => duration));
    observer.disconnect();
    log.removeEventListener('scroll', move);
    return found;
  };
})()`;

export async function measureScroll(
  { say }: Run,
  window: WindowPage,
  lawyerId: string,
  chat: FilledChat,
  messages: number,
): Promise<Figure[]> {
  say(`window: scrolling through ${messages} messages`);
  await window.goTo(chatAddress(lawyerId, chat.id));
  await window.painted(`document.querySelector('[role="log"] [data-message]')`);
  const at = await window.evaluate<Point>(`(() => {
    const { left, top, width, height } = document.querySelector('[role="log"]').getBoundingClientRect();
    return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
  })()`);
  await window.evaluate(WATCH);
  const began = performance.now();
  await scrollTo(window, at, chat.oldest);
  const seconds = (performance.now() - began) / 1000;
  const { frames, inTime, longest, tasks } = await window.evaluate<Scrolled>('bench.scrolled()');
  const cores = cpus().length;
  const note =
    `${frames} frames in ${seconds.toFixed(1)} s; the longest took ${Math.round(longest)} ms; ${cores} cores, ` +
    `which is ${cores < ENOUGH_CORES ? 'fewer than' : 'what'} the target is for`;
  say(
    `window: scroll: ${note}; ${tasks.length} tasks over ${LONG.told} ms, ${tasks.filter((ms) => ms > LONG.target).length} over ${LONG.target} ms`,
  );
  const name = `scroll ${messages.toLocaleString('en')} messages`;
  return [
    figure(
      {
        ...{ id: 'window.scroll.frames', name: `${name}: frames in time`, unit: '%' },
        ...{ target: { is: 'at least', value: 95 }, note },
      },
      [(inTime * 100) / frames],
    ),
    figure(
      {
        ...{ id: 'window.scroll.task', name: `${name}: longest task`, unit: 'ms' },
        ...{ target: { is: 'under', value: LONG.target }, note: `${LONG.told} ms: none was longer than that` },
      },
      [Math.max(LONG.told, ...tasks)],
    ),
    figure({ id: 'window.scroll.rate', name: `${name}: at`, unit: '/s' }, [messages / seconds]),
  ];
}

async function scrollTo(window: WindowPage, at: Point, oldest: string): Promise<void> {
  const turning = new AbortController();
  const turned = turnWheel(window, at, turning.signal);
  // A wheel that turns no more is told at the end, not in between.
  turned.catch(() => {});
  const first = `document.querySelector('[role="log"] [data-message]')?.dataset.message ?? ''`;
  let [seen, standing] = ['', 0];
  try {
    while (!(await window.evaluate<boolean>(`bench.messageIsSeen('${oldest}')`))) {
      const now = await window.evaluate<string>(first);
      standing = now === seen ? standing + 1 : 0;
      seen = now;
      if (standing > MOST_STANDING) throw new Error('the chat does not scroll any further');
      await sleep(LOOK_EVERY);
    }
  } finally {
    turning.abort();
    await turned;
  }
}

async function turnWheel(window: WindowPage, at: Point, signal: AbortSignal): Promise<void> {
  let waiting = 0;
  let failure: unknown = null;
  const answered = () => {
    waiting -= 1;
  };
  while (!signal.aborted && failure === null) {
    if (waiting < MOST_WAITING) {
      waiting += 1;
      window.wheel(at, TURN).then(answered, (error: unknown) => {
        failure = error;
      });
    }
    await sleep(TURN_EVERY);
  }
  if (failure !== null) throw failure;
}
