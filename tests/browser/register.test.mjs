// The target register in Chromium, against the real server with the demo county: it comes once, is searched, filtered
// and sorted by role and name, and opens without network. OPFS keeps it, so each test has a profile of its own.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { makeDemo, open, screenshots, settle, sizes, startBrowser, startServer, until } from './page.mjs';

const WAIT = { timeout: 120_000 };
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

const row = () => page.getByRole('list', { name: '检查对象' }).getByRole('link');
const summary = () => page.getByRole('status').filter({ hasText: /^(共|找到)/ });

/** The list with all of it there. */
async function openRegister(route = '/targets') {
  await open(page, server.address, route);
  await summary().waitFor(WAIT);
  await settle(page);
}

async function search(words) {
  await page.getByRole('searchbox', { name: '搜索检查对象' }).fill(words);
}

test('the register comes by itself, shows how far it is, and is there after a reload without network', async () => {
  await open(page, server.address, '/targets');
  await page.getByRole('progressbar').first().waitFor(WAIT);
  await summary().waitFor(WAIT);
  assert.match(await summary().textContent(), /^共 30,000 个$/);
  assert.ok(await row().count() > 5);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await server.stop();
  await page.reload();
  await summary().waitFor(WAIT);
  assert.match(await summary().textContent(), /^共 30,000 个$/);
  assert.deepEqual(browser.complaints, []);
});

test('a download that a reload interrupts goes on with the parts that are missing', async () => {
  const asked = [];
  let held = 0;
  await browser.context.route('**/api/v1/snapshots/targets/*/*', async (route) => {
    asked.push(route.request().url());
    if (asked.length > 4 && held === 0) { held = asked.length; return; } // never answered
    await route.continue();
  });
  await open(page, server.address, '/targets');
  await until(page, 'the download to stand still', async () => held > 0);
  const before = new Set(asked);
  asked.length = 0;
  held = -1;
  await page.reload();
  await summary().waitFor(WAIT);
  assert.match(await summary().textContent(), /^共 30,000 个$/);
  // At most the part that was on its way, and the one being written, come twice.
  assert.ok(asked.filter((url) => before.has(url)).length <= 2, asked.join('\n'));
});

test('a download can be cancelled and taken up again', async () => {
  await browser.context.route('**/api/v1/snapshots/targets/*/3', () => {});
  await open(page, server.address, '/targets');
  await page.getByRole('button', { name: '取消' }).click(WAIT);
  await browser.context.unrouteAll();
  await page.getByRole('button', { name: /继续下载|下载名录/ }).click(WAIT);
  await summary().waitFor(WAIT);
});

test('two characters, a part of a code and pinyin initials find a shop; what was typed stays on the way back', async () => {
  await openRegister();
  await search('超市');
  await until(page, 'the shops', async () => (await row().first().textContent()).includes('超市'));
  const [name] = (await row().first().textContent()).split('，');
  const code = await row().first().getAttribute('aria-description');
  await search(code.slice(4));
  await until(page, 'the one with that code', async () => await row().count() === 1);
  assert.ok((await row().textContent()).startsWith(name));
  await row().click();
  await page.getByRole('heading', { level: 2, name }).waitFor(WAIT);
  await page.goBack();
  await summary().waitFor(WAIT);
  assert.match(await summary().textContent(), /^找到/);
  await search('xhcs');
  await until(page, 'hits of initials', async () => await row().count() > 0);
});

test('filters by kind and township, one by one and off again', async () => {
  await openRegister();
  await page.getByRole('button', { name: '筛选', exact: true }).click();
  await page.getByRole('checkbox', { name: /^个体工商户/ }).click();
  await page.getByRole('button', { name: '乡镇（街道）' }).click();
  // Below the edge of the sheet: the focus brings it into view.
  await page.getByRole('checkbox', { name: /^红花集镇/ }).press('Enter');
  await page.getByRole('button', { name: /^查看/ }).click();
  await until(page, 'filtered rows', async () => {
    const names = await row().allTextContents();
    return names.length > 3 && names.every((words) => words.includes('个体工商户') && words.includes('红花集镇'));
  });
  await page.getByRole('button', { name: '清除全部' }).click();
  await until(page, 'all rows', async () => /^共/.test(await summary().textContent()));
});

test('a sorting is chosen from the menu', async () => {
  await openRegister();
  const before = await row().first().textContent();
  await page.getByRole('button', { name: '排序' }).click();
  await page.getByRole('menuitemradio', { name: '新成立在前' }).click();
  await until(page, 'another first row', async () => await row().first().textContent() !== before);
});

test('on a wide screen list and page stand side by side; a link opens a page, also one of no target', async () => {
  await openRegister();
  const name = (await row().nth(2).textContent()).split('，')[0];
  await row().nth(2).click();
  await page.getByRole('heading', { level: 2, name }).waitFor(WAIT);
  assert.ok(await row().count() > 5);
  const link = new URL(page.url()).hash.slice(1);
  await page.setViewportSize(sizes.phone);
  await open(page, server.address, link);
  await page.getByRole('heading', { level: 2, name }).waitFor(WAIT);
  assert.equal(await row().count(), 0);
  await open(page, server.address, '/targets/0197f000-0000-7000-8000-000000000000');
  await page.getByText('名录里没有这个检查对象').waitFor(WAIT);
});

test('pictures of the register', async () => {
  await openRegister();
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await open(page, server.address, '/targets');
    await summary().waitFor(WAIT);
    await settle(page);
    await page.screenshot({ path: `${screenshots}/register-list-${size}.png` });
    await row().nth(1).click();
    await page.getByRole('textbox', { name: '写记录' }).waitFor(WAIT);
    await settle(page);
    await page.screenshot({ path: `${screenshots}/register-target-${size}.png` });
  }
});
