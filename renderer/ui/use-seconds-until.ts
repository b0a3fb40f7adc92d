import { useEffect, useState } from 'react';

/** Whole seconds until a moment, counted down; null without one, 0 when it is past. */
export function useSecondsUntil(moment: string | undefined): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === undefined ? null : Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000));
}
