import { useRef } from 'react';
import classes from './countdown-ring.module.css';

interface CountdownRingProps {
  /** Whole seconds that are left. */
  left: number;
  /** What is counted down; another one begins a new round. */
  of: string;
}

const RADIUS = 9;
const LENGTH = 2 * Math.PI * RADIUS;

/** A ring that empties. The seconds stand beside it in words, so it says nothing itself. */
export function CountdownRing({ left, of }: CountdownRingProps) {
  const round = useRef({ of, whole: left });
  if (round.current.of !== of || left > round.current.whole) round.current = { of, whole: left };
  const share = round.current.whole > 0 ? left / round.current.whole : 0;
  return (
    <svg className={classes.ring} viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
      <circle className={classes.way} cx="11" cy="11" r={RADIUS} />
      <circle
        key={of}
        className={classes.left}
        cx="11"
        cy="11"
        r={RADIUS}
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - share)}
      />
    </svg>
  );
}
