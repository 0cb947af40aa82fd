// The screens that are about the app and the device, in Chromium: every size, both languages and themes, with pictures
// to look at (build/screenshots); choices of the settings take effect at once; the page around the canvas follows.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, open, screenshots, settle, sizes, startBrowser, startServer, until } from './page.mjs';

let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser({ colorScheme: 'light' });
  page = browser.page;
  page.setDefaultTimeout(60_000);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

const routes = { home: '/', departments: '/departments', storage: '/storage', settings: '/settings' };
const titles = {
  zh: { home: '首页', departments: '部门', storage: '本机存储', settings: '设置' },
  en: { home: 'Home', departments: 'Departments', storage: 'This device', settings: 'Settings' },
};
const heading = (name) => page.getByRole('heading', { level: 1, name, exact: true });
const pageColor = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const barColor = () => page.locator('meta[name="theme-color"]').getAttribute('content');

/** The window has another size, and the navigation lies where it belongs there. */
async function resize(viewport) {
  await page.setViewportSize(viewport);
  const below = viewport.width < 840;
  await until(page, 'laid out anew', async () => {
    const box = await page.getByRole('navigation').boundingBox();
    return below ? box.width === viewport.width && Math.round(box.y + box.height) === viewport.height : box.height === viewport.height;
  });
}

async function pictures(language, theme) {
  for (const [name, route] of Object.entries(routes)) {
    await page.evaluate((hash) => { location.hash = hash; }, route);
    await heading(titles[language][name]).waitFor({ state: 'attached' });
    for (const [size, viewport] of Object.entries(sizes)) {
      await resize(viewport);
      const links = page.getByRole('navigation').getByRole('link');
      // Where there is room the inspectors, the item lists, plans, tasks, draws and the audit trail, which this role may
      // read, have their places too; on the desktop the account. On a tablet one finds the draws by the tasks.
      assert.equal(await links.count(), { desktop: 12, 'tablet-landscape': 10 }[size] ?? 5, `${name} ${size}`);
      for (const box of await Promise.all((await links.all()).map((link) => link.boundingBox()))) {
        assert.ok(box.width >= 44 && box.height >= 44 && box.x >= 0 && box.x + box.width <= viewport.width, `${name} ${size}`);
      }
      await page.screenshot({ path: join(screenshots, `${name}-${size}-${language}-${theme}.png`) });
    }
  }
  await resize(sizes.desktop);
}

test('every screen on every size, in Chinese and light', async () => {
  await open(page, server.address, '/');
  await pictures('zh', 'light');
});

test('the navigation leads everywhere and tells where one is', async () => {
  for (const name of ['departments', 'storage', 'settings', 'home']) {
    await page.getByRole('link', { name: titles.zh[name], exact: true }).first().click();
    await heading(titles.zh[name]).waitFor({ state: 'attached' });
    await settle(page);
    const current = page.getByRole('navigation').locator('[aria-current="page"]');
    await until(page, `in ${name}`, async () => await current.textContent() === titles.zh[name]);
  }
});

test('theme, language and size of text change at once, and the page around the canvas with them', async () => {
  await page.getByRole('link', { name: '设置' }).click();
  assert.equal(await barColor(), '#ffffff');
  await page.getByRole('radio', { name: '深色' }).click();
  await until(page, 'dark', async () => await page.locator('html').getAttribute('data-theme') === 'dark');
  assert.equal(await pageColor(), 'rgb(16, 23, 29)');
  assert.equal(await barColor(), '#161f27');

  const radio = page.getByRole('radio', { name: '特大' });
  const before = (await radio.boundingBox()).height;
  await radio.click();
  await until(page, 'larger', async () => (await radio.boundingBox()).height > before * 1.2);
  await page.getByRole('radio', { name: '标准' }).click();
  await until(page, 'as before', async () => Math.abs((await radio.boundingBox()).height - before) < 1);

  await page.getByRole('radio', { name: /English/ }).click();
  await heading('Settings').waitFor({ state: 'attached' });
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

test('every screen on every size, in English and dark', async () => {
  await pictures('en', 'dark');
});

test('a choice of the settings is there at the next start, before the first frame', async () => {
  await open(page, server.address, '/settings');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await heading('Settings').waitFor({ state: 'attached' });
  assert.equal(await page.getByRole('radio', { name: 'Dark' }).getAttribute('aria-checked'), 'true');
});

test('without a network the header says so, and no longer when it is back', async () => {
  const offline = page.getByRole('status').filter({ hasText: /^Offline$/ });
  await browser.context.setOffline(true);
  await offline.waitFor({ state: 'attached' });
  await browser.context.setOffline(false);
  await offline.waitFor({ state: 'detached' });
});

test('a sheet takes the focus, closes by Escape, and gives the focus back', async () => {
  const row = page.getByRole('button', { name: /Open source licences/ });
  await row.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Open source licences' });
  await sheet.waitFor({ state: 'attached' });
  const focused = () => page.evaluate(() => document.activeElement?.dataset.id ?? '');
  await until(page, 'focus in the sheet', async () => await focused() === 'licences.close');
  await page.screenshot({ path: join(screenshots, 'settings-licences.png') });
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await until(page, 'focus back', async () => await focused() === 'settings.licences');
});

test('no complaint of the browser', () => assert.deepEqual(browser.complaints, []));
