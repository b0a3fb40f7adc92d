import { faults } from './faults.js';
import { attack } from './hostility.js';
import { conn, isLoggedIn, stream } from './session.js';

// The faults that the page inflicts on itself.

/** The page's thread does nothing else for so many milliseconds. */
export function hang(ms) {
  setTimeout(() => {
    for (const end = performance.now() + ms; performance.now() < end; );
  });
}

/** Milliseconds between two attacks. */
const attackMs = 3_000;

let reloading;
let attacking;

function apply({ reload_every_ms, hostile, phone_offline }) {
  clearInterval(reloading);
  if (reload_every_ms > 0) reloading = setInterval(() => location.reload(), reload_every_ms);
  clearInterval(attacking);
  if (hostile) {
    attacking = setInterval(attack, attackMs);
    setTimeout(attack);
  }
  stream.set({ phoneAuthed: !phone_offline, displayInfo: phone_offline ? 'PHONE_OFFLINE' : 'NORMAL' });
  conn.set('connected', isLoggedIn() && !phone_offline);
}

/** Begins with the faults there are, and follows their changes. */
export function startUnkindness() {
  apply(faults.now);
  faults.on('change', apply);
}
