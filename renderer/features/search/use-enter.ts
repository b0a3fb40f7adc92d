import { useEffect, useRef } from 'react';

/**
 * Enter on what was found. While the answer to what was typed is on its way, it is kept in mind and done when that is
 * there: what is shown until then was found by other words. Whoever does something else meanwhile wants that.
 */
export function useEnter(words: string, isAnswered: boolean, open: () => void) {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current !== words || !isAnswered) return;
    wanted.current = null;
    open();
  });
  return {
    /** `typed` are the words in the field, which may not be asked yet. */
    press(typed: string): void {
      wanted.current = null;
      if (typed === words && isAnswered) open();
      else wanted.current = typed;
    },
    forget(): void {
      wanted.current = null;
    },
  };
}
