// The page of the probe: `await probe.call('add', 'text')`; `probe.acknowledged` are the notes of storms so far,
// `probe.typed` the drafts.
const pending = new Map();

function startWorker() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = async ({ data }) => {
    if (data.acknowledged) {
      probe.acknowledged.push(data.acknowledged);
      window.acknowledge?.(data.acknowledged);
      return;
    }
    if (data.typed) {
      probe.typed = data.typed;
      window.acknowledgeDraft?.(data.typed);
      return;
    }
    if (data.askToPersist) {
      await navigator.storage.persist();
      return void probe.call('measure');
    }
    const { resolve, reject } = pending.get(data.token);
    pending.delete(data.token);
    if (data.error) reject(new Error(data.error));
    else resolve(data.result);
  };
  return worker;
}

let worker = startWorker();

window.probe = {
  acknowledged: [],
  typed: '',
  call: (name, ...rest) => new Promise((resolve, reject) => {
    const token = Math.random();
    pending.set(token, { resolve, reject });
    worker.postMessage({ token, name, rest });
  }),
  /** As a crash does: nothing is closed. */
  killWorker() {
    worker.terminate();
    worker = startWorker();
  },
};
const { probe } = window;
window.addEventListener('pagehide', () => probe.call('suspend'));
window.addEventListener('pageshow', ({ persisted }) => { if (persisted) probe.call('resume'); });
