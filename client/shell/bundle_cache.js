// The bundles in Cache Storage, for the service worker (a classic script, see bundle_state.js). One cache holds one
// bundle whole, named by its hash. Every file is checked against its SHA-256 before it is kept, and a bundle counts
// only when what the cache gives back is right: a half download is never started from, and goes on where it broke off.

const bundleCache = (() => {
  const PREFIX = 'mingchou-bundle-';
  const STATE = 'mingchou-state';
  const DOWNLOADS_AT_ONCE = 4;
  /** The bundle's own list of files, beside them in its cache. */
  const LIST = 'bundle-list';
  /** They describe how the bytes travelled, not the bytes that we keep. */
  const TRANSPORT_HEADERS = ['Content-Encoding', 'Content-Length', 'Transfer-Encoding', 'Vary', 'ETag', 'Date', 'Connection', 'Keep-Alive'];

  /** @typedef {{name: string, bytes: number, sha256: string}} BundleFile */
  /** @typedef {{id: string, version: string, entry: string, files: BundleFile[], later: BundleFile[]}} Bundle */

  const addressOf = (name) => new URL(name, self.registration.scope).href;
  const cacheOf = (id) => caches.open(PREFIX + id);

  // --- the state

  async function readState() {
    const response = await (await caches.open(STATE)).match(addressOf(STATE));
    return { ...bundleState.empty(), ...(response ? await response.json() : {}) };
  }

  /** One change after the other, also while an old and a new service worker live side by side. */
  const changeState = (change) => navigator.locks.request(STATE, async () => {
    const before = await readState();
    const after = change(before);
    if (after !== before) await (await caches.open(STATE)).put(addressOf(STATE), Response.json(after));
    return after;
  });

  // --- files

  async function isRight(response, file) {
    if (!response) return false;
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength !== file.bytes) return false;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === file.sha256;
  }

  function withoutTransport(response) {
    const headers = new Headers(response.headers);
    for (const name of TRANSPORT_HEADERS) headers.delete(name);
    return new Response(response.body, { status: 200, headers });
  }

  /** The file's right bytes: from another bundle, from the browser's own cache, or from the server. */
  async function obtain(file, isEntry) {
    const elsewhere = isEntry ? undefined : await caches.match(addressOf(file.name));
    if (await isRight(elsewhere?.clone(), file)) return elsewhere;
    for (const cache of isEntry ? ['no-cache'] : ['default', 'reload']) {
      const response = await fetch(addressOf(file.name), { cache, credentials: 'same-origin' });
      if (!response.ok) throw new Error(`${file.name}: ${response.status}`);
      const plain = withoutTransport(response);
      if (await isRight(plain.clone(), file)) return plain;
    }
    throw new Error(`${file.name} is not the file that the bundle names`);
  }

  /** Puts in what is missing or damaged. */
  async function complete(bundle, files) {
    const cache = await cacheOf(bundle.id);
    const queue = [...files];
    async function work() {
      for (let file = queue.shift(); file; file = queue.shift()) {
        const address = addressOf(file.name);
        if (await isRight(await cache.match(address), file)) continue;
        await cache.put(address, await obtain(file, file.name === bundle.entry));
      }
    }
    const ends = await Promise.allSettled(Array.from({ length: DOWNLOADS_AT_ONCE }, work));
    const failure = ends.find(({ status }) => status === 'rejected');
    if (failure) throw failure.reason;
  }

  async function listOf(id) {
    const response = await (await cacheOf(id)).match(addressOf(LIST));
    return response ? response.json() : null;
  }

  /** @param {Bundle} bundle */
  async function install(bundle) {
    await complete(bundle, bundle.files);
    await (await cacheOf(bundle.id)).put(addressOf(LIST), Response.json(bundle));
    const state = await changeState((before) => bundleState.tidied(bundleState.installed(before, bundle.id, bundle.version)));
    const wanted = new Set([STATE, ...bundleState.kept(state).map((id) => PREFIX + id)]);
    for (const name of await caches.keys()) {
      if (name.startsWith('mingchou-') && !wanted.has(name)) await caches.delete(name);
    }
    return state;
  }

  /** After a failed start: fetches again what does not have its hash any more. */
  async function heal(id) {
    const bundle = await listOf(id);
    if (bundle) await complete(bundle, bundle.files);
  }

  async function entryOf(id) {
    if (!id) return undefined;
    const bundle = await listOf(id);
    return bundle ? (await cacheOf(id)).match(addressOf(bundle.entry)) : undefined;
  }

  /** A file by its hashed name, from whichever bundle has it; files for later are kept at their first use. */
  async function file(request) {
    const cached = await caches.match(request.url);
    if (cached) return cached;
    const name = request.url.slice(self.registration.scope.length);
    for (const id of bundleState.kept(await readState())) {
      const bundle = await listOf(id);
      const listed = bundle && [...bundle.files, ...bundle.later].find((candidate) => candidate.name === name);
      if (!listed) continue;
      const response = await obtain(listed, false);
      await (await cacheOf(id)).put(request.url, response.clone());
      return response;
    }
    return fetch(request);
  }

  return { readState, changeState, install, heal, entryOf, file };
})();
