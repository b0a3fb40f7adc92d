import classes from './chart.module.css';
import type { ChartProps, ChartSeries } from './chart-props.ts';
import { linePath, lonePoints, type PlotScale } from './chart-scale.ts';

/** How much of a place its bars take together. */
const FILLED = 0.72;

type MarksProps = Pick<ChartProps, 'kind' | 'series'> & { scale: PlotScale };

/** What stands for the values. */
export function ChartMarks({ kind, series, scale }: MarksProps) {
  return kind === 'bars' ? (
    <Bars series={series} scale={scale} />
  ) : (
    series.map((one, index) => <Line key={one.name} series={one} index={index} scale={scale} />)
  );
}

function Bars({ series, scale }: Pick<MarksProps, 'series' | 'scale'>) {
  const width = Math.max(1, Math.min(28, (scale.band * FILLED) / series.length));
  return series.map(({ name, values }, at) => (
    <g key={name} className={classes.bars} data-series={at}>
      {[...values.entries()].map(([index, value]) => {
        if (value === null || value === 0) return null;
        const middle = scale.x(index) + scale.onwards * (at - (series.length - 1) / 2) * width;
        const top = scale.y(value);
        return (
          <rect
            key={index}
            x={middle - (width - 1) / 2}
            y={top}
            width={Math.max(1, width - 1)}
            height={Math.max(1, scale.y(0) - top)}
            rx={Math.min(2, width / 4)}
          />
        );
      })}
    </g>
  ));
}

function Line({ series, index, scale }: { series: ChartSeries; index: number; scale: PlotScale }) {
  return (
    <g className={classes.line} data-series={index}>
      <path d={linePath(series.values, scale)} />
      {lonePoints(series.values).map((at) => (
        <circle key={at} cx={scale.x(at)} cy={scale.y(series.values[at] ?? 0)} r={2.5} />
      ))}
    </g>
  );
}
