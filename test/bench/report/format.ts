import type { Figure, Range, Target, Unit } from '../figure.ts';

const SHOWN_UNIT: Record<Unit, string> = {
  ms: ' ms',
  s: ' s',
  MB: ' MB',
  kB: ' kB',
  '%': ' %',
  '/s': '/s',
  messages: '',
  times: '×',
};

/** Three digits that count, and no more than two behind the point. */
function digits(value: number): string {
  const behind = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: 0, maximumFractionDigits: behind });
}

export function valueText({ value, unit, of }: Pick<Figure, 'value' | 'unit' | 'of'>): string {
  return of === undefined ? `${digits(value)}${SHOWN_UNIT[unit]}` : `${digits(value)} of ${digits(of)}`;
}

/** From the lowest round to the highest; nothing where there was one, or where all were alike. */
export function roundsText(rounds: readonly number[]): string {
  const [low, high] = [digits(Math.min(...rounds)), digits(Math.max(...rounds))];
  return low === high ? '' : `${low} … ${high}`;
}

export function targetText({ is, value }: Target, unit: Unit): string {
  return is === 'exactly' ? `all ${digits(value)}` : `${is} ${digits(value)}${SHOWN_UNIT[unit]}`;
}

/** What another system had, and how many times as good we are: `8.8 ms (2.1×)`. */
export function comparedText(compared: number | Range, { value, unit, of }: Figure): string {
  const ends = typeof compared === 'number' ? [compared] : [...compared];
  const shown = `${ends.map(digits).join('–')}${of === undefined ? SHOWN_UNIT[unit] : ''}`;
  const moreIsBetter = unit === '/s' || unit === 'messages';
  const ratios = ends.map((end) => (moreIsBetter ? value / end : end / value));
  if (ratios.some((ratio) => !Number.isFinite(ratio) || ratio === 0)) return shown;
  const [low, high] = [digits(Math.min(...ratios)), digits(Math.max(...ratios))];
  return `${shown} (${low === high ? low : `${low}–${high}`}×)`;
}
