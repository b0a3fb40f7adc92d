import { useQuery } from '@tanstack/react-query';
import type { SampleSpan } from '../../../main/contract/samples.ts';
import type { StatsBucket } from '../../../main/contract/stats.ts';
import { call } from '../../bridge.ts';
import { NUMBERS_KEYS } from './keys.ts';
import { type Days, type PeriodName, periodOf } from './period.ts';

/** What a minute changes is seen after it; in ms. */
const LOOK_AGAIN = 60_000;
/** Figures of a long time, and of one that is over, are not counted anew so often. */
const LOOK_AGAIN_SELDOM = 10 * 60_000;

function statsIn(lawyerId: string, { from, until }: { from: Date; until: Date }, bucket: StatsBucket) {
  return call('stats.get', {
    lawyer_id: lawyerId,
    from: from.toISOString(),
    until: until.toISOString(),
    bucket,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
}

function keyOf(lawyerId: string, name: PeriodName, { from, until }: Days) {
  return [...NUMBERS_KEYS.stats(lawyerId), name, ...(name === 'custom' ? [from, until] : [])];
}

/** The numbers of a period; null where its days are none. */
export function useStats(lawyerId: string, name: PeriodName, days: Days) {
  return useQuery({
    queryKey: keyOf(lawyerId, name, days),
    queryFn: async () => {
      const period = periodOf(name, new Date(), days);
      return period && { stats: await statsIn(lawyerId, period, period.bucket), bucket: period.bucket };
    },
    refetchInterval: name === '7d' || name === '30d' ? LOOK_AGAIN : LOOK_AGAIN_SELDOM,
    staleTime: 0,
  });
}

/** Those of as long a time just before it. Only its sums are shown: of the largest parts there are fewest. */
export function useStatsBefore(lawyerId: string, name: PeriodName, days: Days) {
  return useQuery({
    queryKey: [...keyOf(lawyerId, name, days), 'before'],
    queryFn: async () => {
      const before = periodOf(name, new Date(), days)?.before;
      return before ? statsIn(lawyerId, before, 'month') : null;
    },
    staleTime: LOOK_AGAIN_SELDOM,
  }).data;
}

/** How much waited, and how much memory was held. */
export function useSamples(span: SampleSpan) {
  return useQuery({
    queryKey: [...NUMBERS_KEYS.samples, span],
    queryFn: () => call('samples.list', { span }),
    refetchInterval: LOOK_AGAIN,
    staleTime: 0,
  });
}
