// When the app works between frames: at once after an event, or when it asked to be called again. Runs in the worker.

/**
 * @param {() => number} work  does a little; gives the milliseconds until it is to be called again, or -1
 * @returns {(inMs?: number) => void}  plans the next call; the earliest plan counts
 */
export function makeWorkPlan(work) {
  // Not a timer of 0 ms: nested ones wait for 4 ms each, and longer where the page is hidden.
  const { port1, port2 } = new MessageChannel();
  let timer = null;
  let plannedAt = Infinity;

  function plan(inMs = 0) {
    const at = performance.now() + inMs;
    if (at >= plannedAt) return;
    plannedAt = at;
    clearTimeout(timer);
    if (inMs > 0) timer = setTimeout(run, inMs);
    else port2.postMessage(null);
  }

  function run() {
    if (plannedAt === Infinity) return;
    plannedAt = Infinity;
    clearTimeout(timer);
    const againMs = work();
    if (againMs >= 0) plan(againMs);
  }

  port1.onmessage = run;
  return plan;
}
