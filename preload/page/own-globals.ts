/**
 * What we use of the language and the browser, as it was when this script began. We share the page's world: what the page
 * puts in its place later, by mischief or by a polyfill, is not what we call.
 */
export const { stringify } = JSON;
export const { now } = Date;
export const later = globalThis.setTimeout.bind(globalThis);
export const cancelLater = globalThis.clearTimeout.bind(globalThis);
export const every = globalThis.setInterval.bind(globalThis);
export const cancelEvery = globalThis.clearInterval.bind(globalThis);
export const soon = globalThis.queueMicrotask.bind(globalThis);
