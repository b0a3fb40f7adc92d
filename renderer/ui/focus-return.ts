import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * For something that comes and goes beside the rest: when it goes with the focus in it, the focus returns to what had it
 * when it came, or when it was entered. With `takes` it takes the focus when it comes.
 */
export function useFocusReturn<Element extends HTMLElement>(takes = false): RefObject<Element | null> {
  const area = useRef<Element>(null);
  const takesFirst = useRef(takes);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    let before = document.activeElement;
    const onEnter = ({ relatedTarget: from }: FocusEvent) => {
      if (from instanceof HTMLElement && !element.contains(from)) before = from;
    };
    element.addEventListener('focusin', onEnter);
    if (takesFirst.current) element.focus();
    return () => {
      element.removeEventListener('focusin', onEnter);
      if (!element.contains(document.activeElement)) return;
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
      else document.querySelector('main')?.focus();
    };
  }, []);
  return area;
}
