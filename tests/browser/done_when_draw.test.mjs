// What plans, tasks and draws are for, as a county lives it from one meeting to the next, by the screens: the yearly plan
// through all its states and adjusted; a joint draw of three departments, whose team is impossible at first; two
// witnesses on two devices and a third who is struck; a citizen who verifies what was published, and refuses a forgery;
// a substitution and a replacement; the inspector who finds the check, without network too; and a sealed draw, opened
// when its days are over.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { confirmChange, copyInvitation, Device, fixPlanOnScreen, heading, holdDraw, proposeSubstitution, session, tap } from './draws.mjs';
import { recordPublication } from './item_lists.mjs';
import { makeDemo, open, press, program, screenshots, settle, signIn, sizes, startBrowser, startServer } from './page.mjs';
import { addTask, adjustPlan, approvePlan, filePlan, openPlan, openPlans, planName, submitPlan } from './plans.mjs';

/** Of this year the demo county has a plan that is still drawn up. */
const year = 2027;
const market = '西华县市场监督管理局', police = '西华县公安局', fireBrigade = '西华县消防救援大队';
const work = '岁末年初市场秩序联合检查', sealedWork = '节前突击检查';
const [first, second, absent] = ['见证人甲', '见证人乙', '见证人丙'];
const folder = mkdtempSync(join(tmpdir(), 'mingchou-walk-'));
const path = (name) => join(folder, name);

let demo, server, office, browser, page, citizen, inspector;
/** The joint draw; the one that is sealed. */
let draw, sealed;
/** When the public value of the joint draw is announced. */
let announcedAt;
const phones = [];

const button = (name) => page.getByRole('button', { name, exact: true });
const field = (name) => page.getByRole('textbox', { name, exact: true });
const task = (name) => page.getByRole('main').getByRole('link', { name: new RegExp(`^${name}`) });
const shown = (words, on = page) => on.getByText(words).first().waitFor({ state: 'attached' });
const told = (words) => page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: words }).first().waitFor({ state: 'attached' });
const title = (name) => page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' });
const picture = async (name) => {
  await settle(page);
  await page.screenshot({ path: join(screenshots, `walk-${name}.png`) });
};
const waitUntil = (at) => new Promise((done) => { setTimeout(done, Math.max(0, at - Date.now())); });
/** In Shanghai: "2026-11-27", "21:30". */
const inShanghai = (at) => new Date(at + 8 * 3_600_000).toISOString();
const dayOf = (at) => inShanghai(at).slice(0, 10);
const timeOf = (at) => inShanghai(at).slice(11, 16);

/** Somebody else sits at the office's browser. */
async function comes(login, route) {
  await signIn(browser.context, server.address, login);
  await open(page, server.address, route, { login: null });
}

/** What the citizen's page says of a target's number. */
async function fateOf(id) {
  await citizen.page.getByRole('textbox', { name: '统一社会信用代码或名单中的编号' }).fill(id);
  await citizen.page.keyboard.press('Enter');
}

/** The citizen verifies a draw of the list that anybody sees. */
async function verifyPublished(name) {
  await citizen.page.goto('about:blank');
  await citizen.page.goto(`${server.address}/verify/`);
  await citizen.page.getByRole('region', { name: '已公布的抽取' }).getByRole('button', { name: `核验：${name}` }).click();
}
const verdict = (name) => citizen.page.getByRole('heading', { level: 2, name }).waitFor();

/** From a draft: submitted, approved, filed, published on both channels. */
async function takeThrough(number) {
  await submitPlan(page);
  await approvePlan(page, { 会议纪要文号: `西双随机联席〔2026〕${number}号` });
  await filePlan(page, { 备案文号: `西政备〔2026〕13${number}号` });
  await recordPublication(page, '部门网站', `https://portal.example/plans/${year}-${number}`);
  await shown(/^已备案/);
  await recordPublication(page, '国家企业信用信息公示系统', `GS-${year}-${number}`);
  await shown(/^现行计划/);
}

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  office = await session(server.address, 'demo-office');
  browser = await startBrowser({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = browser.page;
  citizen = await startBrowser();
  inspector = await startBrowser({ viewport: sizes['tablet-portrait'] });
  for (let i = 0; i < 2; i += 1) phones.push(await startBrowser({ viewport: sizes.phone }));
  for (const one of [browser, citizen, inspector, ...phones]) one.page.setDefaultTimeout(60_000);
});

after(async () => {
  for (const one of [browser, citizen, inspector, ...phones]) await one?.close();
  await server?.stop();
  demo?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('the plan of next year goes from draft to published on both channels', async () => {
  await open(page, server.address, '/');
  await openPlans(page);
  await openPlan(page, year);
  await addTask(page, {
    name: work, initiating: market, participating: [police, fireBrigade], list: market, item: '食品销售者监督检查', target: '食品销售者', count: '18',
    from: `${year}-03-01`, to: `${year}-06-30`,
  });
  await takeThrough(1);
  assert.equal(await button('添加任务').count(), 0);
});

test('it is adjusted as a new version, which goes the same way', async () => {
  await adjustPlan(page, '增加检查户数');
  await shown('第 2 版 · 调整稿 · 编制中');
  await press(task(work));
  await press(button('修改'));
  await field('抽查户数').fill('20');
  await press(button('保存'));
  await shown('任务已保存');
  await press(button('返回'));
  await press(button('与上一版的差异'));
  await shown('新增 0 项，取消 0 项，修改 1 项');
  await press(button('返回'));
  await title(planName(year));
  await takeThrough(2);
  await picture('plan');
});

test('a task of the plan whose team is impossible says why and what would help, and is mended by one press', async () => {
  await press(task(work));
  await press(button('建立抽查任务'));
  await title('建立抽查任务');
  await field('每人最多户数').fill('3');
  await field('替补户数').fill('5');
  await press(button('保存'));
  await shown(new RegExp(`^${fireBrigade}需要 40 人次，符合条件的检查人员最多只能承担 \\d+ 人次。$`));
  await shown(new RegExp(`^${fireBrigade}再增加 \\d+ 名符合条件的检查人员，人手就够了。$`));
  assert.equal(await button('确认可抽取').getAttribute('aria-disabled'), 'true');
  await picture('impossible');
  const remedy = page.getByText(/^把每人最多户数提高到 \d+，人手就够了。$/).first();
  await remedy.waitFor({ state: 'attached' });
  await press(button('采用').first());
  await shown('已按建议修改');
  await remedy.waitFor({ state: 'detached' });
  await press(button('确认可抽取'));
  await shown('已确认，可以举行抽取');
});

test('the office sets up the draw with three witnesses and a lottery, and two join on their own devices', async () => {
  await press(button('举行抽取'));
  await title('组织抽取');
  await press(button('添加见证人'));
  await field('见证人 3').fill(absent);
  await press(button('去掉：骰子'));
  await press(button('添加公布的数值'));
  await field('期号或出处').fill('2026137 期');
  // Whole minutes: it takes less than one until the absent one is struck.
  announcedAt = Math.ceil(Date.now() / 60_000 + 2) * 60_000;
  await field('公布日期').fill(dayOf(announcedAt));
  await field('公布时间').fill(timeOf(announcedAt));
  await press(button('开始邀请'));
  await told(`等待加入：${first}、${second}、${absent}`);
  draw = page.url().match(/draws\/([0-9a-f-]{36})$/)[1];
  for (const [i, name] of [first, second].entries()) {
    await phones[i].page.goto(await copyInvitation(page, name));
    await tap(phones[i].page, '加入见证');
  }
  const third = new Device(server.address, new URL(await copyInvitation(page, absent)).hash.slice(1));
  await third.join();
  await told('见证人已到齐');
  await fixPlanOnScreen(page);
  for (const { page: phone } of phones) {
    await heading(phone, '核对一致，可以签名');
    await tap(phone, '签名同意方案');
  }
  await third.consent();
  for (const { page: phone } of phones) await heading(phone, '请揭示您的随机数');
});

test('two reveal, and the one who does not is struck by another witness before the value is known', async () => {
  for (const { page: phone } of phones) {
    await tap(phone, '揭示随机数');
    await heading(phone, '已揭示，等待结果');
  }
  const [{ page: phone }] = phones;
  phone.on('dialog', (dialog) => dialog.accept());
  await tap(phone, `剔除：${absent}`);
  await phone.getByText('已被剔除').waitFor();
  assert.ok(Date.now() < announcedAt, 'the machine was too slow for the minutes that the test allows');
  await shown(`${absent}，已剔除`);
  await picture('struck');
});

test('meanwhile a special inspection is drawn whose targets stay sealed until its last day is over', async () => {
  sealed = await holdDraw(server.address, (made) => ({
    ...made, is_sealed: true, work: { ...made.work, name: sealedWork, last_day: dayOf(Date.now()) },
  }));
  const { json: places } = await office.ask('GET', `/api/v1/draws/${sealed.draw.id}/places`);
  sealed.target = places.items[0].target;
  await verifyPublished(sealedWork);
  await verdict(/^核验通过/);
  await fateOf(sealed.target);
  await shown(/的名单要到 .+ 之后才公布/, citizen.page);
});

test('two people type the value, and the result comes by itself, alike on the office’s screen and both phones', async () => {
  await waitUntil(announcedAt);
  const value = page.getByRole('textbox', { name: /^录入“双色球”/ });
  await value.waitFor({ state: 'attached' });
  await value.fill('01 07 12 19 23 30 05');
  await press(button('录入'));
  await told('您已录入');
  const [{ page: phone }] = phones;
  await phone.getByRole('textbox', { name: /^公开数值“双色球”/ }).fill('01071219233005');
  await tap(phone, '录入');
  await told('抽取完成');
  const { json } = await office.ask('GET', `/api/v1/draws/${draw}`);
  await shown(json.result_hash.match(/.{4}/g).join(' '));
  for (const { page: one } of phones) {
    await heading(one, /^结果无误/);
    await one.getByText(`结果指纹：${json.result_hash.slice(0, 16)}`).waitFor();
  }
  const { json: places } = await office.ask('GET', `/api/v1/draws/${draw}/places`);
  assert.equal(places.items.length, 20);
  // A row for each; those far below are not drawn until one scrolls there.
  const [one] = places.items;
  await page.getByRole('button', { name: `1. ${places.targets.find(({ id }) => id === one.target).name}` }).waitFor({ state: 'attached' });
  await picture('result');
});

test('somebody without an account verifies what was published, and a tampered copy is refused', async () => {
  await verifyPublished(work);
  await verdict(/^核验通过/);
  await citizen.page.locator('#checked').getByText('见证人的签名声明全部有效').waitFor();
  const bundle = await (await fetch(`${server.address}/api/v1/published-draws/${draw}/bundle`)).text();
  const drawn = Buffer.from('01071219233005').toString('hex');
  assert.ok(bundle.includes(drawn));
  const copies = { 'copy.jsonl': bundle, 'tampered.jsonl': bundle.replaceAll(drawn, Buffer.from('02071219233005').toString('hex')) };
  for (const [name, content] of Object.entries(copies)) {
    writeFileSync(path(name), content);
    await citizen.page.getByRole('button', { name: '核验另一份文件' }).click();
    await citizen.page.getByLabel('选择文件').setInputFiles(path(name));
    await verdict(name === 'copy.jsonl' ? /^核验通过/ : '核验不通过：请不要采信这份文件');
  }
});

test('the office finds every step in the log, led to the signed root on its own device, and the result beside chance', async () => {
  await comes('demo-office', '/draws');
  await press(button('透明日志'));
  await shown(/^下面显示的记录已在本机核对/);
  for (const words of [`剔除见证人 ${absent}`, '公开数值“双色球”：', '抽取结果'])
    await page.getByRole('button', { name: new RegExp(`^${words}`) }).first().waitFor({ state: 'attached' });
  await picture('log');
  await open(page, server.address, `/draws/${draw}`, { login: null });
  await press(page.getByRole('radio', { name: '与随机预期比较' }));
  await shown(/次随机模拟中/);
  await picture('conformity');
  await press(page.getByRole('radio', { name: '检查对象' }));
});

test('a target leaves its place and an inspector falls ill: proposed here, confirmed by the department', async () => {
  await proposeSubstitution(page, '已注销、吊销或撤销', '注销通知书.pdf');
  await press(page.getByRole('radio', { name: '检查对象' }));
  await press(page.getByRole('button', { name: /^2\. / }));
  await press(page.getByRole('button', { name: /^更换：/ }).first());
  await press(page.getByRole('radio', { name: '患病' }));
  await press(button('提交'));
  await shown(/更换检查人员 .+：患病/);
  await comes('demo-department', `/draws/${draw}`);
  await press(page.getByRole('radio', { name: '变更' }));
  for (const count of [1, 2]) {
    await confirmChange(page);
    await page.getByText(/demo-department 确认/).nth(count - 1).waitFor({ state: 'attached' });
  }
  await picture('changes');
});

test('whoever has the audit file computes these changes again; others than the next in order are refused', async () => {
  await comes('demo-office', `/draws/${draw}`);
  const saved = page.waitForEvent('download');
  await press(button('下载审计文件'));
  await (await saved).saveAs(path('audit.jsonl'));
  await press(page.getByRole('radio', { name: '变更' }));
  const savedChanges = page.waitForEvent('download');
  await press(button('下载变更文件'));
  await (await savedChanges).saveAs(path('saved-changes.jsonl'));
  const { json } = await office.ask('GET', `/api/v1/draws/${draw}/changes`);
  const changes = readFileSync(path('saved-changes.jsonl'), 'utf8').trimEnd().split('\n');
  assert.equal(changes.length, 2);
  const verify = (lines) => {
    writeFileSync(path('changes.jsonl'), lines.map((line) => `${line}\n`).join(''));
    return spawnSync(program, ['verify', path('audit.jsonl'), '--changes', path('changes.jsonl')], { encoding: 'utf8' });
  };
  const good = verify(changes);
  assert.equal(good.status, 0, good.stderr);
  const [{ change: { substitute } }] = json.items;
  const { json: places } = await office.ask('GET', `/api/v1/draws/${draw}/places`);
  assert.equal(places.items[0].target, substitute);
  assert.notEqual(verify(changes.map((line) => line.replaceAll(substitute, places.items[5].target))).status, 0);
});

test('the department says whose account it is, and the drawn inspector finds the check on the home', async () => {
  const { json: places } = await office.ask('GET', `/api/v1/draws/${draw}/places`);
  const { json: { user } } = await (await session(server.address, 'demo-inspector')).ask('GET', '/api/v1/session');
  // The demo's account is somebody's of that department, who may not have been drawn.
  const person = places.inspectors.find(({ id, department_id: of }) => of === user.department_id && id !== user.inspector_id);
  const { json: { certificates } } = await office.ask('GET', `/api/v1/inspectors/${person.id}`);
  const { number } = certificates.reduce((one, other) => (other.expires_on > one.expires_on ? other : one));
  const place = places.items.find(({ inspectors }) => inspectors.includes(person.id));
  const { name } = places.targets.find(({ id }) => id === place.target);
  await comes('demo-department', '/users');
  await press(page.getByRole('link', { name: /demo-inspector/ }).or(page.getByRole('button', { name: /demo-inspector/ })).first());
  await press(button('对应的检查人员'));
  await page.getByRole('searchbox').last().fill(person.name);
  await press(button('查找'));
  await press(page.getByRole('radio', { name: `${person.name} · ${number}`, exact: true }));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await picture('linked');
  await press(button('保存'));
  await shown('已保存');
  await open(inspector.page, server.address, '/', { login: 'demo-inspector' });
  await shown(/^我的检查（\d+ 户）$/, inspector.page);
  await shown(name, inspector.page);
  await settle(inspector.page);
  await inspector.page.screenshot({ path: join(screenshots, 'walk-home.png') });
});

test('the inspector finds it without network, too', async () => {
  for (const one of phones) {
    assert.deepEqual(one.complaints, []);
    // The witnesses' pages would go on asking.
    await one.page.goto('about:blank');
  }
  await inspector.page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await server.stop();
  await open(inspector.page, server.address, '/settings', { login: null });
  await open(inspector.page, server.address, '/', { login: null });
  await shown(/^我的检查（\d+ 户）$/, inspector.page);
  await shown(/^没有网络，显示的是/, inspector.page);
  await settle(inspector.page);
  await inspector.page.screenshot({ path: join(screenshots, 'walk-home-offline.png') });
});

test('two days later the sealed draw is open, and anybody sees whom it drew', async () => {
  server = await startServer(demo.folder, server.port, { daysAhead: 2 });
  await verifyPublished(sealedWork);
  await verdict(/^核验通过/);
  await fateOf(sealed.target);
  await shown(`“${sealed.target}”被抽中`, citizen.page);
  assert.deepEqual(citizen.complaints, []);
});
