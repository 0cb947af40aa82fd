// The walk of done_when_client.test.mjs for those who have no mouse and no finger for it, and for those who do not see
// it: once with a keyboard alone, once with a screen reader's view alone. In between the browser is killed, and the next
// start is offline.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { compose, focused, focusIs, press, ringIsSeen, stopsAround, tabTo } from './keyboard.mjs';
import { killBrowser } from './kill.mjs';
import { demoPassword, makeDemo, makeProfile, open, screenshots, settle, startBrowser, startServer, until } from './page.mjs';
import { makeScreenReader } from './screen_reader.mjs';

const WAIT = { timeout: 120_000 };
const tablet = { viewport: { width: 820, height: 1180 } };
const rare = '𰻞';
const words = `后厨整洁，招牌是${rare}`;

let demo;
before(() => { demo = makeDemo(); });
after(() => demo.remove());

const summary = (page) => page.getByRole('status').filter({ hasText: /^(共|找到)/ });
const heading = (page, name) => page.getByRole('heading', { level: 2, name }).waitFor(WAIT);
const keptOffline = (page) => page.evaluate(async () => { await navigator.serviceWorker.ready; });
const routeOf = (page) => new URL(page.url()).hash.slice(1);
const picture = (page, name) => page.screenshot({ path: `${screenshots}/keyboard-${name}.png` });

/** A server, and a browser with a profile that outlives its death. */
async function onTablet(walk) {
  const profile = makeProfile();
  const server = await startServer(demo.folder);
  const at = { server, browser: await startBrowser({ profile, ...tablet }) };
  /** From here on there is no network. */
  at.goOffline = async () => {
    await keptOffline(at.browser.page);
    await server.stop();
    await at.browser.context.setOffline(true);
  };
  at.killAndStart = async () => {
    await killBrowser(profile);
    at.browser = await startBrowser({ profile, ...tablet });
    await at.browser.context.setOffline(true);
    return at.browser.page;
  };
  try {
    await walk(at);
  } finally {
    await at.browser.close().catch(() => {});
    await server.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}

test('by keyboard alone: offline a shop is found and noted on, and all is there after SIGKILL', () => onTablet(async (at) => {
  let { page } = at.browser;
  await open(page, at.server.address, '/targets', { login: null });
  await tabTo(page, 'button', '登录');
  await press(page, 'Enter');
  await tabTo(page, 'textbox', '用户名');
  await page.keyboard.type('demo-office');
  await press(page, 'Enter');
  await page.keyboard.type(demoPassword);
  await press(page, 'Enter');
  await summary(page).waitFor(WAIT);
  await at.goOffline();

  // From the top of the page, through the navigation, to the search.
  await tabTo(page, 'link', '首页', 'Shift+Tab');
  await ringIsSeen(page);
  await tabTo(page, 'searchbox', '搜索检查对象');
  await picture(page, 'search');
  await compose(page, 'chao shi', '超市');
  await until(page, 'the shops', async () => /^找到/.test(await summary(page).textContent()));
  await focusIs(page, 'searchbox', '搜索检查对象');

  // Row by row, and back with the focus where it was.
  await tabTo(page, 'link', /超市/);
  await ringIsSeen(page);
  const first = await focused(page);
  await press(page, 'ArrowDown');
  const second = await focused(page);
  assert.ok(second.role === 'link' && second.name.includes('超市') && second.name !== first.name, second.name);
  await ringIsSeen(page);
  await press(page, 'PageDown');
  await press(page, 'End');
  await ringIsSeen(page);
  await press(page, 'Home');
  await focusIs(page, 'link', first.name);
  await picture(page, 'row');
  const [name] = first.name.split('，');
  await press(page, 'Enter');
  await heading(page, name);
  await focusIs(page, 'heading', name);
  const route = routeOf(page);

  await tabTo(page, 'textbox', '写记录');
  await compose(page, 'hou chu', '后厨');
  await compose(page, 'zheng jie', '整洁，招牌是');
  await compose(page, 'biang', rare);
  await tabTo(page, 'button', '保存记录');
  await ringIsSeen(page);
  await press(page, 'Space');
  await page.getByText(words).first().waitFor(WAIT);
  await page.getByText('记录已保存在本机').waitFor(WAIT);
  await focusIs(page, 'button', '保存记录');
  await picture(page, 'saved');
  // What is only typed is kept too.
  await tabTo(page, 'textbox', '写记录', 'Shift+Tab');
  await compose(page, 'xia ci', '下次再看');
  await settle(page);
  await page.waitForTimeout(1000);

  page = await at.killAndStart();
  await open(page, at.server.address, route);
  await heading(page, name);
  await page.getByText(words).first().waitFor(WAIT);
  await tabTo(page, 'textbox', '写记录');
  assert.equal(await page.evaluate(() => document.activeElement.value), '下次再看');
  await tabTo(page, 'link', '检查对象');
  await press(page, 'Enter');
  await summary(page).waitFor(WAIT);
  assert.match(await summary(page).textContent(), /^共 30,000 个$/);
}));

test('by roles alone: offline a shop is found and noted on, and all is there after SIGKILL', () => onTablet(async (at) => {
  let { page } = at.browser;
  let reader = await makeScreenReader(page);
  await open(page, at.server.address, '/targets', { login: null });
  await reader.activate('button', '登录');
  await reader.write('textbox', '用户名', 'demo-office');
  await reader.write('textbox', '密码', demoPassword);
  await reader.activate('button', '登录');
  await reader.heard('共 30,000 个');
  await at.goOffline();
  await reader.heard('离线');

  await reader.write('searchbox', '搜索检查对象', '超市');
  await reader.heard(/^找到 [\d,]+ 个/);
  const [first] = await reader.all('link', /超市/);
  const [name] = first.name.split('，');
  await reader.activate('link', first.name);
  await reader.find('heading', name);
  await until(page, 'the heading is read', async () => (await reader.focused()).name === name);
  assert.equal((await reader.focused()).role, 'heading');
  const route = routeOf(page);

  await reader.write('textbox', '写记录', words);
  await reader.activate('button', '保存记录');
  await reader.heard('记录已保存在本机');
  assert.ok((await reader.all('StaticText', words)).length > 0);
  await reader.write('textbox', '写记录', '下次再看');
  await page.waitForTimeout(1000);

  page = await at.killAndStart();
  reader = await makeScreenReader(page);
  await open(page, at.server.address, route);
  await reader.find('heading', name);
  await reader.find('StaticText', words);
  assert.equal((await reader.find('textbox', '写记录')).value, '下次再看');
}));

test('by roles alone every row of a long list is reached, and each tells its place in the whole', () => onTablet(async (at) => {
  const { page } = at.browser;
  const reader = await makeScreenReader(page);
  await open(page, at.server.address, '/targets');
  await reader.heard('共 30,000 个');
  await reader.find('link', /，/);
  let [row] = await reader.all('link', /，/);
  for (let place = 1; place <= 60; place += 1) {
    assert.equal(await reader.attribute(row, 'aria-posinset'), String(place));
    assert.equal(await reader.attribute(row, 'aria-setsize'), '30000');
    await reader.focus(row);
    const all = await reader.all('link');
    row = all[all.findIndex(({ handle }) => handle === row.handle) + 1];
  }
}));

test('by keyboard alone: menus, sheets and dialogs give the focus back, and nothing holds it fast', () => onTablet(async (at) => {
  const { page } = at.browser;
  await open(page, at.server.address, '/targets');
  await summary(page).waitFor(WAIT);
  await press(page, 'Tab');
  const around = await stopsAround(page);
  assert.ok(around.length >= 9, around.join('\n'));
  assert.deepEqual((await stopsAround(page, 'Shift+Tab')).slice(0, -1).reverse(), around.slice(0, -1));

  // A menu: arrows go round, Tab and Escape leave it.
  await tabTo(page, 'button', '排序');
  await press(page, 'Enter');
  await focusIs(page, 'menuitemradio', '按名称拼音');
  await ringIsSeen(page);
  await press(page, 'ArrowUp');
  await focusIs(page, 'menuitemradio', '早成立在前');
  await press(page, 'Home');
  await focusIs(page, 'menuitemradio', '按名称拼音');
  for (const key of ['Tab', 'Shift+Tab', 'Escape']) {
    await press(page, key);
    await focusIs(page, 'button', '排序');
    await press(page, 'Space');
    await focusIs(page, 'menuitemradio', '按名称拼音');
  }
  await press(page, 'ArrowDown');
  await press(page, 'Enter');
  await focusIs(page, 'button', '排序');

  // A sheet: Tab stays in it, and nothing that it sets takes the focus away.
  await tabTo(page, 'button', '筛选', 'Shift+Tab');
  await press(page, 'Enter');
  await focusIs(page, 'button', '关闭');
  assert.ok(!(await stopsAround(page)).includes('searchbox 搜索检查对象'));
  await tabTo(page, 'checkbox', /^个体工商户/);
  await ringIsSeen(page);
  await press(page, 'Space');
  await focusIs(page, 'checkbox', /^个体工商户/);
  await tabTo(page, 'button', '乡镇（街道）');
  await press(page, 'Enter');
  await tabTo(page, 'checkbox', '红花集镇');
  await ringIsSeen(page);
  await press(page, 'Escape');
  await focusIs(page, 'button', '筛选 · 1');

  // What is pressed and goes hands the focus on.
  await tabTo(page, 'button', '去掉筛选：个体工商户');
  await press(page, 'Enter');
  await until(page, 'all rows', async () => /^共/.test(await summary(page).textContent()));
  await focusIs(page, 'searchbox', '搜索检查对象');
  await compose(page, 'chao shi', '超市');
  await tabTo(page, 'button', '清空搜索');
  await press(page, 'Space');
  await focusIs(page, 'searchbox', '搜索检查对象');
}));

test('by keyboard alone: a note is withdrawn for a reason, and the focus is back at the note', () => onTablet(async (at) => {
  const { page } = at.browser;
  await open(page, at.server.address, '/targets');
  await summary(page).waitFor(WAIT);
  await tabTo(page, 'link', /，/);
  await press(page, 'Enter');
  await tabTo(page, 'textbox', '写记录');
  await page.keyboard.insertText('门口无灭火器');
  // Escape leaves a field where it is, and keeps what stands in it.
  await press(page, 'Escape');
  await tabTo(page, 'textbox', '写记录', 'Shift+Tab');
  await press(page, 'Control+Enter');
  await page.getByText('记录已保存在本机').waitFor(WAIT);
  await focusIs(page, 'textbox', '写记录');
  await tabTo(page, 'button', '这条记录的操作');
  await press(page, 'Enter');
  await focusIs(page, 'menuitem', '修改');
  await press(page, 'End');
  await focusIs(page, 'menuitem', '撤回');
  await press(page, 'Enter');
  await focusIs(page, 'button', '关闭');
  await tabTo(page, 'radio', '写错了');
  await press(page, 'ArrowUp');
  await focusIs(page, 'radio', '重复了');
  await ringIsSeen(page);
  assert.equal(await page.getByRole('radio', { name: '重复了' }).getAttribute('aria-checked'), 'true');
  await picture(page, 'withdraw');
  await tabTo(page, 'button', '撤回');
  await press(page, 'Enter');
  await page.getByText('已撤回：重复了').waitFor(WAIT);
  await focusIs(page, 'button', '这条记录的操作');
}));
