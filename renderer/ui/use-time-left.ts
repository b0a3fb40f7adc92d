import { useRef } from 'react';
import { type KnownFrom, secondsLeft } from './seconds-left.ts';

/**
 * How long something still takes whose beginning nobody tells, in seconds: from how it went on since it is on the screen.
 * `share` is what is done, from 0 to 1; null: it is not under way.
 */
export function useTimeLeft(share: number | null): number | null {
  const from = useRef<KnownFrom | null>(null);
  const now = new Date();
  if (share === null) from.current = null;
  // What has gone back has begun anew.
  else if (!from.current || share < from.current.share) from.current = { share, at: now.getTime() };
  return share === null || !from.current ? null : secondsLeft(from.current, share, now);
}

/** The same of what waits, and becomes less until nothing is left. */
export function useTimeUntilNone(waiting: number): number | null {
  const most = useRef(0);
  most.current = waiting === 0 ? 0 : Math.max(most.current, waiting);
  return useTimeLeft(waiting === 0 ? null : 1 - waiting / most.current);
}
