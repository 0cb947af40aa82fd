// Watches the size of the canvas in CSS pixels and the density of the screen (it changes with zoom and monitor).

/** @param {HTMLCanvasElement} canvas  @param {(surface: import('./messages.js').Surface) => void} changed */
export function watchSurface(canvas, changed) {
  let last = '';
  function look() {
    const surface = surfaceOf(canvas);
    const now = JSON.stringify(surface);
    if (now === last || surface.width === 0 || surface.height === 0) return;
    last = now;
    changed(surface);
  }
  new ResizeObserver(look).observe(canvas);
  watchDensity(look);
}

/** @returns {import('./messages.js').Surface} */
export function surfaceOf(canvas) {
  const box = canvas.getBoundingClientRect();
  return { width: box.width, height: box.height, density: window.devicePixelRatio };
}

function watchDensity(changed) {
  const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener('change', () => {
    changed();
    watchDensity(changed);
  }, { once: true });
}
