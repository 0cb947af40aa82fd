// The app opens without network once it has been opened with it; the service worker keeps whole bundles only. In
// Chromium, against the real server, which is stopped to be offline.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { makeDemo, open, startBrowser, startServer, until } from './page.mjs';

let demo, server, browser, page;

before(() => { demo = makeDemo(); });
after(() => demo?.remove());

beforeEach(async () => {
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
});
afterEach(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the service worker says of its bundles. */
const bundles = () => page.evaluate(async () => {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    active.postMessage({ type: 'state' }, [port2]);
  });
});

const keptOffline = () => page.evaluate(async () => { await navigator.serviceWorker.ready; });

test('the second start needs no server, on a deep link too', async () => {
  await open(page, server.address, '/');
  await keptOffline();
  await server.stop();
  await open(page, server.address, '/settings');
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
  assert.equal(new URL(page.url()).hash, '#/settings');
  assert.deepEqual(browser.complaints, []);
});

test('the browser may be closed in between', async () => {
  await open(page, server.address, '/');
  await keptOffline();
  await server.stop();
  await browser.restart();
  page = browser.page;
  await open(page, server.address, '/settings');
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
});
