// Watches the size of the canvas in CSS pixels and the density of the screen (it changes with zoom and monitor).

/**
 * Watches the canvas's box; `box` has its size and outlives canvases.
 * @param {HTMLElement} box  @param {(surface: import('./messages.js').Surface) => void} changed
 */
export function watchSurface(box, changed) {
  let last = '';
  function look() {
    const surface = surfaceOf(box);
    const now = JSON.stringify(surface);
    if (now === last || surface.width === 0 || surface.height === 0) return;
    last = now;
    changed(surface);
  }
  new ResizeObserver(look).observe(box);
  watchDensity(look);
}

/** @returns {import('./messages.js').Surface} */
export function surfaceOf(box) {
  const { width, height } = box.getBoundingClientRect();
  const style = getComputedStyle(box);
  const inset = (side) => Number.parseFloat(style.getPropertyValue(`--inset-${side}`)) || 0;
  const insets = ['top', 'right', 'bottom', 'left'].map(inset);
  return { width, height, density: window.devicePixelRatio, insets };
}

function watchDensity(changed) {
  const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener('change', () => {
    changed();
    watchDensity(changed);
  }, { once: true });
}
