// A dialog, or an open menu, keeps the rest of the page out of reach: for Tab, screen readers and clicks alike. It gets the focus when it
// comes, and gives it back to where it was when it goes.

/** @param {HTMLElement} root */
export function makeModality(root) {
  /** @type {HTMLElement|null} */
  let dialog = null;
  /** Where the focus was before each dialog that is open. @type {Map<HTMLElement, Element|null>} */
  const before = new Map();

  /** All that does not hold the dialog, and was drawn before it, is out of reach. */
  function setInert() {
    for (const element of root.querySelectorAll('[inert]')) element.inert = false;
    for (let inside = dialog; inside && inside !== root; inside = inside.parentElement) {
      for (let sibling = inside.previousElementSibling; sibling; sibling = sibling.previousElementSibling) sibling.inert = true;
    }
  }

  function returnFocus(open) {
    for (const [closed, element] of before) {
      if (open.includes(closed)) continue;
      before.delete(closed);
      const lost = !document.activeElement || document.activeElement === document.body;
      if (element?.isConnected && lost) element.focus({ preventScroll: true });
    }
  }

  return {
    /**
     * @param {HTMLElement[]} open  the dialogs that there are, the one above all else last
     * @param {boolean} focusIsPlanned  somebody else says where the focus goes
     */
    apply(open, focusIsPlanned) {
      const topmost = open.at(-1) ?? null;
      if (topmost === dialog) {
        if (dialog) setInert();
        return;
      }
      const focused = document.activeElement;
      dialog = topmost;
      const isNew = dialog && !before.has(dialog);
      if (isNew) before.set(dialog, focused === document.body ? null : focused);
      setInert();
      if (!focusIsPlanned) returnFocus(open);
      else for (const closed of [...before.keys()]) if (!open.includes(closed)) before.delete(closed);
      if (!isNew || focusIsPlanned) return;
      const first = dialog.querySelector('button, input, textarea, [tabindex="0"]');
      (first ?? dialog).focus({ preventScroll: true });
    },
  };
}
