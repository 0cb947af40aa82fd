// Fetches the app's large files, counting bytes, so that the loading page shows real progress. Runs in the worker.
import { bundle } from './bundle.js';

/** @param {(loaded: number, total: number) => void} progressed */
export function makeDownloads(progressed) {
  const total = bundle.module.bytes + bundle.font.bytes;
  let loaded = 0;

  /** The file as a response whose bytes are counted while they pass. */
  async function fetched(file, type) {
    const response = await fetch(new URL(file.url, import.meta.url));
    if (!response.ok) throw new Error(`${file.url}: ${response.status}`);
    const counter = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        progressed(Math.min(loaded, total), total);
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counter), { headers: { 'Content-Type': type } });
  }

  return {
    module: () => fetched(bundle.module, 'application/wasm'),
    font: async () => new Uint8Array(await (await fetched(bundle.font, 'font/ttf')).arrayBuffer()),
  };
}
