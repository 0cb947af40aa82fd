// Linked before the WebAssembly test programs (--pre-js): Emscripten gives a program an environment of its own, so
// without this `tools/test.sh --long` would not reach them.
Module.preRun = [].concat(Module.preRun ?? [], () => {
  const wanted = process.env.MINGCHOU_LONG;
  if (wanted && typeof ENV !== 'undefined') ENV.MINGCHOU_LONG = wanted;
});
