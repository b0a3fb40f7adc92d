const DEFAULT_MINUTES = 15;
/** As long as a session can last. */
const MOST_MINUTES = 12 * 60;

/**
 * How long a session of staff may go unused, in ms. The file of settings is written by hand, too: what is no time is the
 * default, and what is too short or too long is taken for the nearest that is not.
 */
export function idleTime(settings: { get(name: 'staffIdleMinutes'): unknown }): number {
  const minutes = Number(settings.get('staffIdleMinutes'));
  return Math.min(Math.max(Number.isFinite(minutes) ? minutes : DEFAULT_MINUTES, 1), MOST_MINUTES) * 60_000;
}
