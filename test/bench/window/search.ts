import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchApp } from '../bench-app.ts';
import { type Figure, figure } from '../figure.ts';
import type { Run } from '../scenario.ts';
import { createTexts, type Texts } from '../size/texts.ts';
import { percentile } from '../statistics.ts';
import type { WindowPage } from './window-page.ts';

export const SEARCH_ABOUT =
  'Search: from each key that is typed until what is found with the words so far is painted: rare and common words, ' +
  'beginnings of words, two words, Arabic, and what is nowhere. What was found is then compared with the API’s answer.';

/** Between what is seen and the next key, in ms. */
const PAUSE = 100;

/** The message with which the screen begins what was found; null: nothing was found. */
const FIRST_FOUND = `(document.querySelector('#found [data-of="message"] time')?.dateTime ?? null)`;

interface Query {
  kind: string;
  words: string;
}

/** So many of each kind are typed in a round. */
function queriesOf(texts: Texts, count: number): Query[] {
  const rank = (from: number, to: number) => texts.word(from + texts.random(to - from));
  return Array.from({ length: count }, () => [
    { kind: 'rare word', words: rank(15_000, 29_000) },
    { kind: 'common word', words: rank(0, 40) },
    { kind: 'beginning', words: rank(0, 5_000).slice(0, 3) },
    { kind: 'two words', words: `${rank(0, 40)} ${rank(100, 2_000)}` },
    { kind: 'Arabic', words: texts.arabicWord() },
    { kind: 'nowhere', words: `xq${rank(0, 200)}` },
  ]).flat();
}

export async function measureSearch({ quick, say }: Run, app: BenchApp, window: WindowPage): Promise<Figure[]> {
  const [rounds, count] = quick ? [1, 1] : [3, 5];
  const texts = createTexts(3);
  await window.goTo(`/lawyer/${app.lawyer.id}/search`);
  await window.painted(`document.activeElement?.getAttribute('role') === 'combobox'`);
  const took: number[][] = [];
  const byKind = new Map<string, number[]>();
  for (let round = 1; round <= rounds; round++) {
    say(`window: round ${round} of ${rounds}, ${count} searches of each kind`);
    const all: number[] = [];
    for (const { kind, words } of queriesOf(texts, count)) {
      const times = await typeQuery(window, words);
      await compare(app, window, words);
      await clear(window);
      all.push(...times);
      byKind.set(kind, [...(byKind.get(kind) ?? []), ...times]);
    }
    took.push(all);
  }
  const note = [...byKind].map(([kind, times]) => `${kind} ${Math.round(percentile(times, 0.95))} ms`).join(', ');
  say(`window: search, p95 by kind: ${note}`);
  const of = (share: number) => took.map((times) => percentile(times, share));
  return [
    figure({ id: 'window.search.p50', name: 'key → found is painted, p50', unit: 'ms' }, of(0.5)),
    figure(
      {
        ...{ id: 'window.search.p95', name: 'key → found is painted, p95', unit: 'ms' },
        ...{ target: { is: 'under', value: 100 }, note: `p95 by kind: ${note}` },
      },
      of(0.95),
    ),
  ];
}

async function typeQuery(window: WindowPage, words: string): Promise<number[]> {
  const took: number[] = [];
  let typed = '';
  for (const character of words) {
    typed += character;
    const time = await window.time('keydown', isFound(typed), () => window.type(character));
    // A space asks nothing new: it is shown, and that is all.
    if (character !== ' ') took.push(time);
    await sleep(PAUSE);
  }
  return took;
}

/**
 * The words stand in the address, and the list is no older than they are: the router tells React of the address at once,
 * and React draws it before the next frame.
 */
function isFound(typed: string): string {
  return `new URLSearchParams(location.hash.split('?')[1]).get('q') === ${JSON.stringify(typed)} && (() => {
    const screen = document.querySelector('[role="combobox"]').closest('section');
    if (screen.querySelector('.mantine-Loader-root')) return false;
    const list = screen.querySelector('#found');
    return list ? list.getAttribute('aria-busy') === 'false' && list.querySelector('[role="option"]') !== null
      : screen.querySelector('h2') !== null;
  })()`;
}

async function compare(app: BenchApp, window: WindowPage, words: string): Promise<void> {
  const { body } = await app.call('GET', `/v1/messages?limit=1&q=${encodeURIComponent(words)}`);
  const expected: string | null = body.data[0]?.sent_at ?? null;
  const shown = await window.evaluate<string | null>(FIRST_FOUND);
  if (shown !== expected) throw new Error(`the window found a message of ${shown}, the API one of ${expected}`);
}

async function clear(window: WindowPage): Promise<void> {
  await window.key('Escape');
  await window.painted(`!location.hash.includes('q=')`);
}
