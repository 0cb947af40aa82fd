// The first page in Chromium, against the real server with its real Content-Security-Policy. Elements are found by
// role and name, as screen readers find them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { count, makeDemo, open, require, screenshots, settle, sizes, startBrowser, startServer, until } from './page.mjs';

let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser({ hasTouch: true });
  page = browser.page;
  page.setDefaultTimeout(10_000);
  await open(page, server.address, '/departments', { login: 'demo-auditor' });
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

const list = () => page.getByRole('list', { name: '部门' });
const items = () => list().getByRole('listitem');
const top = async () => (await items().first().boundingBox()).y;

test('the page lists the twenty departments with their figures', async () => {
  await items().first().waitFor();
  assert.equal(await items().count(), 20);
  assert.equal(await page.getByRole('heading', { level: 1, name: '部门' }).count(), 1);
  for (const name of await items().evaluateAll((all) => all.map((item) => item.getAttribute('aria-label')))) {
    assert.match(name, /^.+，(县直部门|分局|联席会议办公室|其他)，执法人员 [\d,]+ 名，检查对象 [\d,]+ 个$/);
  }
  await page.getByText(/^20 个部门 · [\d,]+ 名执法人员 · [\d,]+ 个检查对象$/).waitFor({ state: 'attached' });
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
});

test('the list scrolls by wheel, keyboard and touch', async () => {
  const start = await top();
  await page.mouse.move(700, 600);
  await page.mouse.wheel(0, 200);
  await until(page, 'scrolled by the wheel', async () => Math.abs(await top() - (start - 200)) <= 1);
  await list().focus();
  await page.keyboard.press('End');
  await until(page, 'at the end', async () => await top() < start - 250);
  await page.keyboard.press('Home');
  await until(page, 'at the start', async () => await top() === start);

  const cdp = await browser.context.newCDPSession(page);
  const touch = (type, y) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 700, y, id: 1 }] });
  await touch('touchStart', 800);
  for (let y = 760; y >= 600; y -= 40) await touch('touchMove', y);
  await touch('touchEnd');
  await until(page, 'scrolled by touch', async () => await top() < start - 100);
  await page.keyboard.press('Home');
  await until(page, 'at the start again', async () => await top() === start);
});

test('nothing is drawn when nothing happens, a few frames when something does', async () => {
  await settle(page);
  const before = await count(page);
  await page.waitForTimeout(2000);
  const idle = await count(page);
  assert.equal(idle.frames - before.frames, 0);
  assert.equal(idle.animationFrames - before.animationFrames, 0);
  assert.equal(idle.glCalls - before.glCalls, 0);
  await page.mouse.move(200, 300);
  await until(page, 'drawn for the mouse', async () => (await count(page)).frames > idle.frames);
  const moved = await count(page);
  assert.ok(moved.frames - idle.frames >= 1 && moved.frames - idle.frames <= 4, `${moved.frames - idle.frames}`);
});

test('the mirror passes axe-core', async () => {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  // The mirror is transparent: the contrast of what is drawn is tested where the colours stand.
  const { violations } = await page.evaluate(() => axe.run({ rules: { 'color-contrast': { enabled: false } } }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
});

test('four sizes, with screenshots to look at', async () => {
  await page.evaluate(() => document.activeElement.blur());
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    await page.waitForTimeout(100);
    await settle(page);
    const canvas = await page.locator('#canvas').boundingBox();
    assert.deepEqual([canvas.width, canvas.height], [size.width, size.height]);
    const box = await items().first().boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= size.width, `${name}: ${JSON.stringify(box)}`);
    await page.screenshot({ path: join(screenshots, `departments-${name}.png`) });
  }
  await page.setViewportSize(sizes.desktop);
});

test('no complaint of the browser, and none of the content security policy', async () => {
  const response = await page.request.get(`${server.address}/`);
  const policy = response.headers()['content-security-policy'];
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  assert.ok(!policy.includes('unsafe-inline') && !policy.includes("'unsafe-eval'"));
  assert.deepEqual(browser.complaints, []);
});

test('a county without departments, and an answer that makes no sense, are said in words', async () => {
  const answers = [
    [{ json: { items: [], next_cursor: null } }, page.getByRole('status').getByText('还没有部门')],
    [{ body: '<html>', contentType: 'text/html' }, page.getByRole('alert').getByText('没有读到部门')],
    [{ status: 503, json: {} }, page.getByRole('alert').getByText('503')],
  ];
  for (const [answer, words] of answers) {
    const handler = (route) => route.fulfill(answer);
    await browser.context.route('**/api/v1/departments*', handler);
    await open(page, server.address, '/departments', { login: 'demo-auditor' });
    await words.waitFor({ state: 'attached' });
    await browser.context.unroute('**/api/v1/departments*', handler);
  }
});

test('with the server down the page says so; trying again works once it is back', async () => {
  let release;
  const stopped = new Promise((resolve) => { release = resolve; });
  // The page is there, then the server goes before it answers the list.
  const hold = async (route) => { await stopped; await route.fallback(); };
  await browser.context.route('**/api/v1/departments*', hold);
  await open(page, server.address, '/departments', { login: 'demo-auditor' });
  await page.getByRole('status').waitFor({ state: 'attached' });
  await server.stop();
  release();
  const alert = page.getByRole('alert');
  await alert.getByText('连不上服务器').waitFor({ state: 'attached' });
  await settle(page);
  await page.screenshot({ path: join(screenshots, 'departments-offline.png') });
  await browser.context.unroute('**/api/v1/departments*', hold);

  const retry = page.getByRole('button', { name: '重试' });
  const box = await retry.boundingBox();
  assert.ok(box.height >= 44 && box.width >= 44);
  server = await startServer(demo.folder, server.port);
  await retry.click();
  await items().first().waitFor();
  assert.equal(await items().count(), 20);
});

test('an English browser gets English words', async () => {
  const english = await startBrowser({ locale: 'en-US', viewport: sizes['tablet-portrait'] });
  try {
    await open(english.page, server.address, '/departments', { login: 'demo-auditor' });
    await english.page.getByRole('list', { name: 'Departments' }).getByRole('listitem').first().waitFor();
    assert.equal(await english.page.locator('html').getAttribute('lang'), 'en');
    await settle(english.page);
    await english.page.screenshot({ path: join(screenshots, 'departments-english.png') });
    assert.deepEqual(english.complaints, []);
  } finally {
    await english.close();
  }
});
