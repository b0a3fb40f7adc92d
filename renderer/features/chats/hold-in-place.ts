import type { Place } from './use-reading-place.ts';

/** So many frames in a row the message must stand where it belongs. */
const STILL = 3;

/** After so many frames it is let go in any case. */
const MOST = 40;

/** How far below the top of what scrolls a message is to stand, in CSS pixels; or that it is to stand in the middle. */
export type Standing = number | 'middle';

/**
 * Keeps a message where it is to stand until everything around it has the height that it has when it is drawn. It is
 * looked for by its id, as what is read meanwhile changes its place among the others; while it is not drawn, `bring`
 * brings it about there. Whoever scrolls meanwhile is let go, as does the function that it gives back.
 */
export function holdInPlace(scroller: HTMLElement, id: string, standing: Standing, bring: () => void): () => void {
  let [still, frames] = [0, 0];
  let isOver = false;
  const letGo = () => {
    isOver = true;
    for (const event of events) scroller.removeEventListener(event, letGo);
  };
  const events = ['wheel', 'keydown', 'pointerdown'] as const;
  for (const event of events) scroller.addEventListener(event, letGo, { once: true, passive: true });
  const step = () => {
    if (isOver) return;
    const message = scroller.querySelector(`[data-message="${CSS.escape(id)}"]`);
    if (message) {
      const before = scroller.scrollTop;
      const off = distanceFromTop(scroller, message) - topOf(scroller, message, standing);
      if (Math.abs(off) >= 1) scroller.scrollTop += off;
      // Where there is no room to scroll it stands as well as it can.
      still = scroller.scrollTop === before ? still + 1 : 0;
    } else {
      bring();
    }
    frames += 1;
    if (still >= STILL || frames >= MOST) letGo();
    else requestAnimationFrame(step);
  };
  step();
  return letGo;
}

function distanceFromTop(scroller: HTMLElement, message: Element): number {
  return message.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

/** A message that is higher than what is seen begins at its top. */
function topOf(scroller: HTMLElement, message: Element, standing: Standing): number {
  if (standing !== 'middle') return standing;
  return Math.max(0, (scroller.clientHeight - message.clientHeight) / 2);
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
