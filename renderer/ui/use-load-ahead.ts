import { useEffect } from 'react';

/**
 * Loads what a key can open as soon as the window has nothing else to do, so that what is typed behind that key finds its
 * field there. One that fails is asked for again when it is opened. `load` must be the same function each time.
 */
export function useLoadAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    const waiting = requestIdleCallback(() => void load().catch(() => {}));
    return () => cancelIdleCallback(waiting);
  }, [load]);
}
