// Serves the storage probe (tests/browser/probe/) as its own origin on a free port, and drives its page.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';

const root = resolve(new URL('.', import.meta.url).pathname, '../..');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

function find(folders, name) {
  for (const folder of folders) {
    try {
      return readFileSync(join(folder, name));
    } catch { /* in the next one */ }
  }
  return null;
}

/** Serves the files of these folders of the project, first come, first served, and npm packages below /npm/. */
export async function serve(names, { entry = 'index.html', npm = null, port = 0 } = {}) {
  const folders = names.map((name) => join(root, name));
  const server = createServer(({ url }, response) => {
    const name = url === '/' ? entry : normalize(decodeURIComponent(url)).slice(1);
    const package_ = npm && name.startsWith('npm/') ? find([npm], name.slice(4)) : null;
    const body = package_ ?? (/^[\w.]+$/.test(name) ? find(folders, name) : null);
    response.writeHead(body ? 200 : 404, { 'Content-Type': types[extname(name)] ?? 'text/plain', 'Cache-Control': 'no-store' });
    response.end(body ?? '');
  });
  await new Promise((listening) => { server.listen(port, '127.0.0.1', listening); });
  const address = `http://127.0.0.1:${server.address().port}`;
  return {
    address, port: server.address().port,
    stop() {
      server.closeAllConnections();
      return new Promise((stopped) => { server.close(stopped); });
    },
  };
}

/** The app's own sources and the small module, beside the probe's page. */
export const startProbe = () => serve(['tests/browser/probe', 'client/shell', 'build/wasm/tests/browser']);

export const call = (page, ...rest) => page.evaluate((all) => window.probe.call(...all), rest);

/** Waits by condition, however slow the machine; gives the last state. */
export async function waitFor(page, what, isSo, msMax = 60_000) {
  for (const end = Date.now() + msMax; ;) {
    const state = await call(page, 'state');
    if (isSo(state)) return state;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${JSON.stringify(state)}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

const restful = new Set(['ready', 'owned_elsewhere', 'released', 'quarantined', 'failed']);
export const settled = (page) => waitFor(page, 'a phase to stay in', ({ phase }) => restful.has(phase));

/** Opens the page and its storage; gives the state in which that ends. */
export async function openProbe(page, address) {
  await page.goto(`${address}/`);
  await page.waitForFunction(() => window.probe !== undefined, null, { polling: 20 });
  await call(page, 'start');
  return settled(page);
}
