import type { CSSProperties } from 'react';

/** The place of an element on the screen, for an unseen one that a menu hangs on. */
export function placeOf(element: HTMLElement): CSSProperties {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { position: 'fixed', left, top, width, height, pointerEvents: 'none' };
}
