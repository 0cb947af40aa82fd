// The cover over the page: loading with real progress, and failures with a way out. Plain DOM, so that it works
// when nothing else does.
import { say } from './texts.js';

const element = (id) => document.getElementById(id);
const MIB = 1024 * 1024;
const mib = (bytes) => (bytes / MIB).toFixed(1);

/** @param {'zh'|'en'} language */
export function makeCover(language) {
  const retry = element('cover-retry');
  const other = element('cover-other');
  const progress = element('cover-progress');
  const amount = element('cover-amount');
  const details = element('cover-details');
  const words = (key) => say(key, language);
  const app = element('app');
  let otherAction = null;
  /** What had the focus in the app before the cover came over it. @type {Element|null} */
  let focusedBefore = null;

  /** Everything that is not named is not shown. */
  function show({ title, text, showsProgress = false, retryLabel = '', otherLabel = '', otherDoes = null, technical = '' }) {
    element('cover').hidden = false;
    if (!app.inert) focusedBefore = app.contains(document.activeElement) ? document.activeElement : null;
    app.inert = true;
    element('cover-title').textContent = title;
    element('cover-text').textContent = text;
    progress.hidden = !showsProgress;
    amount.hidden = !showsProgress;
    retry.hidden = retryLabel === '';
    retry.textContent = retryLabel;
    other.hidden = otherLabel === '';
    other.textContent = otherLabel;
    otherAction = otherDoes;
    details.hidden = technical === '';
    element('cover-technical').textContent = technical;
  }

  element('cover-details-title').textContent = words('details');
  retry.addEventListener('click', () => location.reload());
  other.addEventListener('click', () => otherAction?.());
  progress.setAttribute('aria-label', words('progress'));

  return {
    loading() {
      show({ title: words('opening'), text: words('subject'), showsProgress: true });
    },
    progress(loaded, total) {
      progress.max = Math.max(1, total);
      progress.value = loaded;
      amount.textContent = `${mib(loaded)} / ${mib(total)} MB`;
    },
    /** Nothing has arrived for a long time; it goes on all the same. */
    stalled() {
      show({ title: words('stalled'), text: words('stalledAdvice'), showsProgress: true, retryLabel: words('retry') });
    },
    restarting() {
      show({ title: words('restarting'), text: words('restartingAdvice') });
    },
    /** @param {() => void} restart */
    unresponsive(restart) {
      show({ title: words('unresponsive'), text: words('unresponsiveAdvice'), otherLabel: words('restart'), otherDoes: restart });
    },
    hide() {
      if (element('cover').hidden) return;
      element('cover').hidden = true;
      app.inert = false;
      focusedBefore?.focus?.({ preventScroll: true });
      focusedBefore = null;
    },
    /**
     * @param {'unreachable'|'sentence'|'crash'} reason
     * @param {(() => void)|null} rollBack  to the previous version, if there is one
     */
    failed(reason, text, rollBack = null) {
      const way = { retryLabel: words('retry'), otherLabel: rollBack ? words('rollBack') : '', otherDoes: rollBack };
      if (reason === 'unreachable') show({ title: words('unreachable'), text: words('unreachableAdvice'), ...way });
      else if (reason === 'sentence') show({ title: words('failed'), text, ...way });
      else show({ title: words('failed'), text: words('failedAdvice'), technical: text, ...way });
      retry.focus();
    },
  };
}
