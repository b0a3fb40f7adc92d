import { inStore } from './device-store.js';

// What was to be sent and is not known to have arrived. WhatsApp's page keeps it in its database and goes on after a
// reload; `attempt` is what makes the repeated request the same attempt.

/** Milliseconds for which writes are gathered: most of what is sent is settled by then, and never gets here. */
const gatherMs = 25;

const puts = new Map();
const deletes = new Set();
let due;

/** Resolves when it is kept, also over a reload. */
export function keepUnsent(record) {
  puts.set(record.item.attempt, record);
  return writeSoon();
}

/** Resolves when it is forgotten, also over a reload. */
export function forgetUnsent(attempt) {
  puts.delete(attempt);
  deletes.add(attempt);
  return writeSoon();
}

function writeSoon() {
  due ??= new Promise((resolve) => setTimeout(resolve, gatherMs)).then(write);
  return due;
}

function write() {
  due = undefined;
  const [toPut, toDelete] = [[...puts.values()], [...deletes]];
  puts.clear();
  deletes.clear();
  return inStore('outbox', (store) => {
    for (const attempt of toDelete) store.delete(attempt);
    for (const record of toPut) store.put(record, record.item.attempt);
    return store.count();
  }).catch(() => {});
}

/** Every record, in the order in which they were written. */
export async function loadUnsent() {
  const records = await inStore('outbox', (store) => store.getAll());
  return records.sort((a, b) => a.at - b.at);
}
