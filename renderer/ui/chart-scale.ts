/** Round steps: one of these times a power of ten. */
const ROUND = [1, 2, 2.5, 5, 10];

/**
 * Round numbers for an axis from 0, about `count` steps of one length, the last one no less than `greatest`. `isWhole`: there
 * is nothing between two whole numbers.
 */
export function ticksFor(greatest: number, { count = 4, isWhole = false } = {}): number[] {
  const least = Math.max(greatest, isWhole ? count : 0) / count;
  if (!Number.isFinite(least) || least <= 0) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(least));
  const steps = ROUND.map((round) => round * power).filter((step) => !isWhole || Number.isInteger(step));
  const step = steps.find((one) => one >= least * (1 - 1e-9)) ?? power * 10;
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < greatest * (1 - 1e-9) || ticks.length < 2) ticks.push(round(step * ticks.length));
  return ticks;
}

/** 0.1 + 0.2 and the like, without what floating point adds. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** Which of `count` places have a label, so that no more than `most` do, evenly apart; the last one always has one. */
export function labelledOf(count: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(1, most)));
  const labelled: number[] = [];
  for (let index = count - 1; index >= 0; index -= every) labelled.unshift(index);
  return labelled;
}

/** Where things lie in a plot, in pixels. Where one reads from the right, the first place is at the right. */
export interface PlotScale {
  /** The middle of a place. */
  x(index: number): number;
  y(value: number): number;
  /** The width of a place. */
  band: number;
  /** What comes later lies to the right of it: 1. To the left: -1. */
  onwards: 1 | -1;
  /** The place at that distance from the left edge. */
  indexAt(x: number): number;
}

export interface PlotBox {
  width: number;
  height: number;
  /** Kept free at the side where one begins to read, at the other one, above and below. */
  margin: { start: number; end: number; top: number; bottom: number };
  isRtl: boolean;
}

export function scaleOf({ width, height, margin, isRtl }: PlotBox, count: number, greatest: number): PlotScale {
  const inner = Math.max(1, width - margin.start - margin.end);
  const band = inner / Math.max(1, count);
  const base = height - margin.bottom;
  const flip = (x: number): number => (isRtl ? width - x : x);
  return {
    band,
    onwards: isRtl ? -1 : 1,
    x: (index) => flip(margin.start + band * (index + 0.5)),
    y: (value) => base - ((base - margin.top) * value) / greatest,
    indexAt: (x) => Math.max(0, Math.min(count - 1, Math.floor((flip(x) - margin.start) / band))),
  };
}

/** A line through the values, broken where there is none. */
export function linePath(values: readonly (number | null)[], { x, y }: PlotScale): string {
  let path = '';
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = true;
  }
  return path;
}

/** Places with a value that have none beside them: a line alone would not show them. */
export function lonePoints(values: readonly (number | null)[]): number[] {
  const has = (index: number): boolean => (values[index] ?? null) !== null;
  return [...values.keys()].filter((index) => has(index) && !has(index - 1) && !has(index + 1));
}
