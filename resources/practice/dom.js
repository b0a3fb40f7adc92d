import { word } from './words.js';

/**
 * Makes an element. `attributes` are set as such (undefined ones left out, `on…` are listeners); strings among the
 * children become text, never markup, so that nothing a client writes can turn into an element.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * Calls `draw` soon, once for any number of requests, and not again for a while: what a driver does on the same thread
 * comes first. Not by animation frame: a hidden view gets none.
 */
export function drawLater(draw, everyMs = 100) {
  let isDue = false;
  let last = 0;
  return () => {
    if (isDue) return;
    isDue = true;
    const wait = Math.max(15, last + everyMs - performance.now());
    setTimeout(() => {
      isDue = false;
      last = performance.now();
      draw();
    }, wait);
  };
}

const tickNames = {
  '-1': 'msg-failed',
  0: 'msg-time',
  1: 'msg-check',
  2: 'msg-dblcheck',
  3: 'msg-dblcheck',
  4: 'msg-dblcheck',
};
const tickTexts = { '-1': '!', 0: '○', 1: '✓', 2: '✓✓', 3: '✓✓', 4: '✓✓' };
const tickLabels = { '-1': 'failed', 0: 'pending', 1: 'sent', 2: 'delivered', 3: 'read', 4: 'played' };

/** The mark behind a message of ours: pending, sent, delivered, read, played, or failed. */
export function tick(ack) {
  const name = tickNames[ack] ?? 'msg-time';
  const label = ` ${word(tickLabels[ack] ?? 'pending')} `;
  return element('span', { 'data-icon': name, 'aria-label': label, class: `tick tick-${ack}` }, tickTexts[ack] ?? '○');
}

/** A round picture with the first letter of a name. */
export function avatar(title) {
  const hue = [...title].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) % 360, 7);
  const letter = [...title.replace(/^\+/, '')][0]?.toUpperCase() ?? '?';
  const made = element('div', { class: 'avatar', 'aria-hidden': 'true' }, letter);
  made.style.setProperty('--hue', String(hue));
  return made;
}

/** A title as the page writes it: with marks around it that keep its direction of writing to itself (U+202A, U+202C). */
export function isolated(title) {
  return `\u202a${title}\u202c`;
}
