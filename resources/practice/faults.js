import { Emitter } from './emitter.js';

// How unkind the page is now: what the server wrote into the document, and later what it says over the stream.

const written = document.querySelector('meta[name="practice-faults"]')?.getAttribute('content');

class Faults extends Emitter {
  now = written ? JSON.parse(written) : {};

  /** Takes over what the server says, and tells of the change by `change` with (now, before). */
  take(now) {
    const before = this.now;
    this.now = now;
    if (JSON.stringify(before) !== JSON.stringify(now)) this.trigger('change', now, before);
  }
}

export const faults = new Faults();
