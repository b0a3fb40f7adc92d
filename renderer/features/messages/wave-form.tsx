import classes from './wave-form.module.css';

interface WaveFormProps {
  /** 0 to 1, one for each bar; undefined while they are not known. */
  peaks: readonly number[] | undefined;
  /** How much of it has been played, 0 to 1. */
  played: number;
}

const WIDTH = 3;
const GAP = 2;
const HEIGHT = 28;
const LOWEST = 3;

/** A sound as it is: bars as high as its parts are loud; a line while, or where, that is not known. */
export function WaveForm({ peaks, played }: WaveFormProps) {
  if (!peaks) return <span className={classes.line} style={{ '--played': `${played * 100}%` }} aria-hidden="true" />;
  return (
    <svg
      className={classes.wave}
      viewBox={`0 0 ${peaks.length * (WIDTH + GAP) - GAP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {peaks.map((peak, bar) => {
        const height = Math.max(LOWEST, peak * HEIGHT);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={bar}
            x={bar * (WIDTH + GAP)}
            y={(HEIGHT - height) / 2}
            width={WIDTH}
            height={height}
            rx={WIDTH / 2}
            data-played={bar < played * peaks.length || undefined}
          />
        );
      })}
    </svg>
  );
}
