import { useDirection } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './chart.module.css';
import { ChartMarks } from './chart-marks.tsx';
import type { ChartProps } from './chart-props.ts';
import { labelledOf, type PlotBox, scaleOf, ticksFor } from './chart-scale.ts';
import { valueText } from './chart-table.tsx';

const HEIGHT = 190;
const MARGIN = { start: 58, end: 30, top: 10, bottom: 26 };
/** What a label below the axis takes, with the space beside it. */
const LABEL_WIDTH = 68;
const TIP_WIDTH = 190;

/** The picture. It is one stop of the keyboard, in which the arrow keys go from value to value. */
export function ChartPlot({ title, kind, places, series, format, unitOf = () => 1, isWhole = false }: ChartProps) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const isRtl = useDirection().dir === 'rtl';
  const [shown, setShown] = useState<number | null>(null);
  const count = places.length;
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const greatest = Math.max(0, ...known);
  const unit = unitOf(greatest);
  const ticks = ticksFor(greatest / unit, { isWhole }).map((tick) => tick * unit);
  const box: PlotBox = { width, height: HEIGHT, margin: MARGIN, isRtl };
  const scale = scaleOf(box, count, ticks.at(-1) ?? 1);
  const labelled = labelledOf(count, Math.floor((width - MARGIN.start - MARGIN.end) / LABEL_WIDTH));
  const atStart = isRtl ? width - MARGIN.start : MARGIN.start;
  const atEnd = isRtl ? MARGIN.end : width - MARGIN.end;
  const last = count - 1;
  const now = shown === null ? last : Math.min(shown, last);
  const walk = (event: KeyboardEvent) => {
    const to = stepOf(event.key, now, last, isRtl);
    if (to === undefined) return;
    event.preventDefault();
    setShown(to);
  };
  const textAt = (index: number): string =>
    [places[index]?.long, ...series.map(({ name, values }) => `${name}: ${valueText(values[index], format)}`)].join(
      '; ',
    );
  if (count === 0) return null;
  return (
    <div
      ref={ref}
      className={classes.plot}
      role="slider"
      tabIndex={0}
      aria-label={title}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={now + 1}
      aria-valuetext={textAt(now)}
      onKeyDown={walk}
      onFocus={() => setShown((before) => before ?? last)}
      onBlur={() => setShown(null)}
      onPointerMove={(event) =>
        setShown(scale.indexAt(event.clientX - event.currentTarget.getBoundingClientRect().left))
      }
      onPointerLeave={(event) => {
        if (document.activeElement !== event.currentTarget) setShown(null);
      }}
    >
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden="true">
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={classes.grid} x1={atStart} x2={atEnd} y1={scale.y(tick)} y2={scale.y(tick)} />
              <text
                className={classes.label}
                x={isRtl ? atStart + 8 : atStart - 8}
                y={scale.y(tick)}
                dy="0.35em"
                textAnchor="end"
              >
                {format(tick)}
              </text>
            </g>
          ))}
          {labelled.map((index) => (
            <text key={index} className={classes.label} x={scale.x(index)} y={HEIGHT - 8} textAnchor="middle">
              {places[index]?.short}
            </text>
          ))}
          {shown !== null && (
            <line
              className={classes.cursor}
              x1={scale.x(now)}
              x2={scale.x(now)}
              y1={MARGIN.top}
              y2={HEIGHT - MARGIN.bottom}
            />
          )}
          <ChartMarks kind={kind} series={series} scale={scale} />
        </svg>
      )}
      {known.length === 0 && <p className={classes.nothing}>{t('chart.nothing')}</p>}
      {shown !== null && (
        <div className={classes.tip} style={{ left: tipLeft(scale.x(now), width) }} aria-hidden="true">
          <strong>{places[now]?.long}</strong>
          {series.map(({ name, values }) => (
            <span key={name}>
              {name}: {valueText(values[now], format)}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** Beside what it is about, and never out of the plot. */
function tipLeft(x: number, width: number): number {
  const left = x > width / 2 ? x - TIP_WIDTH - 10 : x + 10;
  return Math.max(0, Math.min(left, width - TIP_WIDTH));
}

/** Where a key leads to; nothing, for one that leads nowhere. */
function stepOf(key: string, now: number, last: number, isRtl: boolean): number | undefined {
  const on = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
  if (key === on || key === 'ArrowUp') return Math.min(last, now + 1);
  if (key === back || key === 'ArrowDown') return Math.max(0, now - 1);
  if (key === 'PageUp') return Math.min(last, now + 10);
  if (key === 'PageDown') return Math.max(0, now - 10);
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}
