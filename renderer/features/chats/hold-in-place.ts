import type { Place } from './use-reading-place.ts';

/** So many frames in a row the message must stand where it belongs. */
const STILL = 3;

/** After so many frames it is let go in any case. */
const MOST = 40;

/**
 * Keeps a message so far below the top of what scrolls, in CSS pixels, until everything around it has the height that it
 * has when it is drawn. Whoever scrolls meanwhile is let go.
 */
export function holdInPlace(scroller: HTMLElement, id: string, top: number): void {
  let [still, frames] = [0, 0];
  let isTouched = false;
  const touched = () => {
    isTouched = true;
  };
  const events = ['wheel', 'keydown', 'pointerdown'] as const;
  for (const event of events) scroller.addEventListener(event, touched, { once: true, passive: true });
  const step = () => {
    const message = scroller.querySelector(`[data-message="${CSS.escape(id)}"]`);
    if (message) {
      const off = message.getBoundingClientRect().top - scroller.getBoundingClientRect().top - top;
      const before = scroller.scrollTop;
      if (Math.abs(off) >= 1) scroller.scrollTop += off;
      // Where there is no room to scroll it stands as well as it can.
      still = scroller.scrollTop === before ? still + 1 : 0;
    }
    frames += 1;
    if (isTouched || still >= STILL || frames >= MOST) {
      for (const event of events) scroller.removeEventListener(event, touched);
      return;
    }
    requestAnimationFrame(step);
  };
  step();
}

/** How far what is seen is from the end of what scrolls, in CSS pixels. */
export function distanceFromEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

/** The uppermost message that is seen, wholly or in part. */
export function uppermostIn(scroller: HTMLElement): Place | null {
  const edge = scroller.getBoundingClientRect().top;
  let found: Place | null = null;
  for (const message of scroller.querySelectorAll<HTMLElement>('[data-message]')) {
    const { top, bottom } = message.getBoundingClientRect();
    const id = message.dataset.message;
    // What is drawn stands in the order in which it came into sight.
    if (id && bottom > edge && (!found || top - edge < found.top)) found = { message_id: id, top: top - edge };
  }
  return found && { ...found, top: Math.round(found.top) };
}
