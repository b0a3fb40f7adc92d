import { faults } from './faults.js';
import { forgetUnsent, keepUnsent } from './outbox-store.js';
import { pauseAfter, postJson, Refused } from './transport.js';

// What this device sends: in order, everything that waits in one request, until WhatsApp has it or refuses it.

const maxItems = 100;
const maxLength = 1_000_000;

/** Ids of edits, revokes and reactions that are ours: the server tells them to every device, and to this one, too. */
export const ownChanges = new Set();

/** Bare ids of messages that were refused: each is kept until it is sent after all. */
export const refusedIds = new Set();

const waiting = [];
let running = false;

/**
 * Sends an item (`op` and what belongs to it). Resolves with `{ ok: true, t, ack }` once WhatsApp has it, with
 * `{ ok: false, code }` when it is refused; while WhatsApp says neither it stays pending. A page that is reloaded in the
 * meantime goes on with it, under the same attempt.
 */
export function sendOut(item, { isKept = true } = {}) {
  const attempt = item.attempt ?? crypto.randomUUID();
  const whole = { ...item, attempt };
  if (whole.op !== 'message') ownChanges.add(whole.id);
  if (isKept) keepUnsent({ item: whole, at: performance.timeOrigin + performance.now(), failed: false });
  return new Promise((resolve) => {
    waiting.push({ item: whole, resolve });
    run();
  });
}

async function run() {
  if (running) return;
  running = true;
  for (let failures = 0; waiting.length > 0; ) {
    const batch = takeBatch();
    try {
      const { results } = await postJson('outgoing', { items: batch.map(({ item }) => item) });
      failures = 0;
      if (settle(batch, results)) await untilNotHeld();
    } catch (error) {
      if (error instanceof Refused) for (const entry of batch) finish(entry, { error: error.code });
      else {
        waiting.unshift(...batch);
        await pauseAfter(failures);
        failures += 1;
      }
    }
  }
  running = false;
}

function takeBatch() {
  let length = 0;
  let count = 0;
  while (count < waiting.length && count < maxItems) {
    length += waiting[count].item.text?.length ?? 0;
    if (count > 0 && length > maxLength) break;
    count += 1;
  }
  return waiting.splice(0, count);
}

/** Takes in the answers. True when WhatsApp holds some of them back: they come first again, later. */
function settle(batch, results) {
  const held = batch.filter((_entry, index) => results[index].held);
  batch.forEach((entry, index) => {
    const result = results[index];
    // An answer that is lost says nothing, until the page asks again after a reload.
    if (!result.held && !result.lost) finish(entry, result);
  });
  waiting.unshift(...held);
  return held.length > 0;
}

/** What becomes of a refusal is on the disk before it is told: who loads the page anew at once finds it. */
async function finish({ item, resolve }, result) {
  forgetUnsent(item.attempt);
  if (result.error === undefined) {
    if (refusedIds.delete(item.id)) await forgetUnsent(refusalKey(item.id));
    resolve({ ok: true, t: result.t, ack: result.ack });
    return;
  }
  // Who is logged out takes nothing along.
  if (item.op === 'message' && result.error !== 'not_linked') await keepRefused(item);
  resolve({ ok: false, code: result.error });
}

function keepRefused(item) {
  refusedIds.add(item.id);
  const kept = { ...item, attempt: refusalKey(item.id) };
  return keepUnsent({ item: kept, at: performance.timeOrigin + performance.now(), failed: true });
}

function refusalKey(id) {
  return `refused ${id}`;
}

/** WhatsApp takes nothing for now: the next try is when something of it has changed, or after two seconds. */
function untilNotHeld() {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      faults.off('change', go);
      resolve();
    };
    const timer = setTimeout(go, 2_000);
    faults.on('change', go);
  });
}
