// What the client platform is for, as one person lives it on a tablet: the county's register is there without network,
// a shop is found by two characters, a note is written in pinyin with a rare character in it, the browser is killed, and
// after the next start, still offline, all is there. By touch; done_when_keyboard.test.mjs does the same by keyboard
// and roles alone. SIGKILL proves the death of the process; the simulated disk of the native tests proves the flushes.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';

import { compose } from './keyboard.mjs';
import { killBrowser } from './kill.mjs';
import { demoPassword, makeDemo, makeProfile, open, settle, startBrowser, startServer, until } from './page.mjs';

const WAIT = { timeout: 120_000 };
const tablet = { reducedMotion: 'no-preference', viewport: { width: 834, height: 1194 }, hasTouch: true, isMobile: false };
const rare = '𰻞';

const summary = (page) => page.getByRole('status').filter({ hasText: /^(共|找到)/ });
const rows = (page) => page.getByRole('list', { name: '检查对象' }).getByRole('link');

test('offline on a tablet a shop is found and noted on, and neither SIGKILL nor a new start loses anything', async () => {
  const demo = makeDemo();
  const profile = makeProfile();
  let server = await startServer(demo.folder);
  let browser = await startBrowser({ profile, ...tablet });
  try {
    let { page } = browser;
    await open(page, server.address, '/targets', { login: null });
    await page.getByRole('main').getByRole('button', { name: '登录' }).tap();
    await page.getByRole('textbox', { name: '用户名' }).fill('demo-office');
    await page.getByLabel('密码', { exact: true }).fill(demoPassword);
    await page.getByRole('button', { name: '登录', exact: true }).tap();
    await summary(page).waitFor(WAIT);
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await server.stop();
    await browser.context.setOffline(true);

    // By two characters, written in pinyin.
    await page.getByRole('searchbox', { name: '搜索检查对象' }).tap();
    await compose(page, 'chao shi', '超市');
    await until(page, 'the shops', async () => /^找到/.test(await summary(page).textContent()));
    const name = (await rows(page).first().textContent()).split('，')[0];
    assert.ok(name.includes('超市'), name);
    await rows(page).first().tap();
    await page.getByRole('heading', { level: 2, name }).waitFor(WAIT);
    const { hash } = new URL(page.url());

    await page.getByRole('textbox', { name: '写记录' }).tap();
    await compose(page, 'hou chu', '后厨');
    await compose(page, 'zheng jie', '整洁，招牌是');
    await compose(page, 'biang', rare);
    await page.getByRole('button', { name: '保存记录' }).tap();
    const words = `后厨整洁，招牌是${rare}`;
    await page.getByText(words).first().waitFor(WAIT);
    await page.getByText('记录已保存在本机').waitFor(WAIT);
    // What is only typed is kept too.
    await page.getByRole('textbox', { name: '写记录' }).tap();
    await compose(page, 'xia ci', '下次再看');
    await settle(page);
    await page.waitForTimeout(1000);

    await killBrowser(profile);
    browser = await startBrowser({ profile, ...tablet });
    ({ page } = browser);
    await browser.context.setOffline(true);
    await open(page, server.address, hash.slice(1));
    await page.getByRole('heading', { level: 2, name }).waitFor(WAIT);
    await page.getByText(words).first().waitFor(WAIT);
    assert.equal(await page.getByRole('textbox', { name: '写记录' }).inputValue(), '下次再看');
    await open(page, server.address, '/targets');
    await summary(page).waitFor(WAIT);
    assert.match(await summary(page).textContent(), /^共 30,000 个$/);
  } finally {
    await browser.close().catch(() => {});
    await server.stop();
    rmSync(profile, { recursive: true, force: true });
    demo.remove();
  }
});
