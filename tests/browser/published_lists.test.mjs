// The public page of item lists and yearly plans in Chromium: without an account, from the real server with the demo
// county; versions open to their items and tasks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, require, screenshots, startBrowser, startServer } from './page.mjs';

let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.address}/verify/lists.html`);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

const section = (name) => page.getByRole('region', { name, exact: true });
const versions = (name) => section(name).locator('details');

test('lists and plans that were published stand there without an account, each leading to what it holds', async () => {
  await versions('抽查事项清单').first().waitFor();
  const { items } = await (await fetch(`${server.address}/api/v1/published-item-lists`)).json();
  assert.ok(items.length > 5);
  assert.equal(await versions('抽查事项清单').count(), items.flatMap((list) => list.versions).length);
  const first = versions('抽查事项清单').first();
  await first.locator('summary').click();
  await first.getByRole('listitem').first().waitFor();
  assert.equal(await first.getByRole('listitem').count(), items[0].versions[0].item_count);
  await first.getByText('抽查依据').first().waitFor();
  const plan = versions('年度抽查计划').first();
  await plan.locator('summary').click();
  await plan.getByText('实施时间').first().waitFor();
  await plan.getByText('发起、参与部门', { exact: true }).first().waitFor();
  assert.ok(await plan.getByText(/按比例|户/).first().isVisible());
});

test('the page speaks English, and leads to the published draws and back', async () => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Item lists and yearly plans' }).waitFor();
  assert.equal(new URL(page.url()).search, '?lang=en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('link', { name: /^已公布的抽取结果/ }).click();
  await page.getByRole('heading', { level: 1, name: '核验抽取结果' }).waitFor();
  await page.getByRole('link', { name: '抽查事项清单和年度计划' }).click();
  await page.getByRole('heading', { level: 1, name: '抽查事项清单和年度计划' }).waitFor();
});

test('it says so when the server can not be reached, and tries again', async () => {
  await page.route('**/api/v1/published-*', (route) => route.abort());
  await page.reload();
  await section('抽查事项清单').getByText('没有读到').waitFor();
  await page.unroute('**/api/v1/published-*');
  await section('抽查事项清单').getByRole('button', { name: '重试' }).click();
  await versions('抽查事项清单').first().waitFor();
  await section('年度抽查计划').getByRole('button', { name: '重试' }).click();
  await versions('年度抽查计划').first().waitFor();
});

test('a version that can not be read stays open, says so, and is read when it is tried again', async () => {
  await page.reload();
  await page.route('**/items', (route) => route.abort());
  const first = versions('抽查事项清单').first();
  await first.locator('summary').click();
  await first.getByText('没有读到').waitFor();
  assert.equal(await first.getAttribute('open'), '');
  await first.getByRole('button', { name: '重试' }).click();
  await first.getByText('没有读到').waitFor();
  await page.unroute('**/items');
  await first.getByRole('button', { name: '重试' }).focus();
  await page.keyboard.press('Enter');
  await first.getByRole('listitem').first().waitFor();
  assert.equal(await first.getByText('没有读到').count(), 0);
  assert.equal(await first.getByRole('button', { name: '重试' }).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'summary');
});

/** Pages of lists, however the page asks for them, by what is done with each request. */
const ofLists = (url) => url.pathname.endsWith('/published-item-lists');
const routeLists = (answer) => page.route(ofLists, answer);
const unrouteLists = () => page.unroute(ofLists);

test('what is open stays open when more is read, and in the other language', async () => {
  await routeLists((route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '3');
    return route.continue({ url: url.href });
  });
  await page.reload();
  const all = versions('抽查事项清单');
  await all.first().locator('summary').click();
  await all.first().getByRole('listitem').first().waitFor();
  const [items, shown] = [await all.first().getByRole('listitem').count(), await all.count()];
  const place = await all.first().evaluate((node) => {
    node.isStillThis = true;
    return node.getBoundingClientRect().top + scrollY;
  });
  await section('抽查事项清单').getByRole('button', { name: '更多' }).click();
  await all.nth(shown).waitFor();
  assert.deepEqual(await all.first().evaluate((node) => [node.isStillThis, node.open, node.getBoundingClientRect().top + scrollY]), [true, true, place]);
  assert.ok(await all.nth(shown).locator('summary').evaluate((node) => node === document.activeElement), 'the reader goes on where the new ones begin');
  const before = await page.evaluate(() => scrollY);
  await page.getByRole('button', { name: 'English' }).evaluate((button) => button.click());
  const english = versions('Item lists');
  await english.first().getByText('Inspecting body').first().waitFor();
  assert.equal(await english.first().getByRole('listitem').count(), items);
  assert.equal(await page.getByRole('group').evaluateAll((groups) => groups.filter((group) => group.open).length), 1);
  assert.ok(Math.abs(await page.evaluate(() => scrollY) - before) < 100);
  await page.getByRole('button', { name: '中文' }).evaluate((button) => button.click());
  await unrouteLists();
});

test('pages without a published list are passed over, and it says none only after the last', async () => {
  const empty = (route, next) => route.fulfill({ json: { items: [], next_cursor: next } });
  let asked = 0;
  await routeLists((route) => {
    asked += 1;
    if (asked < 4) return empty(route, `after-${asked}`);
    return route.continue({ url: new URL('/api/v1/published-item-lists', server.address).href });
  });
  await page.reload();
  await versions('抽查事项清单').first().waitFor();
  assert.equal(asked, 4);
  await unrouteLists();

  // However many such pages there are: not without end at once.
  asked = 0;
  await routeLists((route) => empty(route, `after-${asked += 1}`));
  await page.reload();
  await section('抽查事项清单').getByRole('button', { name: '更多' }).waitFor();
  assert.ok(asked > 4 && asked <= 100, `${asked} pages`);
  assert.equal(await section('抽查事项清单').getByText('还没有公布').count(), 0);
  await unrouteLists();
  await routeLists((route) => empty(route, null));
  await section('抽查事项清单').getByRole('button', { name: '更多' }).click();
  await section('抽查事项清单').getByText('还没有公布').waitFor();
  assert.equal(await section('抽查事项清单').getByRole('button', { name: '更多' }).count(), 0);
  await unrouteLists();
});

test('the page passes axe-core, and looks right on a phone, a tablet and a desktop', async () => {
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.reload();
    await versions('抽查事项清单').first().locator('summary').click();
    await versions('年度抽查计划').first().locator('summary').click();
    await versions('年度抽查计划').first().getByRole('listitem').first().waitFor();
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), []);
    for (const [size, viewport] of Object.entries({ phone: { width: 390, height: 844 }, tablet: { width: 834, height: 1112 }, desktop: { width: 1440, height: 900 } })) {
      await page.setViewportSize(viewport);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${size} is wider than the screen`);
      await page.screenshot({ path: join(screenshots, `lists-${scheme}-${size}.png`) });
    }
  }
});

test('the browser complained of nothing but the server that was out of reach', () => {
  assert.deepEqual(browser.complaints.filter((one) => !/ERR_FAILED/.test(one)), []);
});
