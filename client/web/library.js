// What the wasm module imports from JavaScript, beside Emscripten's own. Linked by --js-library: nothing of it runs
// on the main thread. The object `platform` comes from worker.js (client/shell/platform.js).
addToLibrary({
  platform_make_gl_context__deps: ['$GL'],
  platform_make_gl_context: function () {
    // No multisampling: everything that is drawn is anti-aliased already, and software GL pays dearly for it.
    var handle = GL.createContext(Module['canvas'], {
      majorVersion: 2, alpha: false, antialias: false, depth: false, stencil: false, powerPreference: 'low-power',
    });
    if (!handle) return 0;
    GL.makeContextCurrent(handle);
    return 1;
  },

  platform_tell__deps: ['$UTF8ToString'],
  platform_tell: function (message) {
    Module['platform'].tell(JSON.parse(UTF8ToString(message)));
  },

  platform_send__deps: ['$UTF8ToString'],
  platform_send: function (id, method, path, body, if_match, language, files, timeout_ms, bytes_max) {
    var request = { method: UTF8ToString(method), path: UTF8ToString(path), body: UTF8ToString(body), ifMatch: UTF8ToString(if_match), language: UTF8ToString(language), files: files };
    Module['platform'].send(id, request, timeout_ms, bytes_max);
  },
  platform_abort: function (id) {
    Module['platform'].abort(id);
  },
});
