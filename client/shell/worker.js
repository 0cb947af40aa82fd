// The worker: loads the wasm module, turns messages into calls, draws when something happened and sleeps otherwise.
import create_app from './app.mjs';
import { makeDownloads } from './download.js';
import { makeFonts } from './fonts.js';
import { cursors, pointerKinds, pointerPhases } from './messages.js';
import { makePlatform } from './platform.js';
import { answersOf, makeStorage } from './storage.js';
import { makeWorkPlan } from './work.js';

/** Dear ImGui needs a second frame to settle what the first one found. */
const FRAMES_PER_EVENT = 2;

const counts = { frames: 0, animationFrames: 0, glCalls: 0 };
let app = null;
let canvas = null;
let surface = null;
let framesWanted = 0;
let frameRequested = false;
let lastMoving = false;
let lastCursor = 0;
let ready = false;

/** @param {import('./messages.js').ToShell} message */
const tell = (message) => self.postMessage(message);
const text = (key, fallback = '') => String(key ?? fallback);

function wake(frames = FRAMES_PER_EVENT) {
  framesWanted = Math.max(framesWanted, frames);
  if (!app) return;
  planWork();
  if (frameRequested) return;
  frameRequested = true;
  self.requestAnimationFrame(tick);
}

function tick() {
  frameRequested = false;
  counts.animationFrames += 1;
  guarded(draw);
  if (framesWanted > 0) wake(framesWanted);
  else if (app) planWork();
}

/** The app is over once something was thrown out of it. */
function guarded(call) {
  if (!app) return undefined;
  try {
    return call();
  } catch (error) {
    app = null;
    tell({ type: 'failed', reason: 'crash', text: text(error?.stack, error) });
    return undefined;
  }
}

const planWork = makeWorkPlan(() => guarded(() => {
  const againMs = app._app_work();
  if (app._app_take_wants_frame()) wake();
  return againMs;
}) ?? -1);

function draw() {
  if (graphics.lost) {
    framesWanted = 0;
    return;
  }
  fitCanvas();
  counts.frames += 1;
  const more = app._app_frame(now());
  framesWanted = Math.max(framesWanted - 1, more ? 1 : 0);
  wakeLater(app._app_wake_in_ms());
  publish();
  if (!ready) {
    ready = true;
    tell({ type: 'ready' });
  }
}

/** A long press, or a message that goes away by itself: nothing is drawn until then. */
let wakeTimer = 0;
function wakeLater(inMs) {
  clearTimeout(wakeTimer);
  if (inMs >= 0 && framesWanted === 0) wakeTimer = setTimeout(() => wake(1), inMs);
}

/** Wall clock with the precision of performance.now(): the shell's events count from the same origin. */
const now = () => performance.timeOrigin + performance.now();

function fitCanvas() {
  const width = Math.round(surface.width * surface.density);
  const height = Math.round(surface.height * surface.density);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function publish() {
  // Before the nodes, which make elements of them.
  const fields = app._app_changed_fields();
  if (fields) tell({ type: 'fields', fields: JSON.parse(app.UTF8ToString(fields)) });
  const changed = app._app_changed_semantics();
  const moving = app._app_moving() === 1;
  const focus = app.UTF8ToString(app._app_take_focus_request());
  if (changed || moving !== lastMoving || focus) {
    if (changed) nodes = JSON.parse(app.UTF8ToString(changed));
    lastMoving = moving;
    tell({ type: 'semantics', nodes, moving, focus });
  }
  const cursor = app._app_cursor();
  if (cursor !== lastCursor) {
    lastCursor = cursor;
    tell({ type: 'cursor', cursor: cursors[cursor] });
  }
}
let nodes = [];
let storage = null;
let platform = null;

/** Calls with texts first: `callWithTexts(app._app_focus, ['id'], 1)`. */
function callWithTexts(call, texts, ...rest) {
  const addresses = texts.map((words) => app.stringToNewUTF8(words));
  try {
    return call(...addresses, ...rest);
  } finally {
    addresses.forEach((address) => app._free(address));
  }
}

function withBytes(bytes, call) {
  const address = app._malloc(Math.max(1, bytes.length));
  app.HEAPU8.set(bytes, address);
  try {
    return call(address);
  } finally {
    app._free(address);
  }
}

/** The browser takes the context away when the graphics driver fails, and mostly gives it back. */
const GRAPHICS_MS_MAX = 5_000;
const graphics = { lost: false, timer: 0 };

function watchGraphics() {
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // or it would never come back
    graphics.lost = true;
    graphics.timer = setTimeout(() => tell({ type: 'failed', reason: 'graphics', text: 'The context was not restored.' }), GRAPHICS_MS_MAX);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    clearTimeout(graphics.timer);
    graphics.lost = false;
    if (!app) return;
    app._app_graphics_restored();
    wake(FRAMES_PER_EVENT + 1);
  });
}

function countGlCalls() {
  const prototype = self.WebGL2RenderingContext.prototype;
  for (const name of ['drawElements', 'drawArrays', 'clear']) {
    const original = prototype[name];
    prototype[name] = function (...rest) {
      counts.glCalls += 1;
      return original.apply(this, rest);
    };
  }
}

async function start(message) {
  canvas = message.canvas;
  surface = message.surface;
  countGlCalls();
  watchGraphics();
  const downloads = makeDownloads((loaded, total) => tell({ type: 'progress', loaded, total }));
  platform = makePlatform(tell, (id, outcome, status, body, retryAfterS, etag) => {
    withBytes(body, (address) => callWithTexts(app._app_fetch_ended, [etag], id, outcome, status, address, body.length, retryAfterS));
    wake();
  }, (id, bytes) => {
    app._app_sent(id, bytes);
    wake();
  });
  storage = makeStorage(answersOf(() => app, wake), () => tell({ type: 'askToPersist' }));
  const fonts = makeFonts((file) => {
    const bytes = file ?? new Uint8Array(0);
    withBytes(bytes, (address) => app._app_rest_font(address, bytes.length));
    wake();
  });
  const module = (imports, received) => {
    downloads.module()
      .then((response) => WebAssembly.instantiateStreaming(response, imports))
      .then(({ instance }) => received(instance))
      .catch(failed);
    return {};
  };
  const [created, font] = await Promise.all([
    new Promise((resolve) => { create_app({ canvas, platform, storage, fonts, instantiateWasm: module }).then(resolve, failed); }),
    downloads.font(),
  ]);
  app = created;
  const { language, theme, textSize } = message.preferences;
  const sentence = withBytes(font, (address) =>
    callWithTexts(app._app_start, [language, theme, textSize], message.systemDark ? 1 : 0, address, font.length));
  if (sentence) return tell({ type: 'failed', reason: 'sentence', text: app.UTF8ToString(sentence) });
  app._app_reduced_motion(message.reducedMotion ? 1 : 0);
  app._app_resize(surface.width, surface.height, surface.density, ...surface.insets);
  callWithTexts(app._app_origin, [self.location.origin]);
  callWithTexts(app._app_begin, [message.path], message.behind);
  wake(FRAMES_PER_EVENT + 1);
}

/** Downloads end with a TypeError when the network fails, and nothing else here does. */
function failed(error) {
  const unreachable = error instanceof TypeError || /: \d{3}$/.test(error?.message ?? '');
  tell({ type: 'failed', reason: unreachable ? 'unreachable' : 'crash', text: text(error?.stack, error) });
}

/** A file that is evidence of something is known by its SHA-256. */
const HASHED_BYTES_MAX = 32_000_000;
/** Another may be chosen while one is read. */
let lastChosen = null;
async function hashOf(file) {
  if (file.size > HASHED_BYTES_MAX) return '';
  try {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return '';  // the file went away meanwhile
  }
}

const handlers = {
  resize(message) {
    surface = message.surface;
    app._app_resize(surface.width, surface.height, surface.density, ...surface.insets);
  },
  pointer({ samples }) {
    for (const { pointer, kind, phase, x, y, time, button } of samples)
      app._app_pointer(pointer, pointerKinds.indexOf(kind), pointerPhases.indexOf(phase), x, y, time, button);
  },
  wheel: ({ x, y, by }) => app._app_wheel(x, y, by),
  key: ({ key, shift }) => callWithTexts(app._app_key, [key], shift ? 1 : 0),
  focus: ({ id, visible }) => callWithTexts(app._app_focus, [id], visible ? 1 : 0),
  activate: ({ id }) => callWithTexts(app._app_activate, [id]),
  edit({ id, text: words, entered, left, revision, subject, refused }) {
    callWithTexts(app._app_edit, [id, words], entered ? 1 : 0, left ? 1 : 0, revision, subject, refused);
    // The page may be going out of sight, where no animation frame comes: what was written must reach the disk.
    if (left) guarded(draw);
  },
  capsLock: ({ on }) => app._app_caps_lock(on ? 1 : 0),
  keyboardInset: ({ px }) => app._app_keyboard_inset(px),
  openRoute: ({ path, behind }) => callWithTexts(app._app_open_route, [path], behind),
  updates: ({ offline, version, ready: readyVersion, previous, setAside, fellBackFrom }) =>
    callWithTexts(app._app_updates, [offline, version, readyVersion, previous, setAside, fellBackFrom]),
  systemTheme: ({ dark }) => app._app_system_theme(dark ? 1 : 0),
  network: ({ online }) => app._app_network(online ? 1 : 0),
  fileChosen({ file }) {
    platform.useFile(file);
    lastChosen = file;
    void hashOf(file).then((hash) => {
      if (file !== lastChosen) return;
      callWithTexts(app._app_file_chosen, [file.name, hash], file.size);
      wake();
    });
  },
  copied: ({ done }) => app._app_copied(done ? 1 : 0),
  persistAnswered: () => storage.measure(),
  pageHidden() {
    guarded(draw);
    app?._app_storage_suspend();
  },
  pageShown: () => app._app_storage_resume(),
};

self.onmessage = ({ data: message }) => {
  if (message.type === 'start') return void start(message).catch(failed);
  if (message.type === 'ping') return tell({ type: 'pong' });
  if (message.type === 'count') {
    return tell({ type: 'counted', token: message.token, awake: frameRequested, ...counts, heapBytes: app?.HEAPU8.length ?? 0 });
  }
  if (!app) {
    if (message.type === 'resize') surface = message.surface;
    return;
  }
  handlers[message.type](message);
  wake();
};
