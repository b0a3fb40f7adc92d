import type { STATS_CALLS } from '../../../../main/contract/ipc/stats.ts';
import type { Figures, Stats } from '../../../../main/contract/stats.ts';
import type { AnswersOf } from './answers-of.ts';

const DAY = 86_400_000;
const LENGTH = { day: DAY, week: 7 * DAY, month: 30 * DAY };

/** Numbers that only look like a lawyer's: each bucket has others, and the same ones each time. */
export const STATS_ANSWERS: AnswersOf<typeof STATS_CALLS> = {
  'stats.get': ({ from, until, bucket, time_zone }) => {
    const [start, end] = [Date.parse(from), until === undefined ? Date.now() : Date.parse(until)];
    const count = Math.max(1, Math.ceil((end - start) / LENGTH[bucket]));
    const buckets = Array.from({ length: count }, (_, index): Stats['buckets'][number] => {
      const begins = new Date(start + index * LENGTH[bucket] + DAY / 2);
      const date = new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone }).format(begins);
      const times = { from: begins.toISOString(), until: new Date(begins.getTime() + LENGTH[bucket]).toISOString() };
      // Nobody works on each seventh day.
      return { ...figures(index % 7 === 6 ? 0 : 4 + ((index * 5) % 11)), date, ...times };
    });
    const sum = Math.round(((end - start) / DAY) * 8) + (until === undefined ? 1 : new Date(end).getDate());
    return {
      from,
      until: new Date(end).toISOString(),
      time_zone,
      totals: figures(sum),
      open_conversations: 3,
      buckets,
    };
  },
};

function figures(received: number): Figures {
  const sent = Math.floor(received * 0.8);
  const read = Math.floor(sent * 0.7);
  return {
    messages_in: received,
    messages_out: sent,
    by_status: {
      ...{ queued: 0, sending: 0, sent: 0, delivered: sent - read, read, played: 0 },
      ...{ failed: 0, cancelled: 0, unknown: 0 },
    },
    delivery_rate: sent === 0 ? null : 1,
    read_rate: sent === 0 ? null : read / sent,
    new_clients: Math.floor(received / 5),
    answers: {
      answered: sent,
      unanswered: received - sent,
      p50_seconds: sent === 0 ? null : 240 + received,
      p90_seconds: sent === 0 ? null : 5400 + received * 60,
    },
  };
}
