// Forwards pointers, wheel and keys to the worker. All listeners stand on the common root of canvas and mirror, so
// an event counts by its place, whichever element is under it. Text fields keep what is theirs: the mouse selects in
// them, fingers move the caret of the one that has the focus, and all keys but few stay with it.
import { keysForwarded, pointerKinds } from './messages.js';

/** A click that follows a pointer this closely is the pointer's own, which the worker has seen already. */
const CLICK_AFTER_POINTER_MS = 50;
const WHEEL_LINE_PX = 40;
/** By PointerEvent.button: the DOM counts the middle one before the right one, the app does not. */
const BUTTONS = [0, 2, 1, 3, 4];
/** As in client/app/input/gesture_limits.h. */
const SLOP_PX = 10;

const timeOf = (event) => performance.timeOrigin + event.timeStamp;

/** Whether a touch is a tap, as the app's recogniser decides too: it is needed here within the browser's gesture. */
function makeTapWatch() {
  const down = new Set();
  let tap = null;
  return {
    down(event, moving) {
      down.add(event.pointerId);
      tap = down.size === 1 && !moving ? { pointer: event.pointerId, x: event.clientX, y: event.clientY } : null;
    },
    move(event) {
      if (tap && event.pointerId === tap.pointer && Math.hypot(event.clientX - tap.x, event.clientY - tap.y) > SLOP_PX) tap = null;
    },
    /** @returns {{x: number, y: number}|null} */
    up(event) {
      this.move(event);
      const tapped = tap?.pointer === event.pointerId ? tap : null;
      this.cancel(event);
      return tapped;
    },
    cancel(event) {
      down.delete(event.pointerId);
      if (down.size === 0) tap = null;
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {ReturnType<import('./fields.js').makeFields>} fields
 * @param {(message: import('./messages.js').ToWorker) => void} send
 */
export function forwardInput(root, fields, send) {
  let lastPointerUp = -Infinity;
  let lastPointerKind = '';
  let focusByPointer = false;
  /** The app put the focus there, or takes away what had it: it knows. */
  let focusByApp = false;
  let moving = false;
  const taps = makeTapWatch();

  const sampleOf = (event, phase) => ({
    pointer: event.pointerId, kind: pointerKinds.includes(event.pointerType) ? event.pointerType : 'mouse', phase,
    x: event.clientX, y: event.clientY, time: timeOf(event), button: BUTTONS[event.button] ?? 0,
  });
  const forward = (event, phase) => send({ type: 'pointer', samples: [sampleOf(event, phase)] });
  /** The browser's own affair: it selects text, or moves the caret. */
  const isFieldsOwn = (event) =>
    fields.isField(event.target) && (event.pointerType !== 'touch' || fields.isActive(event.target));

  root.addEventListener('pointerdown', (event) => {
    focusByPointer = true;
    lastPointerKind = event.pointerType;
    if (isFieldsOwn(event)) return;
    if (event.pointerType === 'touch') taps.down(event, moving);
    root.setPointerCapture?.(event.pointerId);
    forward(event, 'down');
  });
  root.addEventListener('pointermove', (event) => {
    taps.move(event);
    if (event.pointerType === 'touch' && fields.isActive(event.target)) return;
    // The browser hands over one event a frame; the places in between tell the speed.
    const between = event.getCoalescedEvents?.() ?? [];
    send({ type: 'pointer', samples: (between.length > 0 ? between : [event]).map((each) => sampleOf(each, 'move')) });
  });
  root.addEventListener('pointerup', (event) => {
    lastPointerUp = performance.now();
    const tap = event.pointerType === 'touch' ? taps.up(event) : null;
    if (tap) fields.tapped(tap.x, tap.y);
    focusByPointer = false;
    if (!isFieldsOwn(event) || tap) forward(event, 'up');
  });
  root.addEventListener('pointercancel', (event) => {
    focusByPointer = false;
    taps.cancel(event);
    forward(event, 'cancel');
  });
  root.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') forward(event, 'cancel');
  });
  // A touch has given the focus where it belongs; the mouse event that browsers make of it would give it elsewhere.
  root.addEventListener('mousedown', (event) => {
    if (lastPointerKind === 'touch' && !fields.isActive(event.target)) event.preventDefault();
  });
  root.addEventListener('contextmenu', (event) => {
    if (!fields.isField(event.target)) event.preventDefault();
  });

  root.addEventListener('wheel', (event) => {
    // The browser's zoom stays the browser's.
    if (event.ctrlKey || scrollsByItself(event)) return;
    event.preventDefault();
    const unit = [1, WHEEL_LINE_PX, root.clientHeight][event.deltaMode] ?? 1;
    send({ type: 'wheel', x: event.clientX, y: event.clientY, by: event.deltaY * unit });
  }, { passive: false });

  /** A long text that has the focus and is not at its end yet. */
  function scrollsByItself({ target, deltaY }) {
    if (!fields.isActive(target)) return false;
    return deltaY < 0 ? target.scrollTop > 0 : target.scrollTop + target.clientHeight < target.scrollHeight;
  }

  // The worker saw the pointer; a click without one comes from a screen reader or from Enter.
  root.addEventListener('click', (event) => {
    const element = event.target.closest?.('[data-id]');
    if (!element || event.detail !== 0 || performance.now() - lastPointerUp <= CLICK_AFTER_POINTER_MS) return;
    if (fields.isField(element)) fields.focus(element);
    else send({ type: 'activate', id: element.dataset.id });
  });

  /** True if the key was the shell's own affair. */
  function useKey(event) {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    // Out of a menu both ways, as Escape does.
    if (event.key === 'Tab' && event.target.closest?.('[role="menu"]')) {
      send({ type: 'key', key: 'Escape', shift: false });
      return true;
    }
    if ((event.key === '/' && !event.ctrlKey && !event.metaKey) || (command && event.key.toLowerCase() === 'f')) return fields.focusSearch();
    const element = event.target.closest?.('[data-id]');
    // A button makes a click of Enter and Space; what is none does not.
    if (event.key !== 'Enter' || !element || element.tagName === 'BUTTON') return false;
    send({ type: 'activate', id: element.dataset.id });
    return true;
  }

  window.addEventListener('keydown', (event) => {
    if (fields.isField(event.target)) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f' && fields.focusSearch()) event.preventDefault();
      return;
    }
    if (useKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key === 'F10' && event.shiftKey ? 'ContextMenu' : event.key;
    if (!keysForwarded.has(key)) return;
    // Space on a button is the button's.
    if (key === ' ' && event.target.closest?.('button')) return;
    event.preventDefault();
    send({ type: 'key', key, shift: event.shiftKey });
  });

  function tellFocus(element, visible) {
    send({ type: 'focus', id: element?.dataset?.id ?? '', visible });
  }
  root.addEventListener('focusin', (event) => {
    if (focusByApp) return;
    tellFocus(event.target, !focusByPointer && event.target.matches(':focus-visible'));
  });
  root.addEventListener('focusout', (event) => {
    // It is the window that has lost the focus: within it, the element still has it.
    if (event.target === document.activeElement) return;
    if (!focusByApp && !root.contains(event.relatedTarget)) tellFocus(null, false);
  });

  return {
    /**
     * The mirror changes, and what had the focus may go: some browsers say so, others don't. `change` tells which element
     * the app wants the focus on, if it wants it anywhere. The app hears only what it did not ask for.
     * @param {() => {element: HTMLElement|undefined}|null} change
     */
    whileMirroring(change) {
      const before = document.activeElement;
      focusByApp = true;
      const wanted = change();
      wanted?.element?.focus({ preventScroll: true });
      focusByApp = false;
      const now = document.activeElement;
      if (wanted ? now !== wanted.element : now !== before) tellFocus(now, root.contains(now) && now.matches(':focus-visible'));
    },
    /** Content moves under the finger: a touch now only stops it. */
    setMoving(now) { moving = now; },
  };
}
