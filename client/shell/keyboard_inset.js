// Watches how much of the page the soft keyboard covers. Chrome on Android shrinks the page itself
// (interactive-widget=resizes-content in index.html), others, iPadOS among them, only what is seen of it.

/** Less than any keyboard: a browser's bar that slides, or zoom. */
const KEYBOARD_PX_MIN = 80;

/** @param {(px: number) => void} changed */
export function watchKeyboardInset(changed, viewport = window.visualViewport) {
  if (!viewport) return;
  let last = 0;
  function look() {
    // Where a person zooms in, the part that is seen is small for another reason.
    const covered = viewport.scale > 1.01 ? 0 : Math.max(0, window.innerHeight - viewport.height);
    const now = covered < KEYBOARD_PX_MIN ? 0 : Math.round(covered);
    // The browser pushes the page up to show the field; the app scrolls the field into what is left instead.
    if (now > 0 && viewport.offsetTop > 0) window.scrollTo(0, 0);
    if (now === last) return;
    last = now;
    changed(now);
  }
  viewport.addEventListener('resize', look);
  viewport.addEventListener('scroll', look);
}
