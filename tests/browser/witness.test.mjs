// Two witnesses with browsers of their own see a draw through: they join, recompute and sign, reveal, and each device
// draws again by itself; a lost connection, a reload and a restarted server in the middle lose nothing.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { fixPlan, prepareDraw, readyTask, session } from './draws.mjs';
import { makeDemo, screenshots, startBrowser, startServer } from './page.mjs';

let demo, server, office, path, tokens, dice;
const browsers = [], pages = [];

const link = (index) => `${server.address}/verify/witness.html#${tokens[index]}`;
const heading = (page, name) => page.getByRole('heading', { level: 2, name }).waitFor();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  office = await session(server.address, 'demo-office');
  const task = await readyTask(office);
  ({ path, tokens } = await prepareDraw(office, task));
  for (const index of [0, 1]) {
    browsers.push(await startBrowser(index === 0 ? {} : { viewport: { width: 390, height: 844 } }));
    pages.push(browsers[index].page);
    pages[index].setDefaultTimeout(20_000);
    await pages[index].goto(link(index));
  }
});

after(async () => {
  for (const browser of browsers) await browser.close();
  await server?.stop();
  demo?.remove();
});

test('without an invitation, or with one that is none, the page says what to do', async () => {
  const page = await browsers[0].context.newPage();
  await page.goto(`${server.address}/verify/witness.html`);
  await heading(page, /邀请链接或二维码/);
  await page.goto('about:blank');
  await page.goto(`${server.address}/verify/witness.html#${'0'.repeat(64)}`);
  await heading(page, /^邀请链接无效/);
  await page.close();
  browsers[0].complaints.length = 0;
});

test('a witness joins; key and number are this device’s, over a reload too', async () => {
  for (const page of pages) {
    await heading(page, '您受邀见证这次抽取');
    await press(page, '加入见证');
    await heading(page, '已加入，等待方案固定');
  }
  await pages[0].reload();
  await heading(pages[0], '已加入，等待方案固定');
  // On another device the invitation is not enough any more.
  const other = await startBrowser();
  await other.page.goto(link(0));
  await heading(other.page, /^这台设备上没有您的密钥/);
  await other.close();
});

test('the lists are recomputed on the device before anything is signed', async () => {
  dice = await fixPlan(office, path);
  const { json: draw } = await office.ask('GET', path);
  for (const page of pages) {
    await heading(page, '核对一致，可以签名');
    await page.getByText(`方案指纹：${draw.plan_hash.slice(0, 16)}`).waitFor();
    await page.getByText(`${draw.targets.count.toLocaleString('zh-CN')} 个检查对象`).waitFor();
  }
  await pages[1].screenshot({ path: join(screenshots, 'witness-consent-phone.png'), fullPage: true });
  await press(pages[0], '签名同意方案');
  await heading(pages[0], '已签名，等待其他见证人');
});

test('rows that are not those of the plan are not signed', async () => {
  await pages[1].route('**/api/v1/witness/roster', async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    await route.fulfill({ response: answer, body: text.replace('"excluded":""', '"excluded":"closed"') });
  });
  await pages[1].reload();
  await heading(pages[1], '核对不一致，请不要签名');
  assert.equal(await pages[1].getByRole('button', { name: '签名同意方案' }).count(), 0);
  await pages[1].unroute('**/api/v1/witness/roster');
  await pages[1].reload();
  await press(pages[1], '签名同意方案');
  await heading(pages[1], /^等待公开数值“骰子”/);
});

test('a restarted server and a lost connection lose no step', async () => {
  const { port } = server;
  await server.stop();
  await pages[0].getByRole('alert').getByText(/^连不上服务器/).waitFor();
  server = await startServer(demo.folder, port);
  office = await session(server.address, 'demo-office');
  await heading(pages[0], /^等待公开数值“骰子”/);
  await pages[0].getByRole('alert').getByText(/^连不上服务器/).waitFor({ state: 'detached' }).catch(() => {});
  for (const browser of browsers) browser.complaints.length = 0;
});

test('the dice are typed by two people, a witness among them, and only then the numbers are revealed', async () => {
  await dice();
  await office.ask('POST', `${path}/values`, { name: '骰子', value: '314159' });
  const field = pages[0].getByRole('textbox', { name: /^公开数值“骰子”/ });
  await field.fill('314159');
  await press(pages[0], '录入');
  for (const page of pages) {
    await heading(page, '请揭示您的随机数');
    await press(page, '揭示随机数');
  }
});

test('each device draws again and shows the result that everybody has', async () => {
  for (const page of pages) await heading(page, /^结果无误/);
  const { json: draw } = await office.ask('GET', path);
  assert.equal(draw.stage, 'drawn');
  for (const page of pages) await page.getByText(`结果指纹：${draw.result_hash.slice(0, 16)}`).waitFor();
  await pages[0].screenshot({ path: join(screenshots, 'witness-result.png'), fullPage: true });
  await pages[1].screenshot({ path: join(screenshots, 'witness-result-phone.png'), fullPage: true });
  assert.ok(await pages[1].evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test('the page speaks English, too', async () => {
  await press(pages[0], 'English');
  await heading(pages[0], /^The result is right/);
  const words = await pages[0].locator('section:visible').allInnerTexts();
  // Names are what they are.
  assert.doesNotMatch(words.join('\n').replaceAll('王代表', '').replaceAll('李律师', '').replaceAll('骰子', '').replaceAll('会场掷骰六次', '').replaceAll('全部', ''), /\p{Script=Han}{2}/u);
  for (const browser of browsers) assert.deepEqual(browser.complaints, []);
});
