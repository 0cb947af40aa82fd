// A draw held through the office's screens, with two witnesses on phones of their own: set up with the defaults, invited
// by link, fixed, signed, thrown, typed by two people, revealed, announced on the wall; then a target that has moved away
// leaves its place, proposed by one person and confirmed by another.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { confirmChange, copyInvitation, fixPlanOnScreen, heading, proposeSubstitution, readyTask, session, tap } from './draws.mjs';
import { makeDemo, open, press, screenshots, settle, signIn, sizes, startBrowser, startServer } from './page.mjs';

let demo, server, office, task, browser, page, draw;
const witnesses = [];

const button = (name) => page.getByRole('button', { name, exact: true });
const dialog = (name) => page.getByRole('dialog').getByRole('button', { name, exact: true });
const shown = (words) => page.getByText(words).first().waitFor({ state: 'attached' });
const awaited = (words) => page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: words }).first().waitFor({ state: 'attached' });
const picture = async (name) => {
  await settle(page);
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
};

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  office = await session(server.address, 'demo-office');
  // One in which the department of the second person takes part.
  const { json: { user } } = await (await session(server.address, 'demo-department')).ask('GET', '/api/v1/session');
  task = await readyTask(office, undefined, (row) => [row.initiating_department_id, ...row.participating_department_ids].includes(user.department_id));
  browser = await startBrowser({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = browser.page;
  page.setDefaultTimeout(40_000);
  await page.addInitScript(() => { window.print = () => { window.printed = document.getElementById('sheet').innerText; }; });
  for (let i = 0; i < 2; i += 1) {
    witnesses.push(await startBrowser({ viewport: sizes.phone }));
    witnesses[i].page.setDefaultTimeout(40_000);
  }
});

after(async () => {
  await browser?.close();
  for (const witness of witnesses) await witness.close();
  await server?.stop();
  demo?.remove();
});

test('one button freezes the rosters, and each witness gets an invitation of the own', async () => {
  await open(page, server.address, `/draws/new/${task.id}`);
  await shown(task.number);
  await picture('draw-setup');
  await press(button('开始邀请'));
  await awaited('等待加入：见证人甲、见证人乙');
  await page.getByRole('img', { name: /邀请二维码$/ }).nth(1).waitFor({ state: 'attached' });
  await picture('draw-inviting');
  draw = page.url().match(/draws\/([0-9a-f-]{36})$/)[1];
  const links = [await copyInvitation(page, '见证人甲'), await copyInvitation(page, '见证人乙')];
  assert.notEqual(links[0], links[1]);
  for (const [i, link] of links.entries()) {
    assert.match(link, new RegExp(`^${server.address}/verify/witness\\.html#[0-9a-f]{64}$`));
    await witnesses[i].page.goto(link);
    await heading(witnesses[i].page, '您受邀见证这次抽取');
  }
});

test('the wall shows the codes without navigation, and who has joined', async () => {
  await press(button('投影'));
  await page.getByRole('navigation').waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1, name: task.work.name }).waitFor({ state: 'attached' });
  await picture('draw-wall-inviting');
  await tap(witnesses[0].page, '加入见证');
  await shown('见证人甲，已加入');
  await page.keyboard.press('Escape');
  await button('固定方案').waitFor({ state: 'attached' });
});

test('a second invitation makes the first one void', async () => {
  await press(button('重新邀请：见证人乙'));
  await press(dialog('重新邀请'));
  await shown('已生成新的邀请，原来的已作废');
  await witnesses[1].page.reload();
  await heading(witnesses[1].page, /^邀请链接无效/);
  await witnesses[1].page.goto('about:blank');
  await witnesses[1].page.goto(await copyInvitation(page, '见证人乙'));
  await tap(witnesses[1].page, '加入见证');
  await awaited('见证人已到齐');
  witnesses[1].complaints.length = 0;
});

test('the plan is fixed after a question, and both witnesses sign what the wall shows', async () => {
  await fixPlanOnScreen(page);
  const { json } = await office.ask('GET', `/api/v1/draws/${draw}`);
  await shown(json.plan_hash.match(/.{4}/g).join(' '));
  for (const { page: phone } of witnesses) {
    await heading(phone, '核对一致，可以签名');
    await phone.getByText(`方案指纹：${json.plan_hash.slice(0, 16)}`).waitFor();
    await tap(phone, '签名同意方案');
  }
});

test('the dice are typed in the office and by a witness; what is typed outlives the polling', async () => {
  const field = page.getByRole('textbox', { name: /^录入“骰子”/ });
  await field.waitFor({ state: 'attached' });
  await picture('draw-revealing');
  await field.fill('314');
  await page.waitForTimeout(4_500);
  assert.equal(await field.inputValue(), '314');
  await press(button('录入'));
  await page.getByRole('alert').filter({ hasText: '骰子' }).first().waitFor({ state: 'attached' });
  await field.fill('314159');
  await press(button('录入'));
  await awaited('您已录入');
  const phone = witnesses[0].page;
  await phone.getByRole('textbox', { name: /^公开数值“骰子”/ }).fill('314159');
  await tap(phone, '录入');
  await awaited('等待见证人揭示随机数');
  for (const witness of witnesses) {
    await heading(witness.page, '请揭示您的随机数');
    await tap(witness.page, '揭示随机数');
  }
});

test('the result comes by itself, on the office’s screen and on both phones alike', async () => {
  await awaited('抽取完成');
  const { json } = await office.ask('GET', `/api/v1/draws/${draw}`);
  await shown(json.result_hash.match(/.{4}/g).join(' '));
  for (const { page: phone } of witnesses) {
    await heading(phone, /^结果无误/);
    await phone.getByText(`结果指纹：${json.result_hash.slice(0, 16)}`).waitFor();
  }
  await page.getByRole('button', { name: /^1\. / }).waitFor({ state: 'attached' });
  await picture('draw-result');
  await press(page.getByRole('radio', { name: '检查人员' }));
  await page.getByText(/，\d+ 户$/).first().waitFor({ state: 'attached' });
  await picture('draw-load');
  await press(page.getByRole('radio', { name: '检查对象' }));
});

test('the wall announces it target by target, and ends with the fingerprint', async () => {
  await press(button('投影'));
  await press(button('宣布结果'));
  await shown(/^第 1 个，共/);
  await picture('draw-wall-announcing');
  await shown(/^第 2 个，共/);
  await press(button('跳到最后'));
  await shown(/^共抽取 [\d,]+ 个检查对象$/);
  await picture('draw-wall-end');
  await page.keyboard.press('Escape');
  await button('打印结果').waitFor({ state: 'attached' });
});

test('it is printed as plain text and saved as an audit bundle', async () => {
  await press(button('打印结果'));
  await page.waitForFunction(() => window.printed);
  const printed = await page.evaluate(() => window.printed);
  assert.ok(printed.includes(task.work.name) && printed.includes(task.number));
  const saved = page.waitForEvent('download');
  await press(button('下载审计文件'));
  assert.match((await saved).suggestedFilename(), /^draw-.*-audit\.jsonl$/);
});

test('a target that moved away leaves its place: proposed here with evidence, confirmed by somebody else', async () => {
  await proposeSubstitution(page, '已迁出本县', '迁出证明.pdf');
  assert.equal(await button('确认').count(), 0);
  await picture('draw-change-own');
  await signIn(browser.context, server.address, 'demo-department');
  await open(page, server.address, `/draws/${draw}`, { login: null });
  await press(page.getByRole('radio', { name: '变更' }));
  await confirmChange(page);
  await shown('已确认变更');
  await shown(/demo-department 确认/);
  await press(page.getByRole('radio', { name: '检查对象' }));
  await page.getByRole('button', { name: /^1\. / }).waitFor({ state: 'attached' });
});

test('the history tells of it, and the office leads there', async () => {
  await press(page.getByRole('navigation').getByRole('link', { name: '抽取' }));
  await page.getByRole('link', { name: new RegExp(`^${task.work.name}`) }).waitFor({ state: 'attached' });
  await picture('draws');
  await page.setViewportSize(sizes.phone);
  await picture('draws-phone');
  await page.setViewportSize(sizes.desktop);
  for (const witness of witnesses) assert.deepEqual(witness.complaints, []);
});
