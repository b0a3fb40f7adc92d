/** The value below which that share (0 to 1) of the values lies, by the nearest rank. Throws on no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('there are no values to measure by');
  return value;
}

/** The middle value; of an even number of values the mean of the two in the middle. Throws on no values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('there are no values to measure by');
  return (low + high) / 2;
}
