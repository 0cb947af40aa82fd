// The data on the device in Chromium, through the app itself: whose they are, taking over, coming back, and words for
// what goes wrong. That nothing written is lost is proved without screens by storage_probe.test.mjs
// and storage_kill.test.mjs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, open, screenshots, settle, startBrowser, startServer } from './page.mjs';

const WAIT_MS = 60_000;
let demo, server, browser;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  browser.context.setDefaultTimeout(WAIT_MS);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

const elsewhere = (page) => page.getByText('本机数据正在另一个标签页中使用');
const released = (page) => page.getByText('本机数据已转到另一个标签页');
const useHere = (page) => page.getByRole('button', { name: '在此使用' });
const gate = (page) => page.locator('[data-id="storage.gate"]');
const openHome = (page) => open(page, server.address, '/');

/** The screen itself stands there, nothing in its place. */
async function isReady(page) {
  await page.getByRole('main').waitFor({ state: 'attached' });
  await gate(page).waitFor({ state: 'detached' });
}

test('one tab has the data; a second one says so and takes them over, both ways', async () => {
  const first = browser.page;
  await openHome(first);
  await isReady(first);
  const second = await browser.context.newPage();
  await openHome(second);
  await elsewhere(second).waitFor({ state: 'attached' });
  await settle(second);
  await second.screenshot({ path: join(screenshots, 'storage-elsewhere.png') });
  await useHere(second).click();
  await isReady(second);
  await released(first).waitFor({ state: 'attached' });
  await settle(first);
  await first.screenshot({ path: join(screenshots, 'storage-released.png') });
  await useHere(first).click();
  await isReady(first);
  await released(second).waitFor({ state: 'attached' });
  await second.close();
});

test('a reload meets its own old files and gets them', async () => {
  const { page } = browser;
  for (let round = 0; round < 3; round += 1) {
    await page.reload();
    await page.locator('#cover').waitFor({ state: 'hidden' });
    await isReady(page);
  }
});

test('no complaint of the browser', () => {
  assert.deepEqual(browser.complaints, []);
});
