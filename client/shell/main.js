// The shell: starts the one worker, gives it the canvas, forwards what the user does and mirrors what the app says.
// It holds no domain logic. Everything it exchanges with the worker stands in messages.js.
import { makeCover } from './cover.js';
import { routeInAddress, watchHistory } from './history.js';
import { forwardInput } from './input.js';
import { makeMirror } from './mirror.js';
import { applyPreferences, rememberPreferences, rememberedPreferences, systemIsDark, watchSystemTheme } from './preferences.js';
import { surfaceOf, watchSurface } from './surface.js';

let preferences = rememberedPreferences();
const cover = makeCover(preferences.language === 'zh-CN' ? 'zh' : 'en');
const app = document.getElementById('app');
const canvas = document.getElementById('canvas');
const mirror = makeMirror(document.getElementById('mirror'));

function startWorker() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const send = (message, transfer = []) => worker.postMessage(message, transfer);
  let started = false;
  const address = watchHistory((path) => send({ type: 'openRoute', path }));

  const handlers = {
    progress: ({ loaded, total }) => cover.progress(loaded, total),
    ready() {
      cover.hide();
    },
    failed({ reason, text }) {
      worker.terminate();
      app.hidden = true;
      cover.failed(reason, text);
    },
    semantics: ({ nodes }) => mirror.apply(nodes),
    fields() {},
    route: ({ path, push }) => address.show(path, push),
    back: () => address.back(),
    preferences(message) {
      preferences = message;
      rememberPreferences(preferences);
      applyPreferences(preferences);
    },
    async askToPersist() {
      await navigator.storage.persist().catch(() => false);
      send({ type: 'persistAnswered' });
    },
    cursor: ({ cursor }) => { app.style.cursor = cursor; },
    counted: (message) => window.dispatchEvent(new CustomEvent('mingchou-counted', { detail: message })),
  };
  worker.addEventListener('message', ({ data }) => {
    started = true;
    handlers[data.type](data);
  });
  worker.addEventListener('error', (event) => {
    // Before its first message it is the worker's own modules that did not arrive.
    handlers.failed({ reason: started ? 'crash' : 'unreachable', text: event.message ?? '' });
  });

  app.hidden = false;
  const offscreen = canvas.transferControlToOffscreen();
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
  send({
    type: 'start', canvas: offscreen, preferences, systemDark: systemIsDark(), reducedMotion, surface: surfaceOf(canvas), path: routeInAddress(),
  }, [offscreen]);
  watchSystemTheme((dark) => {
    applyPreferences(preferences);
    send({ type: 'systemTheme', dark });
  });
  watchSurface(canvas, (surface) => send({ type: 'resize', surface }));
  forwardInput(app, send);
  // Whatever comes next may be another page with a claim to the data.
  window.addEventListener('pagehide', () => send({ type: 'pageHidden' }));
  window.addEventListener('pageshow', ({ persisted }) => { if (persisted) send({ type: 'pageShown' }); });
  window.addEventListener('online', () => send({ type: 'networkReturned' }));
  // Diagnosis from outside: the answer comes as the event "mingchou-counted".
  window.addEventListener('mingchou-count', ({ detail }) => send({ type: 'count', token: detail }));
}

applyPreferences(preferences);
if (window.mingchouMissing?.length === 0) {
  cover.loading();
  startWorker();
}
