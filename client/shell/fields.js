// The text fields of the page: which there are (the app says so after each frame), which one a tap is meant for, and
// where the caret goes. The elements themselves stand in the mirror.
import { makeField } from './field.js';

/**
 * @param {HTMLElement} root  common root of canvas and mirror
 * @param {(message: import('./messages.js').ToWorker) => void} send
 */
export function makeFields(root, send) {
  /** @type {Map<string, ReturnType<typeof makeField>>} */
  const fields = new Map();
  /** @type {import('./messages.js').EditableField[]} */
  let published = [];

  const active = () => fields.get(document.activeElement?.dataset?.id);
  let capsLock = false;
  function tellCapsLock(on) {
    if (on === capsLock) return;
    capsLock = on;
    send({ type: 'capsLock', on });
  }
  const isField = (element) => element instanceof HTMLElement && element.classList.contains('field');
  const canBeReached = ({ element }) => element.isConnected && !element.closest('[inert]');

  root.addEventListener('focusin', ({ target }) => {
    // Seen at once, though the app draws its text until it hears of the focus: both lie in the same place.
    if (isField(target)) target.classList.add('on');
  });

  function focusNext(id) {
    const at = published.findIndex((field) => field.id === id);
    const following = published.slice(at + 1).map((field) => fields.get(field.id)).find((field) => field && canBeReached(field));
    if (following) focus(following);
    else fields.get(id)?.element.blur();
  }

  /** The place in the text that lies under the point, or the end of the text where the browser does not tell. */
  function offsetAt(element, x, y) {
    const place = document.caretPositionFromPoint?.(x, y);
    if (place?.offsetNode === element) return place.offset;
    const range = place ? null : document.caretRangeFromPoint?.(x, y);
    if (range?.startContainer === element) return range.startOffset;
    return element.value.length;
  }

  function focus(field, point) {
    const { element } = field;
    const end = element.value.length;
    field.byFinger = !!point;
    element.focus({ preventScroll: true });
    const offset = point ? Math.min(offsetAt(element, point.x, point.y), end) : end;
    element.setSelectionRange(offset, offset);
  }

  return {
    isField,
    isActive: (element) => isField(element) && element === document.activeElement,
    hasActive: () => !!active(),
    /** The element for a field's node, made by the mirror when the node comes. */
    create(id) {
      const entry = published.find((field) => field.id === id);
      const field = makeField(id, entry?.kind === 'multiline', (edit) => send({ type: 'edit', id, ...edit }), () => focusNext(id), tellCapsLock);
      fields.set(id, field);
      if (entry) field.publish(entry);
      return field.element;
    },
    /** The node goes. */
    forget: (id) => fields.delete(id),
    /** @param {import('./messages.js').EditableField[]} list */
    apply(list) {
      published = list;
      for (const entry of list) fields.get(entry.id)?.publish(entry);
    },
    /**
     * A tap, inside the user's own gesture: only there the browser opens its keyboard. A field below it gets the focus
     * with the caret where the finger was; a tap elsewhere leaves the field, so that what was written is settled
     * before whatever was tapped happens.
     */
    tapped(x, y) {
      const target = document.elementFromPoint(x, y);
      const field = isField(target) ? fields.get(target.dataset.id) : undefined;
      if (field && field !== active()) focus(field, { x, y });
      else if (!field) active()?.element.blur();
    },
    /** The page goes elsewhere: what is being composed is settled, in the field where it stands. */
    leave: () => active()?.element.blur(),
    /** A screen reader activates it, or the app asks. */
    focus(element) {
      const field = fields.get(element.dataset.id);
      if (field) focus(field);
    },
    /** The search field of the screen gets the focus, its text selected. False if there is none. */
    focusSearch() {
      const entry = published.find(({ kind }) => kind === 'search');
      const field = entry && fields.get(entry.id);
      if (!field || !canBeReached(field)) return false;
      field.byFinger = false;
      field.element.focus({ preventScroll: true });
      field.element.select();
      return true;
    },
  };
}
