// Forwards pointers, wheel and keys to the worker. All listeners stand on the common root of canvas and mirror, so
// an event counts by its place, whichever element is under it.
import { keysForwarded } from './messages.js';

/** A click that follows a pointer this closely is the pointer's own, which the worker has seen already. */
const CLICK_AFTER_POINTER_MS = 50;
const WHEEL_LINE_PX = 40;

const timeOf = (event) => performance.timeOrigin + event.timeStamp;

/** @param {HTMLElement} root  @param {(message: import('./messages.js').ToWorker) => void} send */
export function forwardInput(root, send) {
  let finger = null;
  let lastPointerUp = -Infinity;
  let focusByPointer = false;
  let focusByApp = false;

  const pointer = (action, event) => send({ type: 'pointer', action, x: event.clientX, y: event.clientY });
  const touch = (phase, event) =>
    send({ type: 'touch', phase, x: event.clientX, y: event.clientY, time: timeOf(event) });

  root.addEventListener('pointerdown', (event) => {
    focusByPointer = true;
    root.setPointerCapture?.(event.pointerId);
    if (event.pointerType !== 'touch') {
      if (event.button === 0) pointer('down', event);
    } else if (finger === null) {
      finger = event.pointerId;
      touch('down', event);
    }
  });
  root.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'touch') pointer('move', event);
    else if (event.pointerId === finger) touch('move', event);
  });
  root.addEventListener('pointerup', (event) => {
    lastPointerUp = performance.now();
    focusByPointer = false;
    if (event.pointerType !== 'touch') {
      if (event.button === 0) pointer('up', event);
    } else if (event.pointerId === finger) {
      finger = null;
      touch('up', event);
    }
  });
  root.addEventListener('pointercancel', (event) => {
    focusByPointer = false;
    if (event.pointerType !== 'touch') pointer('leave', event);
    else if (event.pointerId === finger) {
      finger = null;
      touch('cancel', event);
    }
  });
  root.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') pointer('leave', event);
  });
  root.addEventListener('contextmenu', (event) => event.preventDefault());

  root.addEventListener('wheel', (event) => {
    // The browser's zoom stays the browser's.
    if (event.ctrlKey) return;
    event.preventDefault();
    const unit = [1, WHEEL_LINE_PX, root.clientHeight][event.deltaMode] ?? 1;
    send({ type: 'wheel', x: event.clientX, y: event.clientY, by: event.deltaY * unit });
  }, { passive: false });

  // The worker saw the pointer; a click without one comes from a screen reader or from Enter.
  root.addEventListener('click', (event) => {
    const id = event.target.closest?.('[data-id]')?.dataset.id;
    if (id && event.detail === 0 && performance.now() - lastPointerUp > CLICK_AFTER_POINTER_MS) {
      send({ type: 'activate', id });
    }
  });

  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keysForwarded.has(event.key)) return;
    // Space on a button is the button's.
    if (event.key === ' ' && event.target.closest?.('button')) return;
    event.preventDefault();
    send({ type: 'key', key: event.key, shift: event.shiftKey });
  });

  root.addEventListener('focusin', (event) => {
    if (focusByApp) return;
    const id = event.target.dataset?.id ?? '';
    send({ type: 'focus', id, visible: !focusByPointer && event.target.matches(':focus-visible') });
  });
  root.addEventListener('focusout', (event) => {
    if (!root.contains(event.relatedTarget)) send({ type: 'focus', id: '', visible: false });
  });

  return {
    /** Puts the focus where the app asks for it; the app knows then, and hears nothing. */
    focus(element) {
      focusByApp = true;
      element?.focus({ preventScroll: true });
      focusByApp = false;
      if (document.activeElement !== element) send({ type: 'focus', id: document.activeElement?.dataset?.id ?? '', visible: false });
    },
  };
}
