// The fonts of the app beyond the one that it starts with: pictures by the browser's own, and the rest of its own,
// fetched when a name needs it. Runs in the worker.
import { bundle } from './bundle.js';
import { makeGlyphs } from './glyphs.js';

/** Slow networks take long for its 1.0 MB; beyond this it is none. */
const FETCH_MS_MAX = 120_000;

/** @param {(file: Uint8Array | null) => void} restArrived  null: it can't be had now. */
export function makeFonts(restArrived) {
  const glyphs = makeGlyphs();

  async function fetchRest() {
    let file = null;
    try {
      const response = await fetch(new URL(bundle.rest.url, import.meta.url), { signal: AbortSignal.timeout(FETCH_MS_MAX) });
      // A file of another length is another file: an error page, or one that broke off.
      const bytes = response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
      if (bytes?.length === bundle.rest.bytes) file = bytes;
    } catch { /* offline; the app tries again */ }
    restArrived(file);
  }

  return { rasterize: glyphs.rasterize, fetchRest: () => void fetchRest() };
}
