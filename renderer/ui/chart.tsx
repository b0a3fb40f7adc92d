import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chart.module.css';
import { ChartPlot } from './chart-plot.tsx';
import type { ChartProps } from './chart-props.ts';
import { ChartTable } from './chart-table.tsx';
import { LinkButton } from './link-button.tsx';

/** Values over time as a picture that is walked through by the arrow keys, or as a table. */
export function Chart(props: ChartProps) {
  const { title, series } = props;
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section className={classes.chart} aria-labelledby={id}>
      <header className={classes.header}>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        <LinkButton className={classes.switch} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t('chart.as_table')}
        </LinkButton>
      </header>
      {series.length > 1 && !asTable && (
        <ul className={classes.legend}>
          {series.map(({ name }, index) => (
            <li key={name}>
              <span className={classes.swatch} data-kind={props.kind} data-series={index} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      )}
      {asTable ? <ChartTable {...props} /> : <ChartPlot {...props} />}
    </section>
  );
}
