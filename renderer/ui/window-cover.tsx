import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';

interface Cover {
  covered: boolean;
  /** Counts one more thing over the window; the answer takes it away. */
  add(): () => void;
}

const CoverContext = createContext<Cover>({ covered: false, add: () => () => {} });

/**
 * WhatsApp's own page is drawn over the window by the system, above every dialog of ours. So whatever opens over the
 * window is counted here, and the page is hidden meanwhile.
 */
export function WindowCoverProvider({ children }: { children: ReactNode }) {
  const [count, setCount] = useState(0);
  const add = useCallback(() => {
    setCount((before) => before + 1);
    return () => setCount((before) => before - 1);
  }, []);
  const value = useMemo<Cover>(() => ({ covered: count > 0, add }), [count, add]);
  return <CoverContext value={value}>{children}</CoverContext>;
}

export function useWindowCovered(): boolean {
  return useContext(CoverContext).covered;
}

/** Counts the caller as something over the window while `active`. */
export function useCoverWindow(active: boolean): void {
  const { add } = useContext(CoverContext);
  useEffect(() => (active ? add() : undefined), [active, add]);
}
