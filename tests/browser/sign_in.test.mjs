// Signing in with a real browser against the real server: by keyboard alone, as password managers do it, and what comes
// of wrong passwords, too many of them, and initial ones.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { makeDemo, open, screenshots, settle, sizes, startBrowser, startServer } from './page.mjs';

const password = 'demo-county-2026';
let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(30_000);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

/** Nobody is signed in, and the screen to sign in is there. */
beforeEach(async () => {
  await browser.context.clearCookies();
  await open(page, server.address, '/sign-in', { login: null });
  await field('用户名').waitFor();
});

const field = (name) => page.getByRole('textbox', { name, exact: true });
/** An <input type=password> has no role of its own. */
const secret = (name) => page.getByLabel(name, { exact: true });
const button = (name) => page.getByRole('button', { name, exact: true });
const route = () => new URL(page.url()).hash.slice(1);
const shown = (words) => page.getByText(words).first().waitFor({ state: 'attached' });

async function signIn(login, words = password) {
  await field('用户名').fill(login);
  await secret('密码').fill(words);
  await button('登录').click();
}

test('by keyboard alone: Tab leads from name to password, Enter signs in', async () => {
  await field('用户名').focus();
  await page.keyboard.type('demo-office');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await shown(/您已登录/);
  await page.getByRole('link', { name: /联席会议办公室/ }).waitFor();
  assert.equal(route(), '/');
});

test('password managers find a form with a name and a password in it', async () => {
  const form = page.locator('form');
  assert.equal(await form.locator('input[autocomplete=username]').count(), 1);
  assert.equal(await form.locator('input[type=password][autocomplete=current-password]').count(), 1);
});

test('what was typed into a password stands in no attribute, no storage and no other element', async () => {
  await secret('密码').fill('no-such-words-2026');
  await settle(page);
  assert.ok(!(await page.content()).includes('no-such-words'));
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).includes('no-such-words'));
  await button('显示密码').click();
  await button('隐藏密码').waitFor();
  assert.equal(await secret('密码').getAttribute('type'), 'text');
  assert.ok(!(await page.content()).includes('no-such-words'));
});

test('a wrong password keeps the name, and says what to do', async () => {
  await signIn('demo-office', 'wrong-words-2026');
  await page.getByRole('alert').filter({ hasText: '登录没有成功' }).waitFor({ state: 'attached' });
  assert.equal(await field('用户名').inputValue(), 'demo-office');
  assert.equal(await secret('密码').inputValue(), '');
  await page.screenshot({ path: join(screenshots, 'sign-in-refused.png') });
  await secret('密码').fill(password);
  await secret('密码').press('Enter');
  await shown(/您已登录/);
});

test('after too many attempts the time left is told, and the button waits', async () => {
  const waiting = page.getByRole('button', { name: /^请等待 \d+:\d\d$/ });
  for (let tries = 0; tries < 20 && await waiting.count() === 0; tries += 1) {
    await secret('密码').fill(`wrong-words-${tries}`);
    await field('用户名').fill('demo-county');
    await button('登录').click();
    await page.getByRole('button', { name: /^(登录|请等待 .+)$/ }).waitFor();
    await page.getByRole('alert').first().waitFor({ state: 'attached' });
    await settle(page).catch(() => {});
  }
  assert.equal(await waiting.getAttribute('aria-disabled'), 'true');
});

test('the account tells who one is and where one is signed in; signing out says what stays', async () => {
  await signIn('demo-office');
  await page.getByRole('link', { name: /联席会议办公室/ }).click();
  await page.getByRole('heading', { level: 1, name: '我的账号' }).waitFor({ state: 'attached' });
  await shown('本设备');
  await page.screenshot({ path: join(screenshots, 'account.png') });
  await button('退出登录').click();
  const dialog = page.getByRole('dialog', { name: '退出登录？' });
  await dialog.waitFor({ state: 'attached' });
  assert.match(await dialog.textContent(), /留在这台设备上/);
  await dialog.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('link', { name: '登录', exact: true }).waitFor();
  assert.equal(route(), '/');
});

test('after signing in one is where one wanted to go', async () => {
  await open(page, server.address, '/account', { login: null });
  await button('登录').click();
  await signIn('demo-office');
  await page.getByRole('heading', { level: 1, name: '我的账号' }).waitFor({ state: 'attached' });
  assert.equal(route(), '/account');
});

test('a user is made, gets a one-time password, must change it, and is disabled', async () => {
  await signIn('demo-system');
  await shown(/您已登录/);
  await page.getByRole('link', { name: '用户', exact: true }).click();
  await shown(/^共 \d+ 个用户$/);
  await page.screenshot({ path: join(screenshots, 'users.png') });
  await button('新建用户').click();
  await field('用户名').fill('li.ming');
  await field('姓名').fill('李明');
  await button('角色').click();
  await page.getByRole('radio', { name: '审计员' }).click();
  await button('新建').click();
  await shown(/一次性密码当面交给李明/);
  const initial = (await page.locator('[data-id^="user.initial"]').allTextContents()).join(' ').match(/\b[a-z0-9]{5}(-[a-z0-9]{5}){3}\b/)[0];

  await browser.context.clearCookies();
  await open(page, server.address, '/sign-in', { login: null });
  await signIn('li.ming', initial);
  await page.getByRole('heading', { level: 1, name: '修改密码' }).waitFor({ state: 'attached' });
  await secret('当前密码').fill(initial);
  await secret('新密码').fill('short');
  // A hint is the field's own, and said with it.
  await page.locator('[aria-description="还差 5 个字符。"]').waitFor({ state: 'attached' });
  await secret('新密码').fill('several unrelated words');
  await secret('再输一次新密码').fill('several unrelated words');
  await page.screenshot({ path: join(screenshots, 'password-forced.png') });
  await secret('再输一次新密码').press('Enter');
  await shown('密码已修改，其他设备上的登录已结束');

  await browser.context.clearCookies();
  await open(page, server.address, '/sign-in', { login: null });
  await signIn('demo-system');
  await shown(/您已登录/);
  await page.getByRole('link', { name: '用户', exact: true }).click();
  await page.getByRole('link', { name: /^李明/ }).click();
  await button('停用').click();
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await button('启用账号').waitFor();
});

test('two who change the same user both see it, and nothing typed is lost', async () => {
  await signIn('demo-system');
  await shown(/您已登录/);
  await page.getByRole('link', { name: '用户', exact: true }).click();
  await page.getByRole('link', { name: /^审核人员（演示）/ }).click();
  await field('姓名').fill('我输入的名字');
  const id = route().split('/').at(-1);
  await page.evaluate(async (user) => {
    const path = `/api/v1/users/${user}`;
    const { name, role, department_id, status, revision } = await (await fetch(path)).json();
    await fetch(path, { method: 'PUT', body: JSON.stringify({ name: `${name}二`, role, department_id, status }), headers: { 'Content-Type': 'application/json', 'X-Mingchou-Request': '1', 'If-Match': `"${revision}"` } });
  }, id);
  await button('保存').click();
  await button('保留我输入的').click();
  assert.equal(await field('姓名').inputValue(), '我输入的名字');
  await button('保存').click();
  await shown('已保存');
});

test('the audit trail tells what was done, with before and after, and is filtered', async () => {
  await signIn('demo-system');
  await shown(/您已登录/);
  await page.getByRole('navigation').getByRole('link', { name: '审计记录' }).click();
  await page.getByRole('button', { name: '修改用户' }).first().click();
  const dialog = page.getByRole('dialog', { name: '修改用户' });
  await dialog.waitFor({ state: 'attached' });
  assert.match(await dialog.textContent(), /→/);
  await page.screenshot({ path: join(screenshots, 'audit-entry.png') });
  await page.keyboard.press('Escape');
  await button('操作').click();
  await page.getByRole('menuitemradio', { name: '新建用户' }).click();
  const entries = page.getByRole('list', { name: '审计记录' }).getByRole('button');
  await entries.filter({ hasText: '修改用户' }).first().waitFor({ state: 'detached' });
  await entries.filter({ hasText: '新建用户' }).first().waitFor();
});

test('on a tablet held upright', async () => {
  await page.setViewportSize(sizes['tablet-portrait']);
  await settle(page);
  await page.screenshot({ path: join(screenshots, 'sign-in-tablet.png') });
  await signIn('demo-office');
  await shown(/您已登录/);
  await page.screenshot({ path: join(screenshots, 'home-signed-in-tablet.png') });
  await page.setViewportSize(sizes.desktop);
});
