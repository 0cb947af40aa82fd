// The worker of the public pages: streams a file through the verifier, or through the rosters of a witness, and calls
// what computes little. It ends by being terminated.
import create_verifier from './verify.mjs';

/** Bytes that go through the module at once. */
const PIECE = 1 << 20;
/** Milliseconds between two words about progress. */
const PROGRESS_MS = 100;

const loading = load();
// Whoever asks first is told; until then nobody need be.
loading.catch(() => {});

async function load() {
  const module = await WebAssembly.compileStreaming(fetch(new URL('./verify.wasm', import.meta.url)));
  return create_verifier({
    print: console.log,
    printErr: console.warn,
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
}

self.addEventListener('message', async ({ data }) => {
  try {
    const module = await loading;
    if (data.type === 'verify') self.postMessage({ type: 'verified', ...await verify(module, data) });
    else if (data.type === 'roster') self.postMessage({ type: 'recomputed', ...await recompute(module, data) });
    else if (data.type === 'call') self.postMessage({ type: 'called', text: call(module, data.name, data.args) });
    else self.postMessage({ type: 'fate', id: data.id, text: call(module, 'verify_fate', [data.id]) });
  } catch (error) {
    self.postMessage({ type: 'failed', text: String(error?.stack ?? error) });
  }
});

function verify(module, { file, language }) {
  module._verify_begin(language === 'en' ? 1 : 0);
  return stream(module, file, module._verify_feed, () => module._verify_finish());
}

function recompute(module, { file, plan, language }) {
  withTexts(module, [plan], (text) => module._witness_roster_begin(text));
  return stream(module, file, module._witness_roster_feed, () => module._witness_roster_finish(language === 'en' ? 1 : 0));
}

/** Feeds a file piece by piece, and gives what is said at its end. */
async function stream(module, file, take, finish) {
  const piece = module._malloc(PIECE);
  let read = 0;
  let told = 0;
  try {
    const reader = file.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!feed(module, piece, value, take)) {
        await reader.cancel();
        break;
      }
      read += value.length;
      if (performance.now() - told < PROGRESS_MS) continue;
      told = performance.now();
      self.postMessage({ type: 'progress', read, bytes: file.size });
    }
  } finally {
    module._free(piece);
  }
  return JSON.parse(module.UTF8ToString(finish()));
}

function feed(module, piece, bytes, take) {
  for (let at = 0; at < bytes.length; at += PIECE) {
    const part = bytes.subarray(at, at + PIECE);
    // The memory may have grown and moved since the last one.
    module.HEAPU8.set(part, piece);
    if (!take(piece, part.length)) return false;
  }
  return true;
}

/** Calls with the texts in the module's memory; numbers go as they are. */
function withTexts(module, args, use) {
  const given = args.map((value) => (typeof value === 'string' ? module.stringToNewUTF8(value) : value));
  const answer = use(...given);
  args.forEach((value, index) => { if (typeof value === 'string') module._free(given[index]); });
  return answer;
}

function call(module, name, args) {
  return module.UTF8ToString(withTexts(module, args, module[`_${name}`]));
}
