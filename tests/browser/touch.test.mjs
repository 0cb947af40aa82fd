// Fingers in Chromium, on the list of the demo county's 30,000 targets: what is tapped opens, what is scrolled does not.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { makeDemo, open, settle, startBrowser, startServer, until } from './page.mjs';

const WAIT = { timeout: 120_000 };
const upright = { width: 834, height: 1194 };
let demo, server, browser, page, session;

const rows = () => page.getByRole('list', { name: '检查对象' }).getByRole('link');
const summary = () => page.getByRole('status').filter({ hasText: /^(共|找到)/ });
const route = () => page.evaluate(() => location.hash);
/** Place in the list of the row at the top. */
const topRow = () => page.evaluate(() => {
  const list = document.querySelector('[data-id="targets.list"], [role="list"]');
  const top = list.getBoundingClientRect().top;
  const first = [...list.querySelectorAll('[role="listitem"]')].find((item) => item.getBoundingClientRect().bottom > top + 1);
  return Number(first.getAttribute('aria-posinset'));
});
const touch = (type, y, x = 400) =>
  session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x, y, id: 1 }] });
async function flick(from, to) {
  await touch('touchStart', from);
  for (let i = 1; i <= 5; i += 1) await touch('touchMove', from + ((to - from) * i) / 5);
  await touch('touchEnd');
}

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser({ hasTouch: true, viewport: upright });
  page = browser.page;
  page.setDefaultTimeout(60_000);
  session = await browser.context.newCDPSession(page);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});
beforeEach(async () => {
  await open(page, server.address, '/targets');
  await summary().waitFor(WAIT);
  await settle(page);
});

test('a tap opens the row that it meets', async () => {
  const row = rows().nth(2);
  const name = (await row.textContent()).split('，')[0];
  const box = await row.boundingBox();
  await page.touchscreen.tap(box.x + 200, box.y + box.height / 2);
  await page.getByRole('heading', { level: 2, name }).waitFor();
  assert.match(await route(), /^#\/targets\/[0-9a-f-]{36}$/);
});

test('a flick that begins on a row scrolls on and opens nothing; a touch stops it and opens nothing either', async () => {
  await flick(900, 500);
  await until(page, 'scrolled', async () => await topRow() > 3);
  assert.equal(await route(), '#/targets');
  for (let i = 0; i < 3; i += 1) await flick(1000, 400);
  await page.touchscreen.tap(400, 700);
  await settle(page);
  const caught = await topRow();
  assert.equal(await route(), '#/targets');
  await page.waitForTimeout(300);
  assert.equal(await topRow(), caught);
});

test('a touch that the system takes away opens nothing', async () => {
  await touch('touchStart', 700);
  await page.waitForTimeout(200);
  await session.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
  await settle(page);
  assert.equal(await route(), '#/targets');
});

test('a finger on the bar goes through the whole list', async () => {
  const box = await page.getByRole('list', { name: '检查对象' }).boundingBox();
  const x = box.x + box.width - 6;
  await touch('touchStart', box.y + 20, x);
  for (let i = 1; i <= 10; i += 1) await touch('touchMove', box.y + 20 + (box.height * i) / 10, x);
  await touch('touchEnd');
  await until(page, 'at the end', async () => await topRow() > 29_900);
  assert.equal(await route(), '#/targets');
});

test('a flick that begins in a field scrolls or does nothing, but never brings the keyboard', async () => {
  const box = await page.getByRole('searchbox').boundingBox();
  await touch('touchStart', box.y + 20);
  for (let y = box.y + 20; y > box.y - 60; y -= 20) await touch('touchMove', y);
  await touch('touchEnd');
  await settle(page);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
});

test('in a storm of touches drawn away and taken away no row is opened, and every tap after it counts', async () => {
  for (let i = 0; i < 40; i += 1) {
    const y = 400 + (i * 37) % 500;
    await touch('touchStart', y);
    if (i % 3 === 0) await page.waitForTimeout(120);
    await touch('touchMove', y + (i % 2 ? 30 : -30));
    if (i % 4 === 0) await session.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
    else await touch('touchEnd');
    if (i % 5 === 0) await page.waitForTimeout(60);
  }
  await settle(page);
  assert.equal(await route(), '#/targets');
  for (let i = 0; i < 6; i += 1) {
    await page.touchscreen.tap(400, 600);
    await until(page, `tap ${i} opened`, async () => await route() !== '#/targets');
    await page.goBack();
    await until(page, 'back', async () => await route() === '#/targets');
    await summary().waitFor(WAIT);
  }
});

test('the browser has nothing to complain of', () => assert.deepEqual(browser.complaints, []));
