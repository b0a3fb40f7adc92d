import { z } from 'zod';
import { Timestamp } from './values.ts';

/** What is measured of the whole app each minute: counts, and bytes of memory (of its main process, of its pages). */
export const SampleKind = z.enum(['outbox_waiting', 'webhooks_waiting', 'memory_main', 'memory_pages']);
export type SampleKind = z.infer<typeof SampleKind>;

/** The last 24 hours, or the last 30 days. */
export const SampleSpan = z.enum(['day', 'month']);
export type SampleSpan = z.infer<typeof SampleSpan>;

/** The most that was measured in each part of a span. */
export const SampleSeries = z.object({
  /** When each part begins, in order; all are equally long. */
  times: z.array(Timestamp),
  /** Null: nothing was measured then, because the app did not run. */
  values: z.record(SampleKind, z.array(z.number().nullable())),
});
export type SampleSeries = z.infer<typeof SampleSeries>;
