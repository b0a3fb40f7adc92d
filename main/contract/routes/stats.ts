import { z } from 'zod';
import type { Route } from '../route.ts';
import { Stats, StatsBucket, TimeZone } from '../stats.ts';
import { GivenTime } from '../values.ts';

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
      from: GivenTime.optional().describe('The first moment that counts; 30 days before `until` by default.'),
      until: GivenTime.optional().describe('The first moment that does not; now by default.'),
      bucket: StatsBucket.default('day').describe('By what the figures are divided; a week begins on Monday.'),
      time_zone: TimeZone.default('UTC').describe('By whose calendar, such as `Europe/Berlin`.'),
    }),
    status: 200,
    output: Stats,
    problems: [],
  },
} as const satisfies Record<string, Route>;
