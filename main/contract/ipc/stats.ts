import { z } from 'zod';
import { LawyerId } from '../ids.ts';
import { Stats, StatsBucket, TimeZone } from '../stats.ts';
import { GivenTime } from '../values.ts';
import type { IpcEntries } from './entry.ts';

export const STATS_CALLS = {
  'stats.get': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      from: GivenTime,
      /** The first moment that does not count; now without it. */
      until: GivenTime.optional(),
      bucket: StatsBucket,
      time_zone: TimeZone,
    }),
    output: Stats,
    audit: null,
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
