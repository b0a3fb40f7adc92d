import type { SampleSeries, SampleSpan } from '../contract/samples.ts';
import type { Millis } from './clock.ts';
import type { Stores } from './stores.ts';

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;

/** As long as samples are kept, of which those of more than a day ago are thinned to one an hour. */
export const SAMPLES_KEPT: Millis = 30 * DAY;

const SPANS: Record<SampleSpan, { length: Millis; step: Millis }> = {
  day: { length: DAY, step: 10 * MINUTE },
  month: { length: SAMPLES_KEPT, step: 6 * HOUR },
};

/** The most that was measured in each part of the span that ends now. */
export async function readSamples(stores: Stores, span: SampleSpan, now: Millis): Promise<SampleSeries> {
  const { length, step } = SPANS[span];
  const until = Math.floor(now / step) * step + step;
  const from = until - length;
  const times = Array.from({ length: length / step }, (_, part) => new Date(from + part * step).toISOString());
  const nothing = (): (number | null)[] => times.map(() => null);
  const values: SampleSeries['values'] = {
    outbox_waiting: nothing(),
    webhooks_waiting: nothing(),
    memory_main: nothing(),
    memory_pages: nothing(),
  };
  for (const { kind, part, value } of await stores.health.peaks({ from, until }, step)) values[kind][part] = value;
  return { times, values };
}

/** Takes away what is kept no longer, and of what is older than a day leaves the most of each hour. */
export async function tidySamples(stores: Stores, now: Millis): Promise<void> {
  await stores.health.removeOlderThan(now - SAMPLES_KEPT);
  await stores.health.thin(now - DAY);
}
