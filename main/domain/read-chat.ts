import type { PageChat } from '../contract/page-reports.ts';
import { PageError } from './page-error.ts';
import {
  type Anchor,
  type Batch,
  type Gap,
  olderGap,
  type ReadingTools,
  type StoredBatch,
  storeBatch,
} from './read-batch.ts';
import type { ChatHistory } from './stores/history-store.ts';
import { type ChatReading, walk, walkUpwards } from './walk-chat.ts';

/** Seconds. Messages can arrive late and out of order: what is younger than this is read again the next time. */
const SETTLING_TIME = 300;

/** How the reading of a chat has ended. `left`: it is a group, and while it was read groups were switched off. */
export type ReadingEnd = 'read' | 'interrupted' | 'left';

/**
 * Reads what is newer than what is known to be complete, with `again` also what is newer than the gap in it, and stores it
 * from the oldest on. Of a chat that was never read one batch is enough at first: what is older waits for what is new in
 * other chats.
 */
export async function readNewer(
  reading: ChatReading,
  chat: PageChat,
  known: ChatHistory | null,
  again: boolean,
): Promise<ReadingEnd> {
  const bottom = known?.completeUntil ?? known?.completeFrom ?? null;
  const floor = bottom !== null && again && known?.gap ? Math.min(bottom, known.gap.at - 1) : bottom;
  const isEnough = ({ times: [first] }: Batch) => floor === null || (first !== undefined && first <= floor);
  let newest = 0;
  let first = Number.POSITIVE_INFINITY;
  let anchor: Anchor | null = null;
  let gap: Gap | null = null;
  let messages = 0;
  let isEmpty = true;
  const end = await walkUpwards(reading, chat.chat, isEnough, async (batch) => {
    const stored = await store(reading, batch);
    if (stored.isLeft) return 'left';
    isEmpty &&= batch.places.length === 0 && batch.facts.length === 0 && batch.gap === null;
    newest = Math.max(newest, ...batch.times);
    first = Math.min(first, batch.times[0] ?? first);
    anchor ??= batch.places[0] ?? null;
    gap = olderGap(gap, stored.gap);
    messages += batch.times.filter((time) => bottom === null || time > bottom).length;
    return 'on';
  });
  // What was read hangs together with nothing yet, though it may be stored: the next time begins at the newest again.
  if (end === 'interrupted' || end === 'left') return end;

  // What the page shows is all that there is, even if its newest message cannot be read.
  const settled = Math.floor(reading.clock.now() / 1000) - SETTLING_TIME;
  const until = Math.min(Math.max(newest, chat.lastTimestamp), settled);
  // It has a newest message, and the page gives none: it may give it later, or have removed it.
  const isWithheld = isEmpty && chat.lastId !== null;
  const isStart = end === 'start' && !isWithheld;
  if (isWithheld) gap = { at: bottom ?? until, reason: 'malformed' };
  const wentFurther = known === null || known.completeFrom === null || first < known.completeFrom;
  const begin = wentFurther ? (Number.isFinite(first) ? first : until) : known.completeFrom;
  const isGapCovered = known?.gap && (isStart || first < known.gap.at);
  await save(reading, {
    chat: chat.chat,
    completeFrom: begin,
    completeUntil: latest(known?.completeUntil ?? null, begin !== null && until >= begin ? until : null),
    // What lies before that which was taken for the start shows that it was none.
    reachesStart: isStart || (!wentFurther && known.reachesStart),
    anchor: wentFurther ? (anchor ?? known?.anchor ?? null) : known.anchor,
    gap: within(begin, isGapCovered ? gap : olderGap(known?.gap ?? null, gap)),
    messages: messages + (known?.messages ?? 0),
    checkedAt: reading.clock.now(),
  });
  return 'read';
}

/**
 * Reads what is older than what was read before, down to the start of the chat. Each batch is written down, so that a
 * later call goes on from there; `read` means down to the start.
 *
 * Each batch is stored behind those that are newer. That shows in one thing only: of two messages of one second, one of
 * which was the oldest of its batch, the later one comes first. A message's index in its conversation is its turn in
 * being stored, and a chat of years is not to be held back until its first message is found.
 */
export async function readOlder(reading: ChatReading, known: ChatHistory): Promise<ReadingEnd> {
  let history = known;
  const visit = async (batch: Batch): Promise<'on' | 'left'> => {
    const stored = await store(reading, batch);
    if (stored.isLeft) return 'left';
    const { completeFrom } = history;
    const first = Math.min(completeFrom ?? Number.POSITIVE_INFINITY, batch.times[0] ?? Number.POSITIVE_INFINITY);
    const begin = Number.isFinite(first) ? first : null;
    history = {
      ...history,
      completeFrom: begin,
      anchor: batch.places[0] ?? history.anchor,
      gap: within(begin, olderGap(history.gap, stored.gap)),
      messages: history.messages + batch.times.filter((time) => completeFrom === null || time < completeFrom).length,
      checkedAt: reading.clock.now(),
    };
    await save(reading, history);
    return 'on';
  };
  const end = await walk(reading, known.chat, known.anchor, visit).catch((error: unknown) => {
    // It was revoked, say, and the page has been loaded anew since: then all is read once more.
    if (known.anchor === null || !isAnchorGone(error)) throw error;
    return walk(reading, known.chat, null, visit);
  });
  if (end !== 'start') return end === 'left' ? 'left' : 'interrupted';
  await save(reading, { ...history, reachesStart: true, checkedAt: reading.clock.now() });
  return 'read';
}

async function store(reading: ChatReading, batch: Batch): Promise<StoredBatch> {
  const stored = await storeBatch(reading, batch);
  reading.progressed(stored.stored);
  return stored;
}

/** The page does not know the message from which it is to read on: that nothing is found before it says nothing. */
function isAnchorGone(error: unknown): boolean {
  return error instanceof PageError && error.code === 'anchor_not_found';
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/** A gap whose time is not known is anywhere in what was read. */
function within(begin: number | null, gap: Gap | null): Gap | null {
  return gap && begin !== null && gap.at < begin ? { ...gap, at: begin } : gap;
}

function save({ database, lawyerId }: ReadingTools, history: ChatHistory): Promise<void> {
  return database.write((stores) => stores.histories.set(lawyerId, history));
}
