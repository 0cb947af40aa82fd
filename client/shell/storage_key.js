// The key of the data on this device: 32 random bytes, which no file holds in the clear. IndexedDB keeps them wrapped
// by AES-GCM under a key of WebCrypto that cannot be exported; it is written durably before the first page of a
// database exists, and never replaced. Runs in the worker.
//
// What this protects: files copied off the device, and backups of the browser's profile, say nothing. What it does
// not: a script of this origin, or someone who uses the unlocked browser, can have the data. A PIN and a share of the
// key on the server will be added to the wrapping with the accounts; the record's `format` is there for that.

const DATABASE = 'mingchou';
const STORE = 'keys';
const RECORD = 'tablet';
const FORMAT = 1;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const PURPOSE = new TextEncoder().encode('mingchou tablet key 1');

/** Resolves with a request's result, or with nothing at a transaction's end. */
const finished = (request) => new Promise((resolve, reject) => {
  request.onsuccess = request.oncomplete = () => resolve(request.result);
  request.onerror = request.onabort = () => reject(request.error ?? new Error('aborted'));
});

async function withStore(mode, use) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await finished(opening);
  try {
    // Strict: on the disk when it completes, not in a buffer of the system.
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const done = finished(transaction);
    const result = await Promise.all([use(transaction.objectStore(STORE)), done]);
    return result[0];
  } finally {
    database.close();
  }
}

const cipher = (iv) => ({ name: 'AES-GCM', iv, additionalData: PURPOSE });

async function unwrap({ format, wrapping, iv, wrapped }) {
  if (format !== FORMAT) throw new Error(`key record of format ${format}`);
  const key = new Uint8Array(await crypto.subtle.decrypt(cipher(iv), wrapping, wrapped));
  if (key.length !== KEY_BYTES) throw new Error(`key of ${key.length} bytes`);
  return key;
}

/** @returns {Promise<{state: 'present', key: Uint8Array} | {state: 'missing'|'unusable'}>} Rejects if IndexedDB does. */
export async function readKey() {
  const record = await withStore('readonly', (store) => finished(store.get(RECORD)));
  if (record === undefined) return { state: 'missing' };
  try {
    return { state: 'present', key: await unwrap(record) };
  } catch {
    return { state: 'unusable' };
  }
}

/**
 * Makes the key and reads it back. A record that is there stays: an unusable one under a name of its own; a good one,
 * made by another tab, is the key.
 * @returns {Promise<Uint8Array>}
 */
export async function createKey() {
  const before = await readKey();
  if (before.state === 'present') return before.key;
  const wrapping = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const wrapped = new Uint8Array(await crypto.subtle.encrypt(cipher(iv), wrapping, key));
  await withStore('readwrite', async (store) => {
    const old = await finished(store.get(RECORD));
    if (old !== undefined) await finished(store.add(old, `${RECORD}-unusable-${Date.now()}`));
    await finished(store.put({ format: FORMAT, wrapping, iv, wrapped }, RECORD));
  });
  const kept = await readKey();
  if (kept.state !== 'present' || !kept.key.every((byte, i) => byte === key[i])) throw new Error('the key was not kept');
  kept.key.fill(0);
  return key;
}
