import { type Anchor, type Batch, type ReadingTools, readBatch } from './read-batch.ts';

export interface ChatReading extends ReadingTools {
  signal: AbortSignal;
  /** A batch was stored, and so many of its messages were new. */
  progressed(newMessages: number): void;
}

/** Why a walk is over: `visit` said so, nothing is older, or the reading is interrupted. */
export type WalkEnd = 'enough' | 'left' | 'start' | 'interrupted';

/** So many batches are held until they are stored: two thousand messages. */
const MAX_HELD = 20;

/** A batch, and what it was read before. Null: it was one too many to be held, and is read again in its turn. */
interface Step {
  before: Anchor | null;
  batch: Batch | null;
}

/**
 * Walks through a chat in batches, from before the given message (from the newest one without it) to older ones, until
 * `visit` says that it is enough, or left alone, the chat begins there, or the reading is interrupted.
 */
export async function walk(
  reading: ChatReading,
  chat: string,
  from: Anchor | null,
  visit: (batch: Batch, before: Anchor | null) => Promise<'on' | 'enough' | 'left'>,
): Promise<WalkEnd> {
  const passed = new Set(from ? [placeOf(from)] : []);
  let anchor = from;
  while (!reading.signal.aborted) {
    const batch = await readBatch(reading, chat, anchor);
    const word = await visit(batch, anchor);
    if (word !== 'on') return word;
    const [oldest] = batch.places;
    // A short batch is no end: wa-js gives fewer when it cannot find a message. Only one that leads no further is.
    if (!oldest || passed.has(placeOf(oldest))) return 'start';
    anchor = oldest;
    passed.add(placeOf(anchor));
  }
  return 'interrupted';
}

/**
 * Walks from the newest message down to a batch that is enough, and visits the batches from that one up again: what is
 * new in a chat is told in the order in which it was written, however much of it there is.
 */
export async function walkUpwards(
  reading: ChatReading,
  chat: string,
  isEnough: (batch: Batch) => boolean,
  visit: (batch: Batch) => Promise<'on' | 'left'>,
): Promise<WalkEnd> {
  const down = async (from: Anchor | null, isEnd: (batch: Batch) => boolean) => {
    const steps: Step[] = [];
    const end = await walk(reading, chat, from, async (batch, before) => {
      steps.push({ before, batch });
      const tooMany = steps.at(-1 - MAX_HELD);
      if (tooMany) tooMany.batch = null;
      return isEnd(batch) ? 'enough' : 'on';
    });
    return { end, steps };
  };

  const up = async (steps: readonly Step[]): Promise<'on' | 'left' | 'interrupted'> => {
    for (const [index, { before, batch }] of [...steps.entries()].reverse()) {
      if (reading.signal.aborted) return 'interrupted';
      const word = batch ? await visit(batch) : await upAgain(before, steps[index + 1]?.before ?? null);
      if (word !== 'on') return word;
    }
    return 'on';
  };

  /** Down to what the batch below was read before: between the two the page may have taken in more meanwhile. */
  const upAgain = async (from: Anchor | null, below: Anchor | null) => {
    const meets = ({ places }: Batch) => below !== null && places.some((place) => placeOf(place) === placeOf(below));
    const { end, steps } = await down(from, (batch) => meets(batch) || isEnough(batch));
    return end === 'interrupted' ? end : up(steps);
  };

  const { end, steps } = await down(null, isEnough);
  if (end === 'interrupted') return end;
  const word = await up(steps);
  return word === 'on' ? end : word;
}

/** Each phone chooses its ids itself: a client can take that of one of the lawyer's messages, and both are in the chat. */
function placeOf({ id, fromMe }: Anchor): string {
  return `${fromMe} ${id}`;
}
