// A dialog keeps the rest of the page out of reach: for Tab, screen readers and clicks alike. It gets the focus when it
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

  function returnFocus() {
    for (const [closed, element] of before) {
      if (closed.isConnected && closed.hasAttribute('aria-modal')) continue;
      before.delete(closed);
      const lost = !document.activeElement || document.activeElement === document.body;
      if (element?.isConnected && lost) element.focus({ preventScroll: true });
    }
  }

  return {
    /** @param {HTMLElement|null} topmost  the dialog that lies above all else */
    apply(topmost) {
      if (topmost === dialog) {
        if (dialog) setInert();
        return;
      }
      const focused = document.activeElement;
      dialog = topmost;
      const isNew = dialog && !before.has(dialog);
      if (isNew) before.set(dialog, focused === document.body ? null : focused);
      setInert();
      returnFocus();
      if (!isNew) return;
      const first = dialog.querySelector('button, input, textarea, [tabindex="0"]');
      (first ?? dialog).focus({ preventScroll: true });
    },
  };
}
