// Joint visits in the browser, by the office: targets that several tasks drew are proposed for one visit, a task that comes
// later joins it, and what was called off is agreed on again, once.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { holdDraw, session } from './draws.mjs';
import { makeDemo, open, press, screenshots, settle, startBrowser, startServer } from './page.mjs';

const tasks = ['公众聚集场所全覆盖检查', '电动车停放专项检查', '疏散通道专项检查'];
/** Few targets of the plan's row are there. */
const planned = '人员密集场所岁末年初消防监督抽查', township = '411622201';

let demo, server, browser, page, office, target;

const main = () => page.getByRole('main');
const button = (name) => main().getByRole('button', { name: `${name} · ${target}`, exact: true });
const told = (words) => page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });
const visits = async (state) => (await office.ask('GET', `/api/v1/joint-visits?state=${state}&limit=200`)).json.items.filter((one) => one.target.name === target);

/** A task that checks each of the township's targets, in an order that is drawn. */
const drawAll = (name) => holdDraw(server.address, (task) => ({
  ...task, substitute_count: 0,
  work: { ...task.work, name, quantity: { kind: 'batch_order' }, is_directed: true, range: { ...task.work.range, regions: [township] } },
}), { isIt: ({ name: row }) => row === planned, hasDice: false });

async function show(state) {
  await press(page.getByRole('radio', { name: state, exact: true }));
  await settle(page);
}

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(15_000);
  office = await session(server.address, 'demo-office');
  for (const name of tasks.slice(0, 2)) await drawAll(name);
  const { json: { items } } = await office.ask('GET', '/api/v1/joint-visits');
  target = items[0].target.name;
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

test('a target of two tasks is proposed for one visit, and one tap agrees', async () => {
  await open(page, server.address, '/joint-visits');
  for (const name of tasks.slice(0, 2)) await main().getByText(name).first().waitFor({ state: 'attached' });
  await page.screenshot({ path: join(screenshots, 'joint-visits.png') });
  await press(button('同意一并上门'));
  await told('已商定联合上门');
  await button('同意一并上门').waitFor({ state: 'detached' });
  await show('已商定');
  await button('取消联合上门').waitFor({ state: 'attached' });
  assert.equal((await visits('agreed')).length, 1);
});

test('a third task that draws the same target joins the visit', async () => {
  await drawAll(tasks[2]);
  await open(page, server.address, '/joint-visits');
  await main().getByText(new RegExp(`可加入：.*${tasks[2]}`)).first().waitFor({ state: 'attached' });
  await page.screenshot({ path: join(screenshots, 'joint-visits-join.png') });
  await press(button('同意加入'));
  await told('已商定联合上门');
  const [agreed] = await visits('agreed');
  assert.deepEqual(agreed.checks.map(({ task }) => task.name).sort(), [...tasks].sort());
  // Who agreed before reads that it was agreed anew, and is not asked to do so again.
  await show('分别上门');
  await main().getByText('另有任务加入，已重新商定').first().waitFor({ state: 'attached' });
  assert.equal(await button('重新商定').count(), 0);
});

test('a visit is called off with a reason, and agreed on again once', async () => {
  await show('已商定');
  await press(button('取消联合上门'));
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: '理由' }).fill('没有人手');
  await press(sheet.getByRole('button', { name: '保存', exact: true }));
  await told('已记录：分别上门');
  await show('分别上门');
  await main().getByText('理由：没有人手').first().waitFor({ state: 'attached' });
  await press(button('重新商定').first());
  await told('已商定联合上门');
  assert.equal((await visits('agreed')).length, 1);
  await show('待商定');
  await show('分别上门');
  await main().getByText('理由：没有人手').first().waitFor({ state: 'attached' });
  assert.equal(await button('重新商定').count(), 0);
  assert.deepEqual(browser.complaints, []);
});
