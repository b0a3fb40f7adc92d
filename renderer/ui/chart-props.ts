export interface ChartPlace {
  /** Below the axis, where there is room for it. */
  short: string;
  /** Beside its values. */
  long: string;
}

export interface ChartSeries {
  name: string;
  /** One for each place; null: there is none. */
  values: readonly (number | null)[];
}

export interface ChartProps {
  title: string;
  kind: 'bars' | 'lines';
  places: readonly ChartPlace[];
  /** At most two: they are told apart by more than their colours. */
  series: readonly ChartSeries[];
  format: (value: number) => string;
  /** In what the axis is divided, for values up to that one: hours, of seconds. */
  unitOf?: (greatest: number) => number;
  /** The values are counts. */
  isWhole?: boolean;
}
