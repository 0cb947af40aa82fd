// The shell: starts the one worker, gives it the canvas, forwards what the user does and mirrors what the app says.
// It holds no domain logic. Everything it exchanges with the worker stands in messages.js.
import { chooseFile } from './choose_file.js';
import { copyText } from './clipboard.js';
import { makeCover } from './cover.js';
import { entriesBehind, routeInAddress, watchHistory } from './history.js';
import { makeFields } from './fields.js';
import { forwardInput } from './input.js';
import { watchKeyboardInset } from './keyboard_inset.js';
import { makeLeaving } from './leaving.js';
import { makeLife } from './life.js';
import { makeMirror } from './mirror.js';
import { applyPreferences, rememberPreferences, rememberedPreferences, showTitle, systemIsDark, watchSystemTheme } from './preferences.js';
import { printSheet } from './print.js';
import { saveFile } from './save_file.js';
import { surfaceOf, watchSurface } from './surface.js';
import { makeUpdates } from './updates.js';

let preferences = rememberedPreferences();
const cover = makeCover(preferences.language === 'zh-CN' ? 'zh' : 'en');
const app = document.getElementById('app');

const networkState = () => ({ type: 'network', online: navigator.onLine });

function startApp() {
  const fields = makeFields(app, (message) => life.send(message));
  const mirror = makeMirror(document.getElementById('mirror'), fields);
  const updates = makeUpdates((state) => life.send({ type: 'updates', ...state }));
  const leaving = makeLeaving();
  const address = watchHistory((path, behind) => {
    fields.leave();
    life.send({ type: 'openRoute', path, behind });
  });

  const handlers = {
    semantics({ nodes, moving, focus }) {
      input.setMoving(moving);
      input.whileMirroring(() => {
        mirror.apply(nodes, focus !== '');
        return focus ? { element: mirror.element(focus) } : null;
      });
    },
    fields: (message) => fields.apply(message.fields),
    route: ({ path, push }) => address.show(path, push),
    title: ({ title }) => showTitle(title),
    back: () => address.back(),
    preferences(message) {
      preferences = message;
      rememberPreferences(preferences);
      applyPreferences(preferences);
    },
    async askToPersist() {
      await navigator.storage.persist().catch(() => false);
      life.send({ type: 'persistAnswered' });
    },
    copy: ({ text }) => void copyText(text).then((done) => life.send({ type: 'copied', done })),
    saveFile: ({ name, content }) => saveFile(name, content),
    print: (sheet) => printSheet(sheet),
    chooseFile: ({ accept }) => chooseFile(accept, (file) => life.send({ type: 'fileChosen', file })),
    unsaved: ({ unsaved }) => leaving.guard(unsaved),
    cursor: ({ cursor }) => { app.style.cursor = cursor; },
    update: ({ action }) => void updates[action](),
    counted: (message) => window.dispatchEvent(new CustomEvent('mingchou-counted', { detail: message })),
  };

  /** Where the app that runs began. */
  let startedAt = '';
  const life = makeLife({
    canvas: document.getElementById('canvas'),
    cover,
    startMessage(canvas) {
      startedAt = routeInAddress();
      return {
        type: 'start', canvas, preferences, systemDark: systemIsDark(),
        reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
        surface: surfaceOf(app), path: startedAt, behind: entriesBehind(),
      };
    },
    received: (message) => handlers[message.type](message),
    ready() {
      // While it starts the app hears of no change: a link may have been followed meanwhile.
      if (routeInAddress() !== startedAt) life.send({ type: 'openRoute', path: routeInAddress(), behind: entriesBehind() });
      life.send({ type: 'updates', ...updates.state() });
      if (!navigator.onLine) life.tell(networkState());
      void updates.started();
    },
    failedToStart: () => updates.failed(),
    rollBack: () => (updates.state().previous ? () => void updates.rollBack() : null),
    reset() {
      mirror.apply([]);
      leaving.guard(false);
    },
  });

  app.hidden = false;
  life.start();
  watchSystemTheme((dark) => {
    applyPreferences(preferences);
    life.send({ type: 'systemTheme', dark });
  });
  watchSurface(app, (surface) => life.send({ type: 'resize', surface }));
  const input = forwardInput(app, fields, life.send);
  watchKeyboardInset((px) => life.send({ type: 'keyboardInset', px }));
  // Whatever comes next may be another page with a claim to the data.
  window.addEventListener('pagehide', () => {
    fields.leave();
    life.tell({ type: 'pageHidden' });
  });
  window.addEventListener('pageshow', ({ persisted }) => { if (persisted) life.send({ type: 'pageShown' }); });
  for (const change of ['online', 'offline']) window.addEventListener(change, () => life.tell(networkState()));
  // Diagnosis from outside: the answer comes as the event "mingchou-counted".
  window.addEventListener('mingchou-count', ({ detail }) => life.tell({ type: 'count', token: detail }));
}

applyPreferences(preferences);
if (window.mingchouMayStart) {
  window.mingchouRuns = true;
  cover.loading();
  startApp();
}
