import { z } from 'zod';
import type { Route } from '../route.ts';
import { Stats, StatsBucket, TimeZone } from '../stats.ts';
import { Timestamp } from '../values.ts';

/** Numbers of the key's own lawyer. */
export const STATS_ROUTES = {
  getStats: {
    method: 'GET',
    path: '/v1/stats',
    summary:
      'Messages, deliveries, new clients and how soon clients are answered, by day, week (from Monday) or month in a time zone; the last 30 days without a range, 400 days at most',
    access: 'lawyer',
    fromOutside: true,
    resource: 'stats',
    query: z.strictObject({
      from: Timestamp.optional(),
      until: Timestamp.optional(),
      bucket: StatsBucket.default('day'),
      time_zone: TimeZone.default('UTC'),
    }),
    status: 200,
    output: Stats,
    problems: [],
  },
} as const satisfies Record<string, Route>;
