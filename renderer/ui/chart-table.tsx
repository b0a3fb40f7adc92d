import { useTranslation } from 'react-i18next';
import classes from './chart.module.css';
import type { ChartProps } from './chart-props.ts';

/** The same values in rows, the newest first. */
export function ChartTable({ title, places, series, format }: ChartProps) {
  const { t } = useTranslation();
  const rows = [...places.entries()].reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.tableArea} aria-label={title} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('chart.when')}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([index, { long }]) => (
            <tr key={index}>
              <th scope="row">{long}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{valueText(values[index], format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A dash where there is no value. */
export function valueText(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '–' : format(value);
}
