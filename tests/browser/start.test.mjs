// The page before the app runs, and when it can't: loading, and what is said to the user or the administrator. Each
// test has a browser that was never here before.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { makeDemo, open, screenshots, startBrowser, startServer } from './page.mjs';

const HOST = 'mingchou.test';

let demo, server, browser;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
});
afterEach(() => browser?.close());
after(async () => {
  await server?.stop();
  demo?.remove();
});

async function newPage(options) {
  browser = await startBrowser(options);
  return browser.page;
}
const cover = (page, title) => page.getByRole('main').getByRole('heading', { name: title });
const picture = (page, name) => page.screenshot({ path: join(screenshots, `${name}.png`) });

test('the loading page says what to do when the download breaks off', async () => {
  const page = await newPage();
  const fail = (route) => route.abort('connectionfailed');
  await browser.context.route('**/*.wasm', fail);
  await page.goto(`${server.address}/#/departments`);
  await cover(page, '连不上服务器').waitFor();
  await picture(page, 'cover-unreachable');
  await browser.context.unroute('**/*.wasm', fail);
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByRole('heading', { level: 1, name: '部门' }).waitFor();
});

test('the loading page shows how much has arrived', async () => {
  const page = await newPage({ viewport: { width: 390, height: 844 } });
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await browser.context.route('**/*.wasm', async (route) => { await held; await route.fallback(); });
  await page.goto(`${server.address}/`);
  const progress = page.getByRole('progressbar', { name: '打开的进度' });
  await page.waitForFunction(() => document.querySelector('progress').value > 100_000);
  assert.ok(Number(await progress.getAttribute('value')) < Number(await progress.getAttribute('max')));
  await page.getByText(/^\d\.\d \/ \d\.\d MB$/).waitFor();
  await picture(page, 'cover-loading');
  release();
  await page.locator('#cover').waitFor({ state: 'hidden' });
});

test('a browser that lacks something is told so in Chinese', async () => {
  const page = await newPage();
  await page.addInitScript(() => { delete window.OffscreenCanvas; });
  await page.goto(`${server.address}/`);
  await cover(page, '浏览器版本过旧').waitFor();
  await page.getByText('OffscreenCanvas').first().waitFor({ state: 'attached' });
  assert.equal(await page.getByRole('progressbar').count(), 0);
  await picture(page, 'cover-too-old');
});

test('an address without encryption is explained to users and administrators', async () => {
  const page = await newPage({ args: [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`] });
  const port = server.port;
  await server.stop();
  const plain = await startServer(demo.folder, 0, { flags: ['--host', HOST] });
  await page.goto(`http://${HOST}:${plain.port}/`);
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await cover(page, '需要加密连接').waitFor();
  await page.getByText('--tls-cert').waitFor();
  assert.equal(page.workers().length, 0);
  await picture(page, 'cover-insecure');
  await plain.stop();
  server = await startServer(demo.folder, port);
});

test('without JavaScript the page says that it is needed', async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${server.address}/`);
  await page.locator('.noscript').waitFor();
  assert.match(await page.locator('.noscript').innerText(), /请在浏览器设置中允许 JavaScript/);
  await picture(page, 'cover-no-script');
});

test('a script that does not run is said in words, with a way out', async () => {
  const page = await newPage();
  const broken = (route) => route.fulfill({ contentType: 'text/javascript', body: 'this is no script' });
  await browser.context.route('**/main.*.js', broken);
  await page.goto(`${server.address}/`);
  await cover(page, '页面没有打开').waitFor();
  await picture(page, 'cover-broken');
  await browser.context.unroute('**/main.*.js', broken);
  await page.getByRole('button', { name: '重试' }).click();
  await page.locator('#cover').waitFor({ state: 'hidden' });
});

test('the theme and language of the last start are there before anything is painted', async () => {
  const page = await newPage();
  await open(page, server.address);
  await page.evaluate(() => localStorage.setItem('mingchou.preferences', JSON.stringify({ language: 'en', theme: 'dark', textSize: 'standard' })));
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.atFirst = [document.documentElement.dataset.theme, document.documentElement.lang];
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.deepEqual(await page.evaluate(() => window.atFirst), ['dark', 'en']);
});
