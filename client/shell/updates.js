// The page's side of the service worker: registers it, tells it whether this bundle starts, and says what the app
// should know: whether it opens offline, which version runs, which one is ready to be taken. Nothing here holds up
// the start. bundle_state.js has the rules.
import { bundle } from './bundle.js';

const ANSWER_MS_MAX = 5_000;
/** The browser looks for a new bundle whenever the page opens; a page that stays open looks when it is shown again. */
const CHECK_AGAIN_MS = 30 * 60 * 1000;

/**
 * @typedef {{offline: 'preparing'|'ready'|'unavailable', version: string, ready: string, previous: string,
 *   setAside: string, fellBackFrom: string}} UpdateState
 *   Versions as people read them, '' for none: the one that runs, one to take, one to go back to, one that was given
 *   up but can be taken again, one that failed to start so that the previous one runs.
 * @param {(state: UpdateState) => void} changed
 */
export function makeUpdates(changed) {
  // Missing outside secure contexts and in some private windows.
  const container = navigator.serviceWorker;
  let offline = container ? 'preparing' : 'unavailable';
  let summary = null;
  let checked = 0;
  let running = false;
  let failedToStart = false;

  const state = () => ({
    offline, version: bundle.version, previous: summary?.previous?.version ?? '',
    ready: readyVersion(), setAside: summary?.candidate && !summary.isReady ? summary.candidate.version : '',
    fellBackFrom: summary?.fellBackFrom?.version ?? '',
  });

  /** Another page may have taken a newer bundle already: then that one is ready for this page. */
  function readyVersion() {
    if (!summary) return '';
    if (summary.isReady) return summary.candidate.version;
    return summary.active && summary.active.id !== bundle.id ? summary.active.version : '';
  }

  function learn(told) {
    summary = told;
    if (told.active) offline = 'ready';
    changed(state());
    return told;
  }

  /**
   * Each message may be said twice: a service worker that is just being replaced does not answer, its successor does.
   * @returns {Promise<object|null>} the service worker's answer; null if there is none
   */
  function ask(message) {
    if (!container?.controller) return Promise.resolve(null);
    return new Promise((done) => {
      function say() {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => end(data);
        container.controller?.postMessage({ ...message, bundle: bundle.id }, [port2]);
      }
      function end(answer) {
        clearTimeout(timer);
        container.removeEventListener('controllerchange', say);
        done(answer);
      }
      const timer = setTimeout(() => end(null), ANSWER_MS_MAX);
      container.addEventListener('controllerchange', say);
      say();
    });
  }

  async function register() {
    try {
      const registration = await container.register('./service-worker.js', { updateViaCache: 'none' });
      checked = Date.now();
      if (registration.active) return;
      const installing = registration.installing ?? registration.waiting;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'redundant') noteFailure();
      });
    } catch {
      noteFailure();
    }
  }

  /** The next start tries again, from where it broke off. */
  function noteFailure() {
    if (offline !== 'preparing') return;
    offline = 'unavailable';
    changed(state());
  }

  async function check() {
    if (Date.now() - checked < CHECK_AGAIN_MS) return;
    await checkNow();
  }

  async function checkNow() {
    checked = Date.now();
    const registration = await container?.getRegistration();
    if (!registration) {
      if (container) await register();
      return;
    }
    await registration.update().catch(() => { /* offline: the next time then */ });
  }

  async function sayStarted() {
    const told = await ask({ type: 'started' });
    if (told) learn(told);
    else changed(state());
  }

  container?.addEventListener('message', ({ data }) => {
    if (data?.type === 'bundles') learn(data);
  });
  // The first visit: the service worker arrives after the app has started.
  container?.addEventListener('controllerchange', () => {
    if (running) void sayStarted();
  });
  window.addEventListener('online', () => void check());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void check();
  });
  window.addEventListener('pagehide', () => {
    if (!running && !failedToStart) container?.controller?.postMessage({ type: 'left', bundle: bundle.id });
  });

  async function changeThenReload(type) {
    if (await ask({ type })) location.reload();
  }

  return {
    state,
    /** The app's first frame is on the screen. */
    async started() {
      if (running) return;
      running = true;
      await sayStarted();
      if (container) await register();
    },
    /** The app failed to start. True if the page is loaded again: another try, or another bundle. */
    async failed() {
      failedToStart = true;
      const told = await ask({ type: 'failed' });
      if (!told) return false;
      learn(told);
      const again = told.active?.id !== bundle.id || told.triesAgain;
      if (again) location.reload();
      return again;
    },
    apply: () => changeThenReload('apply'),
    rollBack: () => changeThenReload('rollBack'),
    check: checkNow,
    /** The user has read that the app fell back. */
    seen: () => void ask({ type: 'seen' }),
  };
}
