import { useEffect, useRef } from 'react';

/** For one of many that one has come for by its name: it is brought into view, and the keyboard goes on from it. */
export function useReached<Shown extends HTMLElement>(isReached: boolean) {
  const shown = useRef<Shown>(null);
  useEffect(() => {
    if (!isReached) return;
    shown.current?.scrollIntoView({ block: 'nearest' });
    shown.current?.focus({ preventScroll: true });
  }, [isReached]);
  return shown;
}
