import type { LinkName } from '../../contract/health-chain.ts';
import type { LawyerId } from '../../contract/ids.ts';
import type { SampleKind } from '../../contract/samples.ts';
import type { Millis } from '../clock.ts';
import type { Span } from '../time-buckets.ts';

/** How the app was doing: what it measured of itself, and when a link of the chain was good last. */
export interface HealthStore {
  /** One of each kind for each time: a second one takes the place of the first. */
  addSamples(at: Millis, values: Readonly<Record<SampleKind, number>>): Promise<void>;
  /** The most of each kind in each `step` ms of the span, in no order. `part` is how many steps after the span's start. */
  peaks(span: Span, step: Millis): Promise<{ kind: SampleKind; part: number; value: number }[]>;
  /** Of what is older leaves the most of each hour alone. */
  thin(before: Millis): Promise<void>;
  removeOlderThan(before: Millis): Promise<void>;
  /** Each of these links is good at that time. */
  noteGood(lawyerId: LawyerId, links: readonly LinkName[], at: Millis): Promise<void>;
  lastGood(lawyerId: LawyerId): Promise<ReadonlyMap<LinkName, Millis>>;
}
