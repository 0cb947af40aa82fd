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
const exact = new Set(['number', 'code', 'phone', 'date', 'exact', 'password']);
/** Of what is typed in these nothing is kept, not even to undo it. */
const secret = new Set(['password']);
const NUL = String.fromCharCode(0);

const countOf = (text) => { let count = 0; for (const _ of text) count += 1; return count; };
/** The first `count` code points: never half of a surrogate pair. */
const cut = (text, count) => (text.length <= count ? text : Array.from(text.slice(0, 2 * count)).slice(0, count).join(''));

/**
 * @param {string} id
 * @param {boolean} multiline
 * @param {(edit: {text: string, revision: number, subject: number, entered: boolean, left: boolean, refused: number}) => void} tell
 * @param {() => void} next  the focus goes to the next field
 * @param {(on: boolean) => void} tellCapsLock
 */
export function makeField(id, multiline, tell, next, tellCapsLock) {
  const element = document.createElement(multiline ? 'textarea' : 'input');
  let published = { max: Infinity, kind: '', enter: 'done', subject: 0 };
  let revision = 0;
  let told = '';
  let composing = false;
  let byFinger = false;
  const stateNow = () => ({ value: element.value, start: element.selectionStart, end: element.selectionEnd });
  let history = makeHistory(stateNow());

  element.dataset.id = id;
  element.className = 'field';
  if (!multiline) element.type = 'text';
  for (const [name, value] of Object.entries({ autocomplete: 'off', autocorrect: 'off', spellcheck: 'false' })) element.setAttribute(name, value);

  function tellNow({ entered = false, left = false, refused = 0 } = {}) {
    const text = element.value.replaceAll(NUL, '');
    if (text === told && !entered && !left && refused === 0) return;
    if (text !== told) revision += 1;
    told = text;
    tell({ text, revision, subject: published.subject, entered, left, refused });
  }

  /** After a composition the browser has put in what it liked; the limit holds all the same. Returns what it refused. */
  function keepLimit() {
    const excess = countOf(element.value) - published.max;
    if (!(excess > 0)) return 0;
    const caret = element.selectionEnd;
    const before = Array.from(element.value.slice(0, caret));
    const kept = before.slice(0, Math.max(0, before.length - excess)).join('');
    element.value = cut(kept + element.value.slice(caret), published.max);
    element.setSelectionRange(kept.length, kept.length);
    return excess;
  }

  function changed(kind = '', refused = 0) {
    const cutOff = keepLimit();
    if (!secret.has(published.kind)) history.record(stateNow(), kind);
    tellNow({ refused: refused + cutOff });
  }

  function show(state) {
    if (!state || composing) return;
    element.value = state.value;
    element.setSelectionRange(state.start, state.end);
    tellNow();
  }

  /**
   * Puts text in place of the selection, as much of it as there is room for. With nothing to put in, a selection stays:
   * it would be deleted for nothing.
   */
  function insert(text, refusedBefore = 0) {
    const { selectionStart: start, selectionEnd: end, value } = element;
    const room = Math.max(0, published.max - countOf(value) + countOf(value.slice(start, end)));
    if (text !== '') element.setRangeText(cut(text, room), start, end, 'end');
    changed('', Math.max(0, countOf(text) - room) + refusedBefore);
  }

  /** Plain, bounded before anything looks at it, and on one line where the field has one. */
  function paste(text) {
    const bound = 4 * Math.min(published.max, 100_000) + 1000;
    const bounded = text.slice(0, bound).replaceAll(NUL, '').replace(/\r\n?/g, '\n');
    insert(multiline ? bounded : bounded.trim().replace(/\s*[\n\t]+\s*/g, ' '), Math.max(0, text.length - bound));
  }

  element.addEventListener('beforeinput', (event) => {
    const { inputType } = event;
    if (inputType === 'historyUndo' || inputType === 'historyRedo') {
      event.preventDefault();
      show(inputType === 'historyUndo' ? history.undo() : history.redo());
    } else if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') {
      event.preventDefault();
      paste(event.data ?? event.dataTransfer?.getData('text/plain') ?? '');
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
  // Some password managers tell of nothing else.
  element.addEventListener('change', () => changed());
  element.addEventListener('compositionstart', () => { composing = true; });
  element.addEventListener('compositionend', () => {
    composing = false;
    changed();
  });
  element.addEventListener('blur', () => {
    composing = false;
    byFinger = false;
    changed();
    tellNow({ left: true });
  });

  function enter() {
    tellNow({ entered: true });
    if (published.enter === 'next') next();
    // Whoever wrote with a soft keyboard wants to see what lies under it; others write on.
    else if (published.enter === 'done' || byFinger) element.blur();
  }

  /** Ends a composition where it stands, without leaving. */
  function settle() {
    if (!composing) return;
    element.blur();
    element.focus({ preventScroll: true });
  }

  element.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (secret.has(published.kind)) tellCapsLock(event.getModifierState('CapsLock') && event.key !== 'CapsLock');
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
    /** The focus was given by a finger, which has no keyboard but the one on the screen. */
    set byFinger(is) { byFinger = is; },
    /** What the app says of the field. @param {import('./messages.js').EditableField} field */
    publish(field) {
      const isAnother = field.subject !== published.subject;
      // What is still being composed belongs to the text that goes.
      if (isAnother) settle();
      published = field;
      const { kind, style } = { kind: field.kind, style: element.style };
      if (!multiline) setAttribute('type', kind === 'password' && !field.shown ? 'password' : 'text');
      setAttribute('autocomplete', field.autocomplete);
      setAttribute('name', field.autocomplete === 'off' ? '' : field.autocomplete);
      setAttribute('inputmode', inputModes[kind] ?? 'text');
      setAttribute('enterkeyhint', multiline ? 'enter' : field.enter);
      setAttribute('autocapitalize', kind === 'code' ? 'characters' : exact.has(kind) ? 'none' : 'sentences');
      setAttribute('lang', exact.has(kind) ? 'en' : 'zh-CN');
      setAttribute('placeholder', field.placeholder);
      style.fontSize = `${field.size}px`;
      style.lineHeight = multiline ? `${field.line}px` : '';
      style.padding = multiline ? `${field.paddingY}px ${field.paddingX}px` : `0 ${field.paddingX}px`;
      // An older revision is an echo of what was typed before. The user's composition goes before all else.
      if (isAnother || (field.revision >= revision && !composing)) {
        revision = field.revision;
        if (element.value !== field.value) {
          element.value = field.value;
          if (!secret.has(kind)) history.record(stateNow());
        }
        if (isAnother) history = makeHistory(stateNow());
        told = field.value;
      }
      if (!field.focused && document.activeElement !== element) element.classList.remove('on');
    },
  };
}
