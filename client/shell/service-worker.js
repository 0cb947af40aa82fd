// The service worker: lets the app start without network, from one whole bundle at a time (bundle_state.js has the
// rules, bundle_cache.js the files). Its own name is fixed; its content names the bundle that the server has now,
// because tools/bundle_client.mjs puts `self.bundle` before it. So each new bundle is a new service worker to the
// browser, which installs the bundle beside the old one.
//
// It waits until no page is open, as browsers do by default, and does not hurry (skipWaiting): Chromium never answers
// a page that is loaded in the moment of the change. Nothing is lost by waiting, because the bundle a page starts from
// is a matter of the state, not of the service worker's age. Requests to the API pass it by.
importScripts('./bundle_state.js', './bundle_cache.js');

const hashedName = /^[\w.-]+\.[0-9a-f]{16}\.\w+$/;

/** What a page is told about the bundles. */
function summaryOf(state) {
  const described = (id) => (id ? { id, version: state.versions[id] ?? id.slice(0, 8) } : null);
  return {
    active: described(state.active), previous: described(state.previous), candidate: described(state.candidate),
    proved: state.proved, isReady: bundleState.isReady(state), triesAgain: bundleState.triesAgain(state), fellBackFrom: described(state.fellBackFrom),
  };
}

const pages = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

async function tellPages(state) {
  for (const page of await pages()) page.postMessage({ type: 'bundles', ...summaryOf(state) });
}

// --- a new bundle

self.addEventListener('install', (event) => {
  event.waitUntil(bundleCache.install(self.bundle).then(tellPages));
});

// The very first one: the page that is open already was loaded without it.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim().then(bundleCache.readState).then(tellPages));
});

// --- requests

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { scope } = self.registration;
  const address = request.url.split(/[?#]/)[0];
  if (request.method !== 'GET' || !address.startsWith(scope)) return;
  const name = address.slice(scope.length);
  if (request.mode === 'navigate') {
    if (name === '' || name === self.bundle.entry) event.respondWith(startPage(event));
  } else if (hashedName.test(name)) {
    event.respondWith(bundleCache.file(request));
  }
});

/** The page of the active bundle. Reloading the only page is as safe a point to change it as opening the first one. */
async function startPage(event) {
  const others = (await pages()).length;
  const safe = others === 0 || (others === 1 && event.request.isReloadNavigation === true);
  const state = await bundleCache.changeState((before) => bundleState.opened(before, safe));
  return await bundleCache.entryOf(state.active) ?? await bundleCache.entryOf(state.previous) ?? fetch(event.request);
}

// --- messages of pages; each is answered on its port

const answers = {
  state: () => bundleCache.readState(),
  started: ({ bundle }) => bundleCache.changeState((state) => bundleState.started(state, bundle)),
  left: ({ bundle }) => bundleCache.changeState((state) => bundleState.left(state, bundle)),
  apply: () => bundleCache.changeState(bundleState.applied),
  rollBack: () => bundleCache.changeState(bundleState.rolledBack),
  seen: () => bundleCache.changeState(bundleState.seen),
  async failed({ bundle }) {
    const state = await bundleCache.changeState((before) => bundleState.failed(before, bundle));
    // Offline it can't be mended; the page says what is wrong in any case.
    if (bundle === state.active) await bundleCache.heal(bundle).catch(() => {});
    return state;
  },
};

self.addEventListener('message', (event) => {
  const answer = answers[event.data?.type];
  if (!answer) return;
  event.waitUntil((async () => {
    const state = await answer(event.data);
    event.ports[0]?.postMessage(summaryOf(state));
    if (event.data.type !== 'state') await tellPages(state);
  })());
});
