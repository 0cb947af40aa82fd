// The worker's life in Chromium: it loses its graphics, it fails, it falls silent. The page starts another one at the
// same place, or says what to do.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { count, makeDemo, open, screenshots, settle, startBrowser, startServer, until } from './page.mjs';

let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
});
after(async () => {
  await server?.stop();
  demo?.remove();
});
beforeEach(async () => {
  browser = await startBrowser();
  page = browser.page;
  await open(page, server.address, '/departments');
  await items().first().waitFor();
  await settle(page);
});
afterEach(() => browser?.close());

const items = () => page.getByRole('list', { name: '部门' }).getByRole('listitem');
const cover = page_title => page.getByRole('main').getByRole('heading', { name: page_title });
const worker = () => page.workers().at(-1);
const picture = async () => (await page.screenshot()).toString('base64');
/** A new worker packs its glyphs elsewhere, so that edges differ by a shade: nearly all pixels must be nearly the same. */
const isAlike = (one, other) => page.evaluate(async (pictures) => {
  const [first, second] = await Promise.all(pictures.map(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  }));
  let different = 0;
  for (let i = 0; i < first.length; i += 1) if (Math.abs(first[i] - second[i]) > 64) different += 1;
  return first.length === second.length && different < first.length / 2000;
}, [one, other]);
/** As any error that nothing catches. */
const crash = () => worker().evaluate(() => { setTimeout(() => { throw new Error('broken on purpose'); }); });
const wiggle = () => page.mouse.move(300 + Math.random() * 100, 300);

/** Keeps the WebGL context, which nothing gives out, at its next call. */
async function catchContext() {
  await worker().evaluate(() => {
    const { drawElements } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.drawElements = function (...rest) {
      self.caught = this.getExtension('WEBGL_lose_context');
      return drawElements.apply(this, rest);
    };
  });
  await until(page, 'a frame was drawn', async () => {
    await wiggle();
    return worker().evaluate(() => !!self.caught);
  });
  await page.mouse.move(0, 0);
  await settle(page);
}

test('a context that is lost and restored is drawn as before, and nothing is drawn in between', async () => {
  await catchContext();
  const before = await picture();
  await worker().evaluate(() => self.caught.loseContext());
  const lost = await count(page);
  for (let moves = 0; moves < 5; moves += 1) await wiggle();
  await page.mouse.move(0, 0);
  await settle(page);
  assert.equal((await count(page)).glCalls, lost.glCalls);
  await worker().evaluate(() => self.caught.restoreContext());
  await until(page, 'drawn again', async () => await picture() === before);
  assert.deepEqual(browser.complaints, []);
});

test('a context that does not come back gets a new worker with a new canvas', async () => {
  await catchContext();
  const before = await picture();
  await page.evaluate(() => { window.oldCanvas = document.getElementById('canvas'); });
  await worker().evaluate(() => self.caught.loseContext());
  await page.waitForFunction(() => document.getElementById('canvas') !== window.oldCanvas);
  await page.locator('#cover').waitFor({ state: 'hidden' });
  await items().first().waitFor();
  await until(page, 'drawn again', async () => isAlike(before, await picture()));
  await page.getByRole('link', { name: '设置' }).click();
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
});

test('a worker that fails is replaced at the same route; the page goes on', async () => {
  const before = await picture();
  await page.evaluate(() => { window.oldCanvas = document.getElementById('canvas'); });
  await crash();
  await page.waitForFunction(() => document.getElementById('canvas') !== window.oldCanvas);
  await page.locator('#cover').waitFor({ state: 'hidden' });
  await items().first().waitFor();
  await until(page, 'drawn again', async () => isAlike(before, await picture()));
  assert.equal(page.workers().length, 1);
  assert.equal(new URL(page.url()).hash, '#/departments');
  await items().first().waitFor();
  await page.getByRole('link', { name: '设置' }).click();
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
  await page.goBack();
  await items().first().waitFor();
  const idle = await count(page);
  await page.waitForTimeout(1500);
  assert.equal((await count(page)).frames, idle.frames);
});

test('a worker that fails three times in a minute is left alone, with advice and details', async () => {
  for (let deaths = 1; deaths <= 2; deaths += 1) {
    await crash();
    await page.locator('#cover').waitFor();
    await page.locator('#cover').waitFor({ state: 'hidden' });
    await items().first().waitFor();
  }
  await crash();
  await cover('页面出错了').waitFor();
  await page.getByText('详细信息', { exact: true }).click();
  await page.getByText('broken on purpose').waitFor();
  await page.screenshot({ path: join(screenshots, 'cover-crash-loop.png') });
  await page.getByRole('button', { name: '重试' }).click();
  await items().first().waitFor();
});

test('a worker that fell silent is noticed once the user does something, and replaced', async () => {
  await worker().evaluate(() => self.close());
  await wiggle();
  await cover('页面没有反应').waitFor();
  await page.screenshot({ path: join(screenshots, 'cover-unresponsive.png') });
  await page.getByRole('button', { name: '重新打开' }).click();
  await page.locator('#cover').waitFor({ state: 'hidden' });
  await items().first().waitFor();
});

test('a worker that is only busy gets its time; the cover goes by itself', async () => {
  const busy = worker().evaluate(() => {
    for (const end = performance.now() + 14_000; performance.now() < end;);
    self.survived = true;
  });
  // A single touch may be answered before the hard work begins.
  for (let touches = 0; touches < 60 && !await cover('页面没有反应').isVisible(); touches += 1) {
    await wiggle();
    await page.waitForTimeout(200);
  }
  await cover('页面没有反应').waitFor();
  await busy;
  await page.locator('#cover').waitFor({ state: 'hidden' });
  assert.equal(await worker().evaluate(() => self.survived), true);
});
