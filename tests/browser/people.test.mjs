// Inspectors and experts with a real browser against the real server: found, changed, given certificates, leaves,
// recusals and courses, made and taken out of the register; and what each of it leaves in the history.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, open, press, screenshots, settle, sizes, startBrowser, startServer } from './page.mjs';

const password = 'demo-county-2026';
let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(60_000);
  await signIn('demo-department');
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

const field = (name) => page.getByRole('textbox', { name, exact: true });
const searchField = () => page.getByRole('searchbox').first();
const button = (name) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const route = () => new URL(page.url()).hash.slice(1);
const shown = (words) => page.getByText(words).first().waitFor({ state: 'attached' });
const picture = async (name) => {
  await settle(page);
  await page.screenshot({ path: join(screenshots, `people-${name}.png`) });
};

async function signIn(login) {
  await browser.context.clearCookies();
  await open(page, server.address, '/sign-in', { login: null });
  await field('用户名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await press(button('登录'));
  await shown(/您已登录/);
}

/** Today in Shanghai, so many days on. */
const day = (days) => new Date(Date.now() + (8 * 3600 + days * 86_400) * 1000).toISOString().slice(0, 10);
const inChinese = (date) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

/** The first entry of a register that the server tells, as JSON. */
const first = (path) => page.evaluate(async (of) => (await (await fetch(of)).json()).items[0], path);

/** The page of an inspector who may be drawn. */
async function openInspector() {
  const { id, name } = await page.evaluate(async () => (await (await fetch('/api/v1/inspectors?limit=200')).json()).items.find((one) => one.draw_bar === null));
  await open(page, server.address, `/inspectors/${id}`);
  await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' });
  return { id, name };
}

test('an inspector is found by the number of a certificate, and filters say who would be left out', async () => {
  await press(page.getByRole('navigation').getByRole('link', { name: '执法人员' }));
  await shown(/^共 \d+ 人$/);
  await picture('list');
  const one = await first('/api/v1/inspectors?limit=200');
  await searchField().fill(one.certificates.at(-1).number);
  await shown(/^找到 1 人/);
  await press(page.getByRole('link', { name: new RegExp(`^${one.name}`) }));
  await page.getByRole('heading', { level: 1, name: one.name }).waitFor({ state: 'attached' });
  assert.equal(route(), `/inspectors/${one.id}`);
  await page.goBack();
  await searchField().fill('');
  await press(button('状态'));
  await press(page.getByRole('menuitemradio', { name: '不参与抽取' }));
  await shown(/^找到 \d+ 人/);
  await picture('left-out');
});

test('an inspector is changed with a reason, and the history tells it in words', async () => {
  await openInspector();
  await picture('inspector');
  await press(button('修改资料'));
  await field('职务').fill('副大队长');
  await press(button('保存'));
  await page.getByRole('alert').filter({ hasText: '请填写' }).first().waitFor({ state: 'attached' });
  await field('变更原因').fill('任职');
  await picture('editing');
  await press(button('保存'));
  await shown('已保存');
  await shown(/职务：.+ 改为 副大队长/);
  await shown(/· demo-department · 任职/);
});

test('two who change the same inspector both see it, and nothing typed is lost', async () => {
  const { id } = await openInspector();
  await press(button('修改资料'));
  await field('姓名').fill('我输入的名字');
  await field('变更原因').fill('更名');
  await page.evaluate(async (inspector) => {
    const path = `/api/v1/inspectors/${inspector}`;
    const { id: _id, revision, valid_from: _from, recorded_at: _at, recorded_by: _by, draw_bar: _bar, ...body } = await (await fetch(path)).json();
    await fetch(path, { method: 'PUT', body: JSON.stringify({ ...body, name: '别人改的名字', reason: '更正' }), headers: { 'Content-Type': 'application/json', 'X-Mingchou-Request': '1', 'If-Match': `"${revision}"` } });
  }, id);
  await press(button('保存'));
  await shown('现在是“别人改的名字”，您输入的是“我输入的名字”');
  await picture('conflict');
  await press(button('保留我输入的'));
  assert.equal(await field('姓名').inputValue(), '我输入的名字');
  await press(button('保存'));
  await shown('已保存');
  await page.getByRole('heading', { level: 1, name: '我输入的名字' }).waitFor({ state: 'attached' });
});

test('a certificate and a leave are entered, and a leave of today takes the person out of the draw', async () => {
  await openInspector();
  await press(button('新增执法证'));
  await dialog().waitFor({ state: 'attached' });
  await field('执法证号').fill('豫P16229999999');
  await field('执法领域').fill('市场监督管理');
  await field('发证机关').fill('河南省人民政府');
  await field('发证日期').fill(day(-1));
  await field('有效期至').fill('不知道');
  await press(button('保存'));
  await page.getByRole('alert').filter({ hasText: '请填写日期' }).first().waitFor({ state: 'attached' });
  await picture('certificate');
  await field('有效期至').fill(day(1000));
  await press(button('保存'));
  await dialog().waitFor({ state: 'detached' });
  await shown(/豫P16229999999/);

  await press(button('登记休假'));
  await field('第一天').fill(day(0));
  await field('最后一天').fill(day(3));
  await field('事由').fill('年休假');
  await press(button('保存'));
  await dialog().waitFor({ state: 'detached' });
  await shown(/不参与任何抽取：休假/);
  await shown(`${inChinese(day(0))} 至 ${inChinese(day(3))}`);
  await shown(/新增 豫P16229999999 · 市场监督管理/);
});

test('a recusal names a target that was searched, and is ended', async () => {
  await openInspector();
  const target = await first('/api/v1/targets?limit=1');
  await press(button('登记回避'));
  await searchField().fill(target.name);
  await press(button('查找'));
  await press(page.getByRole('radio', { name: new RegExp(target.credit_code ?? target.name) }));
  await field('回避理由').fill('近亲属任职');
  await press(page.getByRole('radio', { name: '部门决定' }));
  await picture('recusal');
  await press(button('保存'));
  await dialog().waitFor({ state: 'detached' });
  await shown(/近亲属任职/);
  await press(page.getByRole('button', { name: new RegExp(target.name) }));
  await press(dialog().getByRole('button', { name: '解除回避' }));
  await page.getByText('近亲属任职').first().waitFor({ state: 'detached' });
});

test('a course is entered with its hours, and shown', async () => {
  await openInspector();
  await press(button('登记培训'));
  await field('培训内容').fill('行政处罚法修订解读');
  await field('举办单位').fill('县司法局');
  await field('培训日期').fill(day(1));
  await field('学时（小时）').fill('1.5');
  await press(button('保存'));
  await page.getByRole('alert').filter({ hasText: '“培训日期”晚于今天' }).first().waitFor({ state: 'attached' });
  await field('培训日期').fill(day(-3));
  await press(button('保存'));
  await dialog().waitFor({ state: 'detached' });
  await shown(/行政处罚法修订解读/);
  await shown(/1\.5 小时/);
});

test('an inspector is made, cannot be drawn without a certificate, and leaves the register', async () => {
  await open(page, server.address, '/inspectors');
  await press(button('新增执法检查人员'));
  await field('姓名').fill('周敏');
  await field('工号').fill('TEST-001');
  await press(button('人员类别'));
  await press(page.getByRole('radio', { name: '行政执法类公务员' }));
  await picture('new');
  await press(button('新增'));
  await shown(/不参与任何抽取：没有执法证/);
  assert.match(route(), /^\/inspectors\/[0-9a-f-]{36}$/);
  await press(button('移出名录库').first());
  await field('移出原因').fill('调离');
  await press(dialog().getByRole('button', { name: '移出名录库' }));
  await shown(/已于 .+ 移出名录库，只能查看/);
  await press(page.getByRole('button', { name: '返回' }));
  await shown(/^共 \d+ 人$/);
  await searchField().fill('周敏');
  await shown('没有符合条件的人');
});

test('an expert is made in the other tab, given a qualification, and found by field', async () => {
  await open(page, server.address, '/inspectors');
  await press(page.getByRole('tab', { name: '专家' }));
  await press(button('新增专家'));
  await field('姓名').fill('赵守诚');
  await field('工作单位').fill('周口市特种设备检验所');
  await field('专业领域').fill('电梯、压力容器');
  await press(button('新增'));
  await page.getByRole('heading', { level: 1, name: '赵守诚' }).waitFor({ state: 'attached' });
  await press(button('新增资格证书'));
  await field('证书名称').fill('特种设备检验师');
  await field('证书编号').fill('TJ-1');
  await field('发证机关').fill('省市场监管局');
  await press(button('保存'));
  await dialog().waitFor({ state: 'detached' });
  await shown(/特种设备检验师/);
  await picture('expert');
  await open(page, server.address, '/experts');
  await searchField().fill('压力');
  await page.getByRole('link', { name: /^赵守诚/ }).waitFor();
  await picture('experts');
});

test('whoever may only read sees the lists of all departments, and no way to change', async () => {
  await signIn('demo-auditor');
  await open(page, server.address, '/inspectors');
  await shown(/^共 \d+ 人$/);
  await button('部门').waitFor();
  assert.equal(await button('新增执法检查人员').count(), 0);
  const { id } = await first('/api/v1/inspectors?limit=1');
  await open(page, server.address, `/inspectors/${id}`);
  await shown('变更历史');
  assert.equal(await button('修改资料').count(), 0);
  assert.equal(await button('新增执法证').count(), 0);
});

test('on a tablet, held across and upright', async () => {
  await signIn('demo-department');
  for (const size of ['tablet-landscape', 'tablet-portrait', 'phone']) {
    await page.setViewportSize(sizes[size]);
    await open(page, server.address, '/inspectors');
    await shown(/^共 \d+ 人$/);
    await picture(`list-${size}`);
    await openInspector();
    await shown('变更历史');
    await picture(`inspector-${size}`);
  }
  await page.setViewportSize(sizes.desktop);
});
