// The yearly plan in a real browser against the real server: the office and a department draw it up, it goes to the
// joint meeting, is filed and published on both channels, and is adjusted as a new version; each role sees what it may.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { recordPublication } from './item_lists.mjs';
import { demoPassword, makeDemo, open, press, screenshots, settle, sizes, startBrowser, startServer } from './page.mjs';
import { addTask, adjustPlan, approvePlan, filePlan, openPlan, openPlans, planName, submitPlan, takeStep } from './plans.mjs';

/** Of this year the demo county has a plan that is still drawn up. */
const year = 2027;
const ofOffice = '工贸企业联合检查', ofDepartment = '校园周边食品经营者抽查';
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

const button = (name) => page.getByRole('button', { name, exact: true });
const task = (name) => page.getByRole('main').getByRole('link', { name: new RegExp(`^${name}`) });
const shown = (words) => page.getByText(words).first().waitFor({ state: 'attached' });
const picture = async (name) => {
  await settle(page);
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
};

async function signIn(login) {
  await open(page, server.address, '/sign-in', { login: null });
  await page.getByRole('textbox', { name: '用户名', exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await press(page.getByRole('button', { name: '登录', exact: true }));
  await shown(/您已登录/);
}

test('the office adds a task of several departments to the draft', async () => {
  await signIn('demo-office');
  await openPlans(page);
  await picture('plans');
  await openPlan(page, year);
  await picture('plan-draft');
  await addTask(page, {
    name: ofOffice, initiating: '西华县应急管理局', participating: ['西华县消防救援大队'], list: '西华县应急管理局', item: '工贸企业安全生产检查',
    target: '规模以上工贸企业', ratio: '5', from: `${year}-05-01`, to: `${year}-09-30`,
  });
  await task(ofOffice).waitFor({ state: 'attached' });
  await shown('任务（4 个）');
});

test('a department sees its own tasks of the draft and adds another; what breaks a cap is refused at its field', async () => {
  await signIn('demo-department');
  await openPlans(page);
  await openPlan(page, year);
  await shown('只显示本部门发起或参与的任务。');
  assert.equal(await task(ofOffice).count(), 0);
  assert.equal(await button('提交联席会议').count(), 0);
  const mine = {
    name: ofDepartment, list: '西华县市场监督管理局', item: '食品销售者监督检查', target: '学校周边 200 米内的食品经营者', from: `${year}-09-01`,
    to: `${year}-10-31`,
  };
  await addTask(page, { ...mine, count: '40' });
  await press(task(ofDepartment));
  await press(button('修改'));
  await press(page.getByRole('radio', { name: '按比例' }));
  await page.getByRole('textbox', { name: '抽查比例（%）' }).fill('99');
  await press(button('保存'));
  await page.getByRole('alert').filter({ hasText: '上限' }).first().waitFor({ state: 'attached' });
  await picture('plan-task-refused');
  await press(page.getByRole('radio', { name: '按户数' }));
  await page.getByRole('textbox', { name: '抽查户数' }).fill('60');
  await press(button('保存'));
  await shown('任务已保存');
});

test('who only reads sees nothing of a plan that is not settled', async () => {
  await signIn('demo-auditor');
  await openPlans(page);
  await page.getByRole('heading', { level: 2, name: planName(year - 1) }).waitFor({ state: 'attached' });
  assert.equal(await page.getByRole('heading', { level: 2, name: planName(year) }).count(), 0);
});

test('the joint meeting sends it back, then approves it; it is filed and published on both channels', async () => {
  await signIn('demo-office');
  await openPlans(page);
  await openPlan(page, year);
  await shown('任务（5 个）');
  await submitPlan(page);
  await picture('plan-submitted');
  await takeStep(page, '退回', { 退回理由: '工贸企业检查请写明行业' }, /^联席会议退回：工贸企业检查请写明行业/);
  await picture('plan-returned');
  await submitPlan(page);
  await approvePlan(page, { 会议纪要文号: '西双随机联席〔2026〕9号' });
  await filePlan(page, { 备案文号: '西政备〔2026〕131号' });
  await recordPublication(page, '部门网站', 'https://portal.example/plans/2027');
  await shown(/^已备案/);
  await recordPublication(page, '国家企业信用信息公示系统', 'GS-2027-1');
  await shown(/^现行计划/);
  assert.equal(await button('添加任务').count(), 0);
  await page.setViewportSize({ ...sizes.desktop, height: 2200 });
  await picture('plan-published');
  await page.setViewportSize(sizes.desktop);
});

test('once it is published everybody who reads plans sees it whole, and changes nothing', async () => {
  await signIn('demo-auditor');
  await openPlans(page);
  await openPlan(page, year);
  await task(ofOffice).waitFor({ state: 'attached' });
  await press(task(ofDepartment));
  await page.getByRole('heading', { level: 1, name: ofDepartment }).waitFor({ state: 'attached' });
  await shown('60 户');
  assert.equal(await button('修改').count(), 0);
  await picture('plan-task');
});

test('the office adjusts the plan as a new version, and sees what differs', async () => {
  await signIn('demo-office');
  await openPlans(page);
  await openPlan(page, year);
  await adjustPlan(page, '增加对象，推迟实施');
  await shown('第 2 版 · 调整稿 · 编制中');
  await press(task(ofDepartment));
  await press(button('修改'));
  await page.getByRole('textbox', { name: '结束日期' }).fill(`${year}-11-15`);
  await press(button('保存'));
  await shown('任务已保存');
  await press(button('返回'));
  await press(task(ofOffice));
  await press(button('删除任务'));
  await shown(`已删除任务“${ofOffice}”。撤销会把它放回末尾。`);
  await picture('plan-adjustment');
  await press(button('与上一版的差异'));
  await shown('新增 0 项，取消 1 项，修改 1 项');
  await shown(`结束日期：修改前 ${year}年10月31日；修改后 ${year}年11月15日`);
  await picture('plan-diff');
});

test('on a tablet held upright and on a phone', async () => {
  await page.setViewportSize(sizes['tablet-portrait']);
  await signIn('demo-department');
  await press(page.getByRole('link', { name: /^年度计划/ }).first());
  await page.getByRole('heading', { level: 1, name: '年度计划' }).waitFor({ state: 'attached' });
  await picture('plans-tablet');
  await openPlan(page, year);
  await picture('plan-tablet');
  await page.setViewportSize(sizes.phone);
  await settle(page);
  await picture('plan-phone');
  await page.setViewportSize(sizes.desktop);
});

test('the trail tells in words what was done to the plan', async () => {
  await signIn('demo-department');
  await press(page.getByRole('navigation').getByRole('link', { name: '审计记录' }));
  const entries = page.getByRole('list', { name: '审计记录' });
  await entries.getByRole('button').first().waitFor();
  assert.equal(await entries.getByRole('button', { name: /[a-z]\.[a-z]/ }).count(), 0);
});
