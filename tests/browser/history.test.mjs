// The browser's history and address: back and forward, links, reloading, unknown addresses, titles.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { makeDemo, open, settle, startBrowser, startServer } from './page.mjs';

let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});
// A window of its own, with an empty history.
beforeEach(async () => {
  const fresh = await browser.context.newPage();
  await page?.close();
  page = fresh;
});

const heading = (name) => page.getByRole('heading', { level: 1, name }).waitFor();
const go = (name) => page.getByRole('navigation').getByRole('link', { name }).click();
const route = () => decodeURI(new URL(page.url()).hash);
const entries = () => page.evaluate(() => history.length);
const behind = () => page.evaluate(() => history.state?.behind);

test('a link that is followed while the app starts is not lost', async () => {
  await page.goto(`${server.address}/#/departments`, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.mingchouRuns);
  await page.evaluate(() => { location.hash = '#/settings'; });
  await heading('设置');
  assert.equal(await behind(), 1);
  await page.goBack();
  await heading('部门');
});

test('back and forward follow the screens, and titles follow them', async () => {
  await open(page, server.address, '/departments');
  await heading('部门');
  assert.equal(await page.title(), '部门 – 明抽');
  await go('设置');
  await heading('设置');
  assert.equal(route(), '#/settings');
  await page.waitForFunction(() => document.title === '设置 – 明抽');
  await page.goBack();
  await heading('部门');
  await page.waitForFunction(() => document.title === '部门 – 明抽');
  await page.goForward();
  await heading('设置');
  assert.equal(await behind(), 1);
});

test('going where one is makes no entry', async () => {
  await open(page, server.address, '/departments');
  await heading('部门');
  await go('设置');
  await heading('设置');
  const before = await entries();
  await go('设置');
  await settle(page);
  assert.equal(await entries(), before);
  await page.goBack();
  await heading('部门');
});

test('reloading keeps the route and the way back', async () => {
  await open(page, server.address, '/departments');
  await heading('部门');
  await go('设置');
  await heading('设置');
  await page.reload();
  await heading('设置');
  assert.equal(await behind(), 1);
  await page.goBack();
  await heading('部门');
  assert.equal(await behind(), 0);
});

test('an address that is typed while the app runs is followed, and one can go back from it', async () => {
  await open(page, server.address, '/departments');
  await heading('部门');
  await page.evaluate(() => { location.hash = '#/settings'; });
  await heading('设置');
  assert.equal(await behind(), 1);
  await page.goBack();
  await heading('部门');
});

test('unknown and malformed addresses lead home, and the address says so', async () => {
  for (const bad of ['/nowhere', '/targets/x', '%', '%E4%B8', '//', '/部门']) {
    await page.goto('about:blank');
    await page.goto(`${server.address}/#${bad}`);
    await page.locator('#cover').waitFor({ state: 'hidden' });
    await page.waitForFunction(() => location.hash === '#/');
  }
  assert.deepEqual(browser.complaints, []);
});
