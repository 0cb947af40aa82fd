// The public verify page: plain HTML, the computing in a worker. Texts of files become text nodes, never markup.
import { makeLanguage } from './language.js';
import { publishedDraws } from './published.js';
import { texts } from './texts.js';

const $ = (id) => document.getElementById(id);

let worker = null;
/** Whether the worker is at a file. */
let isBusy = false;
let file = null;
let answer = null;

const language = makeLanguage(texts, () => {
  published.show();
  // The sentences come from the verifier: it says them again in the other language.
  if (file && $('choose').hidden) verify(file);
});
const { say } = language;

function show(section) {
  for (const id of ['choose', 'working', 'result']) $(id).hidden = id !== section;
  $('published').hidden = section !== 'choose';
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function stop() {
  worker?.terminate();
  worker = null;
  isBusy = false;
}

/** Loads the module before a file is chosen, so that its verifying begins at once. */
function start() {
  stop();
  worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }) => take(data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (!$('choose').hidden) stop();
    else showFailure(say('failed_next'));
  });
}

function verify(chosen) {
  file = chosen;
  answer = null;
  $('working-file').textContent = say('file')(file.name, sizeOf(file.size));
  $('progress').value = 0;
  $('amount').textContent = '';
  show('working');
  try {
    if (!worker || isBusy) start();
  } catch {
    showFailure(say('too_old'));
    return;
  }
  isBusy = true;
  worker.postMessage({ type: 'verify', file, language: language.now() });
}

function take(message) {
  switch (message.type) {
    case 'progress':
      $('progress').max = Math.max(message.bytes, 1);
      $('progress').value = message.read;
      $('amount').textContent = say('amount')(sizeOf(message.read), sizeOf(message.bytes));
      break;
    case 'verified':
      isBusy = false;
      answer = message;
      showResult();
      break;
    case 'fate':
      $('fate-answer').textContent = message.text;
      break;
    default:
      console.warn(message.text);
      showFailure(say('failed_next'));
  }
}

function showFailure(reason) {
  stop();
  showBanner('failed', say('failed'), reason);
  showLists([]);
}

function showResult() {
  const isPartial = answer.lines.some((line) => !line.is_checked);
  if (answer.error) showBanner('refused', say('refused'), `${answer.error}\n${say('refused_next')}`);
  else showBanner('accepted', say(isPartial ? 'accepted_partly' : 'accepted'), '');
  showLists(answer.lines);
}

function showBanner(state, verdict, reason) {
  $('banner').className = state;
  $('verdict').textContent = verdict;
  $('reason').textContent = reason;
  $('reason').hidden = !reason;
  $('result-file').textContent = say('file')(file.name, sizeOf(file.size));
  $('fate').hidden = state !== 'accepted';
  $('fate-answer').textContent = '';
  show('result');
  $('verdict').focus();
}

function showLists(lines) {
  for (const [id, isChecked] of [['checked', true], ['unchecked', false]]) {
    const ours = lines.filter((line) => line.is_checked === isChecked);
    $(id).replaceChildren(...ours.map((line) => {
      const item = document.createElement('li');
      item.textContent = line.text;
      return item;
    }));
    $(id).hidden = $(`${id}-title`).hidden = ours.length === 0;
  }
}

$('file').addEventListener('change', () => {
  const [chosen] = $('file').files;
  $('file').value = '';
  if (chosen) verify(chosen);
});
for (const type of ['dragenter', 'dragover']) {
  document.addEventListener(type, (event) => {
    event.preventDefault();
    $('drop').classList.add('over');
  });
}
document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) $('drop').classList.remove('over'); });
document.addEventListener('drop', (event) => {
  event.preventDefault();
  $('drop').classList.remove('over');
  const [dropped] = event.dataTransfer.files;
  if (dropped) verify(dropped);
});
$('cancel').addEventListener('click', () => {
  stop();
  file = null;
  show('choose');
});
$('again').addEventListener('click', () => {
  show('choose');
  $('file').focus();
});
$('print').addEventListener('click', () => window.print());
$('fate-form').addEventListener('submit', (event) => {
  event.preventDefault();
  // As the lists have them: full-width characters made plain, capitals, no spaces.
  const code = $('code').value.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (!code) $('fate-answer').textContent = say('fate_empty');
  else worker?.postMessage({ type: 'fate', id: code });
});
const published = publishedDraws($('published'), say, verify);
try {
  start();
} catch { /* said when a file is chosen */ }
