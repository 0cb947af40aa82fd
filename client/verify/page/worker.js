// The worker of the verify page: streams a file through the verifier. It ends by being terminated.
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
    else self.postMessage({ type: 'fate', id: data.id, text: fate(module, data.id) });
  } catch (error) {
    self.postMessage({ type: 'failed', text: String(error?.stack ?? error) });
  }
});

async function verify(module, { file, language }) {
  module._verify_begin(language === 'en' ? 1 : 0);
  const piece = module._malloc(PIECE);
  let read = 0;
  let told = 0;
  try {
    const reader = file.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!feed(module, piece, value)) {
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
  return JSON.parse(module.UTF8ToString(module._verify_finish()));
}

function feed(module, piece, bytes) {
  for (let at = 0; at < bytes.length; at += PIECE) {
    const part = bytes.subarray(at, at + PIECE);
    // The memory may have grown and moved since the last one.
    module.HEAPU8.set(part, piece);
    if (!module._verify_feed(piece, part.length)) return false;
  }
  return true;
}

function fate(module, id) {
  const text = module.stringToNewUTF8(id);
  const answer = module.UTF8ToString(module._verify_fate(text));
  module._free(text);
  return answer;
}
