import type { STATS_ROUTES } from '../routes/stats.ts';
import type { ExamplesOf } from './example.ts';

const FIGURES = {
  messages_in: 1,
  messages_out: 2,
  by_status: { queued: 0, sending: 0, sent: 0, delivered: 1, read: 1, played: 0, failed: 1, cancelled: 0, unknown: 0 },
  delivery_rate: 1,
  read_rate: 0.5,
  new_clients: 1,
  answers: { answered: 1, unanswered: 0, p50_seconds: 312, p90_seconds: 312 },
};

/** The last Sunday of October has 25 hours there. */
const SUNDAY = { from: '2026-10-24T22:00:00.000Z', until: '2026-10-25T23:00:00.000Z' };

export const STATS_EXAMPLES: ExamplesOf<keyof typeof STATS_ROUTES> = {
  getStats: [
    {
      summary: 'One day in Berlin',
      query: { ...SUNDAY, bucket: 'day', time_zone: 'Europe/Berlin' },
      answer: {
        ...SUNDAY,
        time_zone: 'Europe/Berlin',
        totals: FIGURES,
        open_conversations: 0,
        buckets: [{ ...FIGURES, ...SUNDAY, date: '2026-10-25' }],
      },
    },
  ],
};
