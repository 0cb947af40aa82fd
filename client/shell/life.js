// The worker's life: starts it with a canvas of its own, notices when it fails, falls silent or loses its graphics,
// and starts another one. What the app has saved is in the device's storage, so that a new worker goes on from there;
// a canvas can be handed over only once, so each worker gets a new one.
//
// Nothing here runs while nothing happens: the worker is asked for a sign of life only after the user did something.

/** A silent worker may be at hard work; the user decides. */
const ANSWER_MS_MAX = 8_000;
/** Nothing works this long. */
const SILENCE_MS_MAX = 60_000;
const ASK_AGAIN_MS = 1_000;
/** A timer this late has slept with the device, and so has the worker. */
const ASLEEP_MS = 5_000;
const DEATHS_MAX = 3;
const DEATHS_WITHIN_MS = 60_000;
/** No byte and no frame for so long: something is wrong. */
const STALL_MS = 30_000;

/**
 * @param {{canvas: HTMLCanvasElement, cover: object, startMessage: (canvas: OffscreenCanvas) => object,
 *   received: (message: object) => void, ready: () => void, failedToStart: () => Promise<boolean>,
 *   rollBack: () => ((() => void)|null), reset: () => void}} needs
 *   `ready` is called for each worker; `failedToStart` returns whether the page is being loaded again; `rollBack`
 *   gives the way back to the previous version, if there is one; `reset` forgets what the dead worker has shown.
 */
export function makeLife(needs) {
  const { cover } = needs;
  let canvas = needs.canvas;
  let worker = null;
  let isReady = false;
  let heard = false;
  let isRestart = false;
  let deaths = [];
  let stallTimer = 0;
  let lastPong = -Infinity;
  let silenceTimer = 0;
  let askTimer = 0;

  function start() {
    isReady = false;
    heard = false;
    worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    const mine = worker;
    worker.addEventListener('message', ({ data }) => {
      if (mine === worker) receive(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // Without words and before its first message it is the worker's own modules that did not arrive.
      if (mine === worker) void end(heard || event.message ? 'crash' : 'unreachable', event.message ?? '');
    });
    const offscreen = canvas.transferControlToOffscreen();
    send(needs.startMessage(offscreen), [offscreen]);
    watchForStall();
  }

  function receive(message) {
    heard = true;
    if (message.type === 'ready') becomeReady();
    else if (message.type === 'progress') progressed(message);
    else if (message.type === 'failed') void end(message.reason, message.text);
    else if (message.type === 'pong') answered();
    else needs.received(message);
  }

  function becomeReady() {
    isReady = true;
    clearTimeout(stallTimer);
    cover.hide();
    needs.ready();
  }

  function progressed({ loaded, total }) {
    cover.progress(loaded, total);
    watchForStall();
  }

  function watchForStall() {
    clearTimeout(stallTimer);
    stallTimer = setTimeout(() => cover.stalled(), STALL_MS);
  }

  /** The worker is of no use any more. */
  async function end(reason, text) {
    stop();
    if (!isReady && !isRestart && await needs.failedToStart()) return;
    if (isReady && reason !== 'sentence' && !diesTooOften()) return restart();
    console.error(`The app ended: ${reason}. ${text}`);
    cover.failed(reason === 'graphics' ? 'crash' : reason, text, needs.rollBack());
  }

  function stop() {
    worker?.terminate();
    worker = null;
    clearTimeout(stallTimer);
    clearTimeout(silenceTimer);
    clearTimeout(askTimer);
    silenceTimer = 0;
    askTimer = 0;
    needs.reset();
  }

  function diesTooOften() {
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now];
    return deaths.length >= DEATHS_MAX;
  }

  function restart() {
    stop();
    isRestart = true;
    cover.restarting();
    const fresh = canvas.cloneNode(false);
    canvas.replaceWith(fresh);
    canvas = fresh;
    start();
  }

  // --- signs of life

  function send(message, transfer = []) {
    worker?.postMessage(message, transfer);
  }

  function ask() {
    if (!isReady || silenceTimer || askTimer) return;
    const wait = lastPong + ASK_AGAIN_MS - performance.now();
    askTimer = setTimeout(askNow, Math.max(0, wait));
  }

  function askNow() {
    askTimer = 0;
    if (!isReady || silenceTimer) return;
    send({ type: 'ping' });
    waitForAnswer(ANSWER_MS_MAX, () => {
      cover.unresponsive(restart);
      waitForAnswer(SILENCE_MS_MAX - ANSWER_MS_MAX, () => void end('crash', 'no answer'));
    });
  }

  function waitForAnswer(limitMs, silent) {
    const since = performance.now();
    silenceTimer = setTimeout(() => {
      const slept = document.visibilityState !== 'visible' || performance.now() - since > limitMs + ASLEEP_MS;
      if (slept) waitForAnswer(limitMs, silent);
      else silent();
    }, limitMs);
  }

  function answered() {
    lastPong = performance.now();
    clearTimeout(silenceTimer);
    silenceTimer = 0;
    if (isReady) cover.hide();
  }

  window.addEventListener('pageshow', ask);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ask();
  });

  return {
    start,
    /** Something that the user did, or that changed around the app. */
    send(message, transfer) {
      send(message, transfer);
      ask();
    },
    /** What needs no sign of life. */
    tell: send,
  };
}
