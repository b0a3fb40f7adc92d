// The device's identity, kept in IndexedDB. It is written with strict durability before the device acts on it: a kill
// within two seconds of a localStorage write loses it, and a lost identity means scanning again.

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('practice-device', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('identity');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inTransaction(act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('identity', 'readwrite', { durability: 'strict' });
      const request = act(transaction.objectStore('identity'));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** The device of this profile, made and stored on the first visit. `account` is null until it is linked. */
export async function loadDevice() {
  const known = await inTransaction((store) => store.get('device'));
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const device = { id: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), account: null };
  await saveDevice(device);
  return device;
}

/** Resolves once the identity is on disk. */
export function saveDevice(device) {
  return inTransaction((store) => store.put(device, 'device'));
}

/** Forgets the identity: the next visit is a new device. */
export function forgetDevice() {
  return inTransaction((store) => store.clear());
}
