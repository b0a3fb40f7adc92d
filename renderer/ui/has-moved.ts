import type { PointerEvent } from 'react';

/** Where the pointer was last told to be, on the screen. */
let last = { x: Number.NaN, y: Number.NaN };

// On its way up it comes here after React's own listeners, which hang below.
window.addEventListener('pointermove', ({ screenX: x, screenY: y }) => {
  last = { x, y };
});

/**
 * Whether the pointer itself has moved. Chromium tells of a move, too, when something else comes to lie under a pointer at
 * rest: that was not pointed at.
 */
export function hasMoved({ screenX, screenY }: PointerEvent): boolean {
  return screenX !== last.x || screenY !== last.y;
}
