// The same day's work in Firefox, driven by the standard protocol that it speaks itself (WebDriver BiDi). What that
// does not offer here is left to Chromium's tests: touch, an input method's composition, cutting the network off (the
// server is stopped instead). Firefox draws WebGL only on a display: Xvfb is one.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { killBrowser } from './kill.mjs';
import { count, makeDemo, makeProfile, open, require, screenshots, settle, startServer, until } from './page.mjs';

const { firefox } = require('playwright-core');

const WAIT = { timeout: 120_000 };
const IDLE_MS = 1_500;
const words = '后厨整洁，招牌是𰻞面';

let demo, server, display, profile, context, page;

/** A display that nobody sees; resolves to its name. */
function startDisplay() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return new Promise((started, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`Xvfb ended with ${code}`)));
    createInterface({ input: child.stdio[3] }).once('line', (number) => started({ name: `:${number}`, stop: () => child.kill() }));
  });
}

async function startFirefox() {
  context = await firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox', executablePath: process.env.MINGCHOU_FIREFOX ?? '/usr/bin/firefox-esr', headless: false, viewport: null,
    env: { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: '1' },
    firefoxUserPrefs: { 'webgl.force-enabled': true, 'intl.accept_languages': 'zh-CN', 'intl.locale.requested': 'zh-CN' },
  });
  [page] = context.pages();
  page.setDefaultTimeout(WAIT.timeout);
}

before(async () => {
  demo = makeDemo();
  profile = makeProfile();
  [server, display] = await Promise.all([startServer(demo.folder), startDisplay()]);
  await startFirefox();
});
after(async () => {
  await context?.close().catch(() => {});
  display?.stop();
  await server?.stop();
  demo?.remove();
  rmSync(profile, { recursive: true, force: true });
});

const summary = () => page.getByRole('status').filter({ hasText: /^(共|找到)/ });
const rows = () => page.getByRole('list', { name: '检查对象' }).getByRole('link');
const heading = (name) => page.getByRole('heading', { name }).first().waitFor();

test('the register is downloaded, and nothing is drawn while nothing happens', async () => {
  await open(page, server.address, '/targets');
  await summary().waitFor();
  assert.equal(await summary().textContent(), '共 30,000 个');
  await settle(page);
  const before = await count(page);
  await page.waitForTimeout(IDLE_MS);
  const later = await count(page);
  assert.deepEqual([later.frames, later.glCalls], [before.frames, before.glCalls]);
});

test('a shop is found by two characters and noted on; back leads to the list as it was', async () => {
  await page.getByRole('searchbox', { name: '搜索检查对象' }).fill('超市');
  await until(page, 'the shops', async () => /^找到/.test(await summary().textContent()));
  const found = await summary().textContent();
  const name = (await rows().first().textContent()).split('，')[0];
  assert.ok(name.includes('超市'), name);
  await rows().first().click();
  await heading(name);
  await page.getByRole('textbox', { name: '写记录' }).fill(words);
  await page.getByRole('button', { name: '保存记录' }).click();
  await page.getByText('记录已保存在本机').waitFor();
  await page.screenshot({ path: `${screenshots}/firefox-target.png` });
  await page.goBack();
  await summary().waitFor();
  assert.equal(await summary().textContent(), found);
});

test('a second tab says who has the data, takes them over on request, and the first one says so', async () => {
  const first = page;
  page = await context.newPage();
  await open(page, server.address, '/storage');
  await page.getByText('本机数据正在另一个标签页中使用').first().waitFor();
  await page.getByRole('button', { name: '在此使用' }).click();
  await heading('本机上的内容');
  await first.bringToFront();
  await first.getByRole('button', { name: '在此使用' }).waitFor();
  await page.close();
  page = first;
  await page.getByRole('button', { name: '在此使用' }).click();
  await summary().waitFor();
});

test('without a server, after SIGKILL, all is there again', async () => {
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await server.stop();
  await killBrowser(profile, 'lock');
  await context.close().catch(() => {});
  await startFirefox();
  await open(page, server.address, '/');
  await page.getByText(words).first().waitFor();
  await open(page, server.address, '/targets');
  await summary().waitFor();
  assert.match(await summary().textContent(), /30,000|找到/);
});
