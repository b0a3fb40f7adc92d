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

/** Calls `draw` soon, once for any number of requests. Not by animation frame: a hidden view gets none. */
export function drawLater(draw) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      draw();
    }, 15);
  };
}

/** Hours and minutes, as the lawyer's language writes them. */
export function clockTime(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** The time for today, the date for earlier days. */
export function listTime(seconds) {
  if (!seconds) return '';
  const date = new Date(seconds * 1000);
  return date.toDateString() === new Date().toDateString() ? clockTime(seconds) : date.toLocaleDateString();
}

const tickNames = { '-1': 'msg-failed', 0: 'msg-time', 1: 'msg-check', 2: 'msg-dblcheck', 3: 'msg-dblcheck' };
const tickTexts = { '-1': '!', 0: '○', 1: '✓', 2: '✓✓', 3: '✓✓' };
const tickLabels = { '-1': 'Not sent', 0: 'Pending', 1: 'Sent', 2: 'Delivered', 3: 'Read' };

/** The mark behind a message of ours: pending, sent, delivered, read. */
export function tick(ack) {
  const name = tickNames[ack] ?? 'msg-time';
  const label = ` ${tickLabels[ack] ?? 'Pending'} `;
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
