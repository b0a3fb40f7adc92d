import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Errand } from './errand.ts';
import { useRouter } from './use-router.ts';

/** While the caller is shown, or once it is: does what somebody has come for. Null: not yet. */
export function useErrand(errand: Errand, act: (() => void) | null): void {
  const router = useRouter();
  const isAsked = useSyncExternalStore(router.listen, router.errand) === errand && act !== null;
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    // Where several could, one does.
    if (isAsked && router.takeErrand(errand)) latest.current?.();
  }, [isAsked, router, errand]);
}
