// The device's identity, kept in IndexedDB. It is written with strict durability before the device acts on it: a kill
// within two seconds of a localStorage write loses it, and a lost identity means scanning again.

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('practice-device', 2);
    request.onupgradeneeded = () => {
      const { result } = request;
      for (const name of ['identity', 'outbox']) {
        if (!result.objectStoreNames.contains(name)) result.createObjectStore(name);
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened;

/** One request in a transaction of its own. `durability` is `strict` or `relaxed`. */
export async function inStore(name, act, durability = 'relaxed') {
  opened ??= open();
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, 'readwrite', { durability });
    const request = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** The device of this profile, made and stored on the first visit. `account` is null until it is linked. */
export async function loadDevice() {
  const known = await inStore('identity', (store) => store.get('device'));
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const device = { id: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), account: null };
  await saveDevice(device);
  return device;
}

/** Resolves once the identity is on disk. */
export function saveDevice(device) {
  return inStore('identity', (store) => store.put(device, 'device'), 'strict');
}

/** Forgets the identity, and with it all that was still to be sent: the next visit is a new device. */
export async function forgetDevice() {
  await inStore('outbox', (store) => store.clear());
  await inStore('identity', (store) => store.clear(), 'strict');
}
