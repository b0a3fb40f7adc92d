import { median } from './statistics.ts';

export type Unit = 'ms' | 's' | 'MB' | 'kB' | '%' | '/s' | 'messages' | 'times';

/** From one value to another: what was measured elsewhere lay between them. */
export type Range = readonly [from: number, to: number];

export interface Target {
  is: 'under' | 'at least' | 'exactly';
  value: number;
}

/** One line of the table. */
export interface Figure {
  /** Stable, for those who read the JSON: `in.webhook.p50`. */
  id: string;
  name: string;
  unit: Unit;
  /** The median of the rounds. */
  value: number;
  rounds: readonly number[];
  /** What the figure is out of, where it counts: 100 in "100 of 100". */
  of?: number;
  target?: Target;
  /** The same on comparable systems, in the same unit. */
  webJs?: number | Range;
  wppServer?: number | Range;
  /** What the figure is exactly, where its name does not say it. */
  note?: string;
}

/** A figure of one value a round. */
export function figure(about: Omit<Figure, 'value' | 'rounds'>, rounds: readonly number[]): Figure {
  return { ...about, value: median(rounds), rounds };
}

export function meets({ is, value }: Target, measured: number): boolean {
  if (is === 'under') return measured < value;
  return is === 'at least' ? measured >= value : measured === value;
}
