// The shell: starts the one worker, gives it the canvas, forwards what the user does and mirrors what the app says.
// It holds no domain logic. Everything it exchanges with the worker stands in messages.js.
import { makeCover } from './cover.js';
import { forwardInput } from './input.js';
import { makeMirror } from './mirror.js';
import { surfaceOf, watchSurface } from './surface.js';
import { chosenLanguage, say } from './texts.js';

const language = chosenLanguage();
const cover = makeCover(language);
const app = document.getElementById('app');
const canvas = document.getElementById('canvas');
const mirror = makeMirror(document.getElementById('mirror'));

function startWorker() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const send = (message, transfer = []) => worker.postMessage(message, transfer);
  let started = false;

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
  send({ type: 'start', canvas: offscreen, language, reducedMotion, surface: surfaceOf(canvas) }, [offscreen]);
  watchSurface(canvas, (surface) => send({ type: 'resize', surface }));
  forwardInput(app, send);
  window.addEventListener('online', () => send({ type: 'networkReturned' }));
  // Diagnosis from outside: the answer comes as the event "mingchou-counted".
  window.addEventListener('mingchou-count', ({ detail }) => send({ type: 'count', token: detail }));
}

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
document.title = say('title', language);
if (window.mingchouMissing?.length === 0) {
  cover.loading();
  startWorker();
}
