// Says what to do when the browser is too old, when the address is not a secure one, and when the shell itself does
// not run. Before everything else and in browsers that understand nothing newer than ES5, so it is written in that.
// main.js starts nothing unless `mingchouMayStart` is true, and sets `mingchouRuns` as soon as it speaks for itself.
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

  var english = document.documentElement.lang === 'en' ||
    (!/^zh/i.test(navigator.language || 'zh') && /^en/i.test(navigator.language || ''));
  function element(id) {
    return document.getElementById(id);
  }
  function show(chinese, englishWords, technical) {
    var words = english ? englishWords : chinese;
    element('cover-title').textContent = words[0];
    element('cover-text').textContent = words[1];
    element('cover-text').className = words[1].length > 60 ? 'long' : '';
    element('cover-progress').hidden = true;
    element('cover-details').hidden = !technical;
    element('cover-technical').textContent = technical || '';
  }
  function showRetry() {
    var retry = element('cover-retry');
    retry.textContent = english ? 'Try again' : '重试';
    retry.hidden = false;
    retry.onclick = function () { location.reload(); };
  }

  window.mingchouMayStart = false;
  if (missing.length > 0) {
    show(
      ['浏览器版本过旧', '请升级浏览器：Chrome 或 Edge 108、Firefox 114、Safari 或 iPadOS 17 以上。如果版本已经够新，请在浏览器设置中打开硬件加速。'],
      ['This browser is too old', 'Please update it: Chrome or Edge 108, Firefox 114, Safari or iPadOS 17, or later. If it is new enough, turn on hardware acceleration in its settings.'],
      (english ? 'Missing: ' : '缺少：') + missing.join(english ? ', ' : '、'));
    return;
  }
  if (window.isSecureContext === false) {
    show(
      ['需要加密连接', '浏览器只在 https 地址上提供离线打开、本机保存和拍照，所以系统不在这个地址上运行。\n\n使用人员：请用 https:// 开头的地址打开。\n管理员：请为服务器配置各设备都信任的证书，启动参数是\n--tls-cert 和 --tls-key。\n在服务器本机上可以用 http://localhost 打开。公示页面不受影响。'],
      ['An encrypted connection is needed', 'Browsers give offline start, storage and camera to https addresses only, so the system does not run at this one.\n\nUsers: open the address that begins with https://.\nAdministrators: give the server a certificate that all devices trust, and start it with --tls-cert and --tls-key. On the server itself http://localhost works. The public pages are not affected.'],
      location.origin);
    return;
  }
  window.mingchouMayStart = true;
  // A script that does not arrive or does not run: nobody else could say so.
  window.addEventListener('error', function (event) {
    if (window.mingchouRuns) return;
    var source = event.target && (event.target.src || event.target.href);
    show(
      ['页面没有打开', '页面的一部分没有下载下来，或者这个版本有错误。已保存的内容都在。请检查网络后重试；多次失败时会自动改用上一个版本。'],
      ['The page did not open', 'A part of it did not arrive, or this version has a fault. What was saved is still there. Check the network and try again; after several failures the previous version is used.'],
      event.message || source || '');
    showRetry();
  }, true);
})();
