import { z } from 'zod';
import { SAMPLE_SPANS } from './choices.ts';
import { Timestamp } from './values.ts';

/** What is measured of the whole app each minute: counts, and bytes of memory (of its main process, of its pages). */
export const SampleKind = z.enum(['outbox_waiting', 'webhooks_waiting', 'memory_main', 'memory_pages']);
export type SampleKind = z.infer<typeof SampleKind>;

export const SampleSpan = z.enum(SAMPLE_SPANS);
export type SampleSpan = z.infer<typeof SampleSpan>;

/** The most that was measured in each part of a span. */
export const SampleSeries = z.object({
  /** When each part begins, in order; all are equally long. */
  times: z.array(Timestamp),
  /** Null: nothing was measured then, because the app did not run. */
  values: z.record(SampleKind, z.array(z.number().nullable())),
});
export type SampleSeries = z.infer<typeof SampleSeries>;
