import type { AlertThresholds } from '../contract/lawyer-settings.ts';
import type { AlertCode } from '../contract/values.ts';

/** What was measured for a lawyer, by subject and in the unit of the threshold; null: it could not be measured. */
export type Measures = Record<keyof AlertThresholds, ReadonlyMap<string | null, number> | null>;

interface Rule {
  code: AlertCode;
  threshold: keyof AlertThresholds;
  /** Whether little of it is bad; of the others much is. */
  isFloor?: true;
}

export const ALERT_RULES: readonly Rule[] = [
  { code: 'queue_deep', threshold: 'queue_depth' },
  { code: 'message_unsent_long', threshold: 'unsent_minutes' },
  { code: 'webhook_failing', threshold: 'webhook_failing_minutes' },
  { code: 'broker_failing', threshold: 'broker_failing_minutes' },
  { code: 'session_not_ready', threshold: 'not_ready_minutes' },
  { code: 'disk_space_low', threshold: 'disk_free_mb', isFloor: true },
  { code: 'tunnel_down', threshold: 'tunnel_down_minutes' },
  { code: 'memory_high', threshold: 'memory_mb' },
];

/** An alert is over when its value is away from the threshold by this share: one that swings about it raises one alert. */
const HYSTERESIS = 0.2;

/**
 * The subjects of which that rule's alert is to be open. `open`: those of which it is now, and stays where nothing could
 * be measured.
 */
export function subjectsOf(
  { threshold, isFloor }: Rule,
  thresholds: AlertThresholds,
  measures: Measures,
  open: ReadonlySet<string | null>,
): ReadonlySet<string | null> {
  const limit = thresholds[threshold];
  const subjects = new Set<string | null>();
  if (limit === null) return subjects;
  const measured = measures[threshold];
  if (measured === null) return open;
  for (const [subject, value] of measured) {
    const isOpen = open.has(subject);
    const isBad = isFloor
      ? value < limit * (isOpen ? 1 + HYSTERESIS : 1)
      : value >= limit || (isOpen && value > limit * (1 - HYSTERESIS));
    if (isBad) subjects.add(subject);
  }
  return subjects;
}
