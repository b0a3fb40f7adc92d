const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** The largest unit that a length is told in, in seconds. */
export function durationUnit(seconds: number): number {
  return unitFor(seconds)[1];
}

function unitFor(seconds: number): readonly ['day' | 'hour' | 'minute' | 'second', number] {
  return UNITS.find(([name, length]) => seconds >= length * (name === 'day' ? 2 : 1)) ?? ['second', 1];
}

/** About how long something takes, in its largest unit: `40 sec`, `12 min`, `3.5 hr`, `2 days`. In seconds. */
export function formatDuration(seconds: number, locale: string): string {
  const [unit, size] = unitFor(seconds);
  const value = seconds / size;
  const maximumFractionDigits = unit !== 'second' && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(
    value,
  );
}
