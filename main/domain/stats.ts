import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { Figures, Stats, StatsBucket } from '../contract/stats.ts';
import type { MessageStatus } from '../contract/values.ts';
import { AppError, type FieldError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { nextTurn } from './in-slices.ts';
import type { Stores } from './stores.ts';
import { type Span, type TimeBucket, timeBuckets } from './time-buckets.ts';

const DAY: Millis = 24 * 60 * 60_000;
const USUAL_RANGE: Millis = 30 * DAY;
const MAX_RANGE: Millis = 400 * DAY;

/** Messages that are counted in one go: few enough that whoever waits for their turn hardly notices. */
const COUNTED_AT_ONCE = 5_000;

interface Question {
  from?: string | undefined;
  until?: string | undefined;
  bucket: StatsBucket;
  time_zone: string;
}

/** What is counted of one bucket, or of all of them. */
interface Count {
  received: number;
  byStatus: Map<MessageStatus, number>;
  newClients: number;
  unanswered: number;
  /** In ms. */
  waits: Millis[];
}

/** Throws AppError `invalid_request` for a range that is none, or too long. */
export async function statsOf(
  stores: Stores,
  lawyerId: LawyerId,
  { from, until, bucket, time_zone }: Question,
  now: Millis,
): Promise<Stats> {
  const span = rangeOf(from, until, now);
  const buckets = timeBuckets(span, bucket, time_zone);
  const total = newCount();
  const counts = buckets.map(newCount);
  const countsAt = (time: Millis): Count[] => {
    const at = indexAt(buckets, time);
    const own = counts[at];
    return own ? [total, own] : [total];
  };
  for (const { slot, count } of await stores.stats.newClients(lawyerId, span)) {
    for (const one of countsAt(slot)) one.newClients += count;
  }
  for (const { some, time } of inParts(await stores.stats.chatsSince(lawyerId, span.from), span)) {
    for (const { slot, direction, status, count } of await stores.stats.counts(lawyerId, some, time)) {
      for (const one of countsAt(slot)) {
        if (direction === 'inbound') one.received += count;
        else one.byStatus.set(status, (one.byStatus.get(status) ?? 0) + count);
      }
    }
    await nextTurn();
    for (const { asked, answered } of await stores.stats.turns(lawyerId, some, time)) {
      for (const one of countsAt(asked)) {
        if (answered === null) one.unanswered += 1;
        else one.waits.push(answered - asked);
      }
    }
    await nextTurn();
  }
  return {
    ...toTimes(span),
    time_zone,
    totals: toFigures(total),
    open_conversations: await stores.stats.openConversations(lawyerId),
    buckets: buckets.map((one, index) => ({
      date: one.date,
      ...toTimes(one),
      ...toFigures(counts[index] ?? newCount()),
    })),
  };
}

interface Part {
  some: ConversationId[];
  time: Span;
}

/** Chats of so many messages together; a longer one stands alone, and is counted a part of the time after the other. */
function* inParts(chats: readonly { id: ConversationId; messages: number }[], span: Span): Generator<Part> {
  let part: ConversationId[] = [];
  let sum = 0;
  for (const { id, messages } of chats) {
    if (part.length > 0 && sum + messages > COUNTED_AT_ONCE) {
      yield* inTimes(part, sum, span);
      [part, sum] = [[], 0];
    }
    part.push(id);
    sum += messages;
  }
  if (part.length > 0) yield* inTimes(part, sum, span);
}

/** What is asked looks beyond its time where it must: the parts add up to the whole. */
function* inTimes(some: ConversationId[], messages: number, { from, until }: Span): Generator<Part> {
  const times = Math.ceil(messages / COUNTED_AT_ONCE);
  const length = Math.max(1, Math.ceil((until - from) / times));
  for (let start = from; start < until; start += length) {
    yield { some, time: { from: start, until: Math.min(start + length, until) } };
  }
}

function rangeOf(from: string | undefined, until: string | undefined, now: Millis): Span {
  const end = until === undefined ? now : Date.parse(until);
  const start = from === undefined ? end - USUAL_RANGE : Date.parse(from);
  const refuse = (fault: Omit<FieldError, 'field'>) => new AppError('invalid_request', [{ field: 'from', ...fault }]);
  if (start >= end) throw refuse({ message: 'must be before until', fault: 'ends_before' });
  if (end - start > MAX_RANGE) {
    throw refuse({ message: 'must be at most 400 days before until', fault: 'span_too_long', limit: 400 });
  }
  return { from: start, until: end };
}

/** The bucket that a time falls into. A quarter of an hour can begin before the first one does. */
function indexAt(buckets: readonly TimeBucket[], time: Millis): number {
  let low = 0;
  let high = buckets.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((buckets[middle]?.from ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

function newCount(): Count {
  return { received: 0, byStatus: new Map(), newClients: 0, unanswered: 0, waits: [] };
}

function toFigures({ received, byStatus, newClients, unanswered, waits }: Count): Figures {
  const of = (status: MessageStatus): number => byStatus.get(status) ?? 0;
  const read = of('read') + of('played');
  const delivered = of('delivered') + read;
  const taken = of('sent') + delivered;
  const sorted = [...waits].sort((a, b) => a - b);
  return {
    messages_in: received,
    messages_out: taken,
    by_status: {
      queued: of('queued'),
      sending: of('sending'),
      sent: of('sent'),
      delivered: of('delivered'),
      read: of('read'),
      played: of('played'),
      failed: of('failed'),
      cancelled: of('cancelled'),
      unknown: of('unknown'),
    },
    delivery_rate: taken === 0 ? null : delivered / taken,
    read_rate: taken === 0 ? null : read / taken,
    new_clients: newClients,
    answers: {
      answered: waits.length,
      unanswered,
      p50_seconds: percentile(sorted, 0.5),
      p90_seconds: percentile(sorted, 0.9),
    },
  };
}

/** The nearest rank, in seconds. */
function percentile(sorted: readonly Millis[], share: number): number | null {
  const value = sorted[Math.ceil(sorted.length * share) - 1];
  return value === undefined ? null : value / 1000;
}

function toTimes({ from, until }: Span): { from: string; until: string } {
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}
