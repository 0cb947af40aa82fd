// The worker of the probe: the app's own storage.js over the small module, and calls by name.
import create_probe from './probe.mjs';
import { answersOf, makeStorage } from './storage.js';

let probe = null;
let storming = false;
let startedAt = 0;
let readyAfterMs = 0;
const phase = () => JSON.parse(text(probe._probe_state())).phase;
const storage = makeStorage(answersOf(() => probe, () => {
  if (!readyAfterMs && phase() === 'ready') readyAfterMs = performance.now() - startedAt;
}), () => self.postMessage({ askToPersist: true }));

const text = (address) => probe.UTF8ToString(address);

function withText(name, words) {
  const address = probe.stringToNewUTF8(words);
  try {
    return text(probe[name](address));
  } finally {
    probe._free(address);
  }
}

const add = (words) => withText('_probe_add', words);
const type = (words) => withText('_probe_type', words);

/** Lets messages through; timers would be held back in a hidden page. */
const breathe = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(0);
});

/** Types and saves notes until it is told to stop, has made enough, or one fails; tells of each draft and each note as
    soon as it is acknowledged. */
async function storm(prefix, padding, countMax = Infinity) {
  storming = true;
  for (let i = 0; storming && i < countMax; i += 1) {
    const name = `${prefix}:${i}`;
    const words = `${name}:${'字'.repeat(padding)}`;
    const typed = type(words);
    if (typed) return { count: i, failure: typed };
    self.postMessage({ typed: name });
    const failure = add(words);
    if (failure) return { count: i, failure };
    self.postMessage({ acknowledged: name });
    if (i % 4 === 3) await breathe();
  }
  return { count: countMax, failure: '' };
}

const calls = {
  async start() {
    probe ??= await create_probe({ storage });
    startedAt = performance.now();
    probe._probe_start();
  },
  readyAfterMs: () => readyAfterMs,
  takeOver: () => probe._probe_take_over(),
  retry: () => probe._probe_retry(),
  accept: () => probe._probe_accept(),
  refresh: () => probe._probe_refresh(),
  askToPersist: () => probe._probe_ask_to_persist(),
  measure: () => storage.measure(),
  suspend: () => probe._app_storage_suspend(),
  resume: () => probe._app_storage_resume(),
  state: () => JSON.parse(text(probe._probe_state())),
  add,
  content: () => JSON.parse(text(probe._probe_content())),
  storm,
  stop() { storming = false; },
  /** What a tab does that computes for a long time: it hears nothing. */
  hang(ms) { for (const end = performance.now() + ms; performance.now() < end;); },
};

self.onmessage = async ({ data: { token, name, rest } }) => {
  try {
    self.postMessage({ token, result: await calls[name](...rest) });
  } catch (error) {
    self.postMessage({ token, error: String(error?.stack ?? error) });
  }
};
