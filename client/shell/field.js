// One text field: a real <input> or <textarea> that the user writes in, and what the app hears of it. The element is
// the field's node in the mirror, lies exactly over the box that the app draws, and can be seen only while it has the
// focus (and until the app has drawn what was written).
//
// Every edit is told at once under the field's own id, so text can't land in another field. What a composition has
// not settled yet (pinyin, handwriting, a swiped word) is not told. If the user leaves in the middle of one, what
// stands there stays, pinyin letters too: a field can't tell unconverted pinyin from a word that a soft keyboard
// composes letter by letter, and letters too many can be deleted where letters lost are gone.
import { makeHistory } from './field_history.js';

const inputModes = { number: 'decimal', phone: 'tel', date: 'numeric', search: 'search' };
/** In these no software shall improve what was typed. */
const exact = new Set(['number', 'code', 'phone', 'date']);
const NUL = String.fromCharCode(0);

const countOf = (text) => { let count = 0; for (const _ of text) count += 1; return count; };
/** The first `count` code points: never half of a surrogate pair. */
const cut = (text, count) => (text.length <= count ? text : Array.from(text.slice(0, 2 * count)).slice(0, count).join(''));

/**
 * @param {string} id
 * @param {boolean} multiline
 * @param {(edit: {text: string, revision: number, entered: boolean, left: boolean}) => void} tell
 * @param {() => void} next  the focus goes to the next field
 */
export function makeField(id, multiline, tell, next) {
  const element = document.createElement(multiline ? 'textarea' : 'input');
  let published = { max: Infinity, kind: '', enter: 'done' };
  let revision = 0;
  let told = '';
  let composing = false;
  const stateNow = () => ({ value: element.value, start: element.selectionStart, end: element.selectionEnd });
  const history = makeHistory(stateNow());

  element.dataset.id = id;
  element.className = 'field';
  if (!multiline) element.type = 'text';
  for (const [name, value] of Object.entries({ autocomplete: 'off', autocorrect: 'off', spellcheck: 'false' })) element.setAttribute(name, value);

  function tellNow({ entered = false, left = false } = {}) {
    const text = element.value.replaceAll(NUL, '');
    if (text === told && !entered && !left) return;
    if (text !== told) revision += 1;
    told = text;
    tell({ text, revision, entered, left });
  }

  /** After a composition the browser has put in what it liked; the limit holds all the same. */
  function keepLimit() {
    const excess = countOf(element.value) - published.max;
    if (!(excess > 0)) return;
    const caret = element.selectionEnd;
    const before = Array.from(element.value.slice(0, caret));
    const kept = before.slice(0, Math.max(0, before.length - excess)).join('');
    element.value = cut(kept + element.value.slice(caret), published.max);
    element.setSelectionRange(kept.length, kept.length);
  }

  function changed(kind = '') {
    keepLimit();
    history.record(stateNow(), kind);
    tellNow();
  }

  function show(state) {
    if (!state) return;
    element.value = state.value;
    element.setSelectionRange(state.start, state.end);
    tellNow();
  }

  /** Puts text in place of the selection, as much of it as there is room for. */
  function insert(text) {
    const { selectionStart: start, selectionEnd: end, value } = element;
    const room = published.max - countOf(value) + countOf(value.slice(start, end));
    element.setRangeText(cut(text, Math.max(0, room)), start, end, 'end');
    changed();
  }

  /** Plain, bounded before anything looks at it, and on one line where the field has one. */
  function pasteable(text) {
    const bounded = text.slice(0, 4 * Math.min(published.max, 100_000) + 1000).replaceAll(NUL, '').replace(/\r\n?/g, '\n');
    return multiline ? bounded : bounded.trim().replace(/\s*[\n\t]+\s*/g, ' ');
  }

  element.addEventListener('beforeinput', (event) => {
    const { inputType } = event;
    if (inputType === 'historyUndo' || inputType === 'historyRedo') {
      event.preventDefault();
      show(inputType === 'historyUndo' ? history.undo() : history.redo());
    } else if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') {
      event.preventDefault();
      insert(pasteable(event.data ?? event.dataTransfer?.getData('text/plain') ?? ''));
    } else if (inputType === 'insertLineBreak' && !multiline) {
      event.preventDefault();
      enter();
    } else if (inputType === 'insertText' && !event.isComposing && event.data) {
      const selected = element.value.slice(element.selectionStart, element.selectionEnd);
      if (countOf(element.value) - countOf(selected) + countOf(event.data) <= published.max) return;
      event.preventDefault();
      insert(event.data);
    }
  });
  element.addEventListener('input', (event) => {
    if (composing || event.isComposing) return;
    const { inputType = '' } = event;
    changed(inputType === 'insertText' ? 'typed' : inputType.startsWith('delete') ? 'deleted' : '');
  });
  element.addEventListener('compositionstart', () => { composing = true; });
  element.addEventListener('compositionend', () => {
    composing = false;
    changed();
  });
  element.addEventListener('blur', () => {
    composing = false;
    changed();
    tellNow({ left: true });
  });

  function enter() {
    tellNow({ entered: true });
    if (published.enter === 'next') next();
    else if (published.enter === 'done') element.blur();
  }

  element.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (command && (key === 'z' || key === 'y')) {
      event.preventDefault();
      show(key === 'y' || event.shiftKey ? history.redo() : history.undo());
    } else if (event.key === 'Enter' && (!multiline || command)) {
      event.preventDefault();
      if (multiline) tellNow({ entered: true });
      else enter();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      element.blur();
    }
  });

  function setAttribute(name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  return {
    element,
    get published() { return published; },
    get composing() { return composing; },
    /** What the app says of the field. @param {import('./messages.js').EditableField} field */
    publish(field) {
      published = field;
      const { kind, style } = { kind: field.kind, style: element.style };
      setAttribute('inputmode', inputModes[kind] ?? 'text');
      setAttribute('enterkeyhint', multiline ? 'enter' : field.enter);
      setAttribute('autocapitalize', kind === 'code' ? 'characters' : exact.has(kind) ? 'none' : 'sentences');
      setAttribute('lang', exact.has(kind) ? 'en' : 'zh-CN');
      setAttribute('placeholder', field.placeholder);
      style.fontSize = `${field.size}px`;
      style.lineHeight = multiline ? `${field.line}px` : '';
      style.padding = multiline ? `${field.paddingY}px ${field.paddingX}px` : `0 ${field.paddingX}px`;
      // An older revision is an echo of what was typed before. The user's composition goes before all else.
      if (field.revision >= revision && !composing) {
        revision = field.revision;
        if (element.value !== field.value) {
          element.value = field.value;
          history.record(stateNow());
        }
        told = field.value;
      }
      if (!field.focused && document.activeElement !== element) element.classList.remove('on');
    },
    /** Ends a composition where it stands, without leaving. */
    settle() {
      if (!composing) return;
      element.blur();
      element.focus({ preventScroll: true });
    },
  };
}
