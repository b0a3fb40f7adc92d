/** Milliseconds since 1970 with fractions, by a clock that never goes back while we run. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
