// Colours and language of the last start, before the first paint, so that a dark screen does not flash. A classic
// script in ES5 that runs while the page is read; preferences.js does the same for the rest of the page's life.
(function () {
  'use strict';
  var root = document.documentElement;
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('mingchou.preferences')) || {};
  } catch (closed) { /* the browser's own preferences serve */ }
  var systemIsDark = !!window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches;
  root.setAttribute('data-theme', kept.theme === 'dark' || (kept.theme !== 'light' && systemIsDark) ? 'dark' : 'light');
  if (kept.language === 'en') root.lang = 'en';
})();
