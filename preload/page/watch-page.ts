import { every, later, now } from './own-globals.ts';

/** While it is not clear yet which driver works, that is looked for often: a healthy start is not kept waiting. */
const STARTING_MS = 100;
/** Not every change has an event or leaves a trace in the document. */
const SETTLED_MS = 2000;
/** However much moves in the document, it is looked at that often at most. */
const PAUSE_MS = 250;

/**
 * Calls `look` whenever something may have changed that can be seen, and now and then besides. Returns what asks for a
 * look as soon as it may be.
 */
export function watchPage(document: Document, isSettled: () => boolean, look: () => void): () => void {
  let isAsked = false;
  let lookedAt = 0;

  function lookNow(): void {
    isAsked = false;
    lookedAt = now();
    look();
  }

  function ask(): void {
    if (isAsked) return;
    isAsked = true;
    later(lookNow, Math.max(0, lookedAt + PAUSE_MS - now()));
  }

  new MutationObserver(ask).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-ref', 'data-link-code', 'value'],
  });
  every(() => {
    if (!isSettled() || now() - lookedAt >= SETTLED_MS) lookNow();
  }, STARTING_MS);
  lookNow();
  return ask;
}
