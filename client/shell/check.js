// Says what to do when the browser is too old. Runs before everything else and in browsers that understand nothing
// newer than ES5, so it is written in that. main.js starts nothing when `missing` is not empty.
(function () {
  'use strict';
  var missing = [];
  function need(name, present) {
    if (!present) missing.push(name);
  }
  function hasModuleWorkers() {
    var asked = false;
    var options = {};
    try {
      Object.defineProperty(options, 'type', { get: function () { asked = true; return 'module'; } });
      // A browser that reads the option knows module workers; the worker itself never runs.
      new Worker('blob://', options).terminate();
    } catch (refused) { /* an address that is none */ }
    return asked;
  }
  function hasWebGl2() {
    try {
      return !!new OffscreenCanvas(1, 1).getContext('webgl2');
    } catch (refused) {
      return false;
    }
  }
  need('JavaScript modules', 'noModule' in document.createElement('script'));
  need('WebAssembly', typeof WebAssembly === 'object' && typeof WebAssembly.instantiateStreaming === 'function');
  need('OffscreenCanvas', typeof OffscreenCanvas === 'function' && 'transferControlToOffscreen' in HTMLCanvasElement.prototype);
  need('WebGL 2', hasWebGl2());
  need('module workers', typeof Worker === 'function' && hasModuleWorkers());

  window.mingchouMissing = missing;
  if (missing.length === 0) return;
  var english = !/^zh/i.test(navigator.language || 'zh') && /^en/i.test(navigator.language || '');
  function say(id, words) {
    var element = document.getElementById(id);
    if (element) element.textContent = words;
  }
  function hide(id) {
    var element = document.getElementById(id);
    if (element) element.hidden = true;
  }
  say('cover-title', english ? 'This browser is too old' : '浏览器版本过旧');
  say('cover-text', english
    ? 'Please update it: Chrome or Edge 108, Firefox 114, Safari or iPadOS 17, or later. If it is new enough, turn on hardware acceleration in its settings.\nMissing: ' + missing.join(', ')
    : '请升级浏览器：Chrome 或 Edge 108、Firefox 114、Safari 或 iPadOS 17 以上。如果版本已经够新，请在浏览器设置中打开硬件加速。\n缺少：' + missing.join('、'));
  hide('cover-progress');
})();
