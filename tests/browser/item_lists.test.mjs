// Item lists in a real browser against the real server: a department's administrator makes a draft, works on it, sees
// what differs, issues it and records where it was published; the joint meeting's office sees what is due.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import {
  addItem, beginDraft, changeItem, issueDraft, openIssue, openItemList, openItemLists, recordPublication,
} from './item_lists.mjs';
import { makeDemo, open, press, screenshots, settle, sizes, startBrowser, startServer } from './page.mjs';

const password = 'demo-county-2026';
const owner = '西华县市场监督管理局';
let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(60_000);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

beforeEach(async () => {
  await browser.context.clearCookies();
});

const shown = (words) => page.getByText(words).first().waitFor({ state: 'attached' });
const picture = async (name) => {
  await settle(page);
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
};

async function signIn(login) {
  await open(page, server.address, '/sign-in', { login: null });
  await page.getByRole('textbox', { name: '用户名', exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await press(page.getByRole('button', { name: '登录', exact: true }));
  await shown(/您已登录/);
}

/** A day from today on, as the server counts. */
const day = (ahead) => new Date(Date.now() + 8 * 3600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

test('a department drafts, changes, compares, issues and publishes its list', async () => {
  await signIn('demo-department');
  await openItemLists(page);
  await picture('item-lists');
  await openItemList(page, owner);
  await picture('item-list');
  await beginDraft(page);
  await picture('item-draft');
  const first = await page.getByRole('main').getByRole('link').first().textContent();
  const code = first.trim().split(/\s/)[0];
  await changeItem(page, code, { 检查内容: '经营资质、进货查验记录、贮存条件，以及网络销售的信息公示' });
  await addItem(page, {
    code: 'SCJG-TEST', name: '校外供餐单位食品安全检查', category: '食品安全', basis: '《中华人民共和国食品安全法》第一百一十条',
    body: '县市场监督管理局', target: '校外供餐单位', content: '进货查验、加工过程、留样', grounds: '安全', reason: '事关学生健康', ratio: '50',
    times: '2', months: '12',
  });
  await openIssue(page);
  await shown('新增 1 项，取消 0 项，修改 1 项');
  await shown(/检查内容：修改前 [^]*；修改后 经营资质/);
  await picture('item-issue');
  await issueDraft(page, { approvedBy: '局党组会', document: '西市监〔2026〕99号', from: day(1), reason: '食品安全法规修订，增加校外供餐' });
  await recordPublication(page, '部门网站', 'https://portal.example/lists/99');
  await recordPublication(page, '国家企业信用信息公示系统', 'GS-2026-99');
  await shown('待施行');
  await picture('item-version');
  await press(page.getByRole('button', { name: '返回', exact: true }));
});

test('the office sees what is due on the home screen, and the gaps', async () => {
  await signIn('demo-office');
  await page.getByRole('heading', { level: 2, name: '待办与期限' }).waitFor({ state: 'attached' });
  await picture('home-duties');
  await openItemLists(page);
  await press(page.getByRole('button', { name: '监管真空', exact: true }));
  await press(page.getByRole('tab', { name: '对象' }));
  await page.getByText(/没有事项覆盖|每个对象都有事项覆盖/).first().waitFor({ state: 'attached' });
  await picture('item-gaps');
});

test('the trail tells in words what was done to the list', async () => {
  await signIn('demo-department');
  await press(page.getByRole('navigation').getByRole('link', { name: '审计记录' }));
  const entries = page.getByRole('list', { name: '审计记录' });
  await entries.getByRole('button', { name: /^登记清单公示/ }).first().waitFor();
  assert.equal(await entries.getByRole('button', { name: /[a-z]\.[a-z]/ }).count(), 0);
});

test('on a tablet held upright', async () => {
  await page.setViewportSize(sizes['tablet-portrait']);
  await signIn('demo-department');
  await press(page.getByRole('link', { name: /^抽查事项/ }).first());
  await page.getByRole('heading', { level: 1, name: '抽查事项' }).waitFor({ state: 'attached' });
  await picture('item-lists-tablet');
  await openItemList(page, owner);
  await press(page.getByRole('main').getByRole('link', { name: /^第 \d+ 版/ }).first());
  await page.getByRole('heading', { level: 1, name: /^第 \d+ 版$/ }).waitFor({ state: 'attached' });
  await picture('item-version-tablet');
  await press(page.getByRole('button', { name: '查看差异', exact: true }));
  await page.getByRole('heading', { level: 1, name: '版本差异' }).waitFor({ state: 'attached' });
  await shown(/新增 \d+ 项/);
  await picture('item-diff-tablet');
  await page.setViewportSize(sizes.desktop);
});
