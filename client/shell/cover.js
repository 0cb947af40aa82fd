// The cover over the page: loading with real progress, and failures with a way out. Plain DOM, so that it works
// when nothing else does.
import { say } from './texts.js';

const element = (id) => document.getElementById(id);

/** @param {'zh'|'en'} language */
export function makeCover(language) {
  const retry = element('cover-retry');
  const progress = element('cover-progress');

  function show(title, text) {
    element('cover').hidden = false;
    element('cover-title').textContent = title;
    element('cover-text').textContent = text;
  }

  retry.textContent = say('retry', language);
  retry.addEventListener('click', () => location.reload());
  progress.setAttribute('aria-label', say('progress', language));

  return {
    loading() {
      show(say('opening', language), say('subject', language));
      progress.hidden = false;
      retry.hidden = true;
    },
    progress(loaded, total) {
      progress.max = Math.max(1, total);
      progress.value = loaded;
    },
    hide() {
      element('cover').hidden = true;
    },
    /** @param {'unreachable'|'sentence'|'crash'} reason */
    failed(reason, text) {
      if (reason === 'unreachable') show(say('unreachable', language), say('unreachableAdvice', language));
      else if (reason === 'sentence') show(say('failed', language), text);
      else show(say('failed', language), `${say('failedAdvice', language)}\n${text}`);
      progress.hidden = true;
      retry.hidden = false;
      retry.focus();
    },
  };
}
