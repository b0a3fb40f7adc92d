import { z } from 'zod';
import type { LawyerId } from '../contract/ids.ts';
import { PageMessage } from '../contract/page-reports.ts';
import type { Clock, Millis } from './clock.ts';
import { DiskError } from './disk-error.ts';
import { isUnreadable } from './message-kind.ts';
import type { ParseItems } from './parse-each.ts';
import type { Database, WhatsAppPage } from './ports.ts';
import type { PageFact } from './receive-from-page.ts';
import type { Stored, StoreFacts } from './store-facts.ts';
import type { ChatHistory } from './stores/history-store.ts';

/** Messages that are asked for at once. */
const BATCH = 100;

/** A message's place in its chat. */
const Anchor = z.object({ id: z.string().min(1), fromMe: z.boolean() });
export type Anchor = z.infer<typeof Anchor>;

export type Gap = NonNullable<ChatHistory['gap']>;

/** What the page has answered, not stored yet. */
export interface Batch {
  /** When it was asked for: it may be held for long until it is stored. */
  readAt: Millis;
  facts: PageFact[];
  /** Times of those that could be read, in seconds, in the chat's order: the oldest first. */
  times: number[];
  /** Of everything that has an id, even if the rest of it is malformed; in the chat's order. */
  places: Anchor[];
  /** The oldest one that could not be read. */
  gap: Gap | null;
}

export interface StoredBatch {
  /** New messages. */
  stored: number;
  /** The oldest one that could not be taken in. */
  gap: Gap | null;
  /** It is of a group, and groups are not taken in any more: nothing may be said of it. */
  isLeft: boolean;
}

export interface ReadingTools {
  database: Database;
  clock: Clock;
  page: WhatsAppPage;
  parse: ParseItems;
  lawyerId: LawyerId;
  store: StoreFacts;
}

/** Reads the messages before the given one from the page (the newest ones when none is given). Rejects with a PageError. */
export async function readBatch(
  { page, clock, parse }: ReadingTools,
  chat: string,
  before: Anchor | null,
): Promise<Batch> {
  const readAt = clock.now();
  const answer = await page.command('readMessages', { chat, before, count: BATCH });
  const items = await parse(PageMessage, answer);
  const messages = items.filter((item) => item !== null);
  return {
    readAt,
    facts: messages.map((message) => ({ kind: 'message', message })),
    times: messages.map(({ timestamp }) => timestamp),
    places: answer.flatMap((item) => Anchor.safeParse(item).data ?? []),
    gap: olderGap(...items.flatMap((item, index) => gapOf(items, item, index))),
  };
}

/**
 * Stores a batch. What is malformed, unreadable or cannot be stored is a gap, and holds up nothing. Rejects with a
 * DiskError.
 */
export async function storeBatch({ store }: ReadingTools, { readAt, facts, times, gap }: Batch): Promise<StoredBatch> {
  const { messages: stored, left, lost } = await orLost(store(facts, 'history', readAt), facts.length);
  // Which of them was lost is not known: so it is from the oldest on that nothing is certain.
  const lostGap: Gap | null = lost > 0 ? { at: Math.min(...times), reason: 'not_stored' } : null;
  return { stored, gap: olderGap(gap, lostGap), isLeft: left > 0 };
}

/** A batch of which nothing could be stored is a gap as well. What the disk does not take is none: it is read again. */
async function orLost(work: Promise<Stored>, facts: number): Promise<Stored> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DiskError) throw error;
    return { messages: 0, left: 0, lost: facts };
  }
}

/**
 * What is malformed has no time that could be trusted: that of its older neighbour, or else of its newer one, is taken.
 * Where all is malformed it is 0: anywhere in what was read.
 */
function gapOf(items: readonly (PageMessage | null)[], item: PageMessage | null, index: number): Gap[] {
  if (item) return isUnreadable(item) ? [{ at: item.timestamp, reason: 'not_decrypted' }] : [];
  const neighbour =
    items.slice(0, index).findLast((one) => one !== null) ?? items.slice(index).find((one) => one !== null);
  return [{ at: neighbour?.timestamp ?? 0, reason: 'malformed' }];
}

/** The oldest of the gaps that there are. */
export function olderGap(...gaps: readonly (Gap | null)[]): Gap | null {
  return gaps.reduce((oldest, gap) => (gap && (!oldest || gap.at < oldest.at) ? gap : oldest), null);
}
