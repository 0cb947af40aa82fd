// A supervisor keeps the target register in a real browser against the real server: an entry is changed, two who change
// the same one both see it, twenty get a tag at once, and the history tells all of it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, open, press, screenshots, settle, startBrowser, startServer, until } from './page.mjs';

let demo, server, browser, page;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(120_000);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

const field = (name) => page.getByRole('textbox', { name, exact: true });
const button = (name) => page.getByRole('button', { name, exact: true });
const shown = (words) => page.getByText(words).first().waitFor({ state: 'attached' });
const route = () => new URL(page.url()).hash.slice(1);

/** As the server has it, and as somebody else changes it behind the browser's back. */
const entry = (id) => page.evaluate(async (target) => (await fetch(`/api/v1/targets/${target}`)).json(), id);
const changeElsewhere = (id, station) => page.evaluate(async ([target, place]) => {
  const path = `/api/v1/targets/${target}`;
  const { id: _, revision, valid_from, recorded_at, recorded_by, visits, ...body } = await (await fetch(path)).json();
  const answer = await fetch(path, { method: 'PUT', body: JSON.stringify({ ...body, station: place, reason: '另一处修改' }), headers: { 'Content-Type': 'application/json', 'X-Mingchou-Request': '1', 'If-Match': `"${revision}"` } });
  if (!answer.ok) throw new Error(await answer.text());
}, [id, station]);

let target;

test('an entry is changed, and page, history and list on this device show it', async () => {
  await open(page, server.address, '/targets', { login: 'demo-department' });
  await press(page.getByRole('list', { name: '检查对象' }).getByRole('link').first());
  await press(button('编辑'));
  target = route().split('/')[2];
  await field('属地监管所').fill('逍遥市场监督管理所');
  await field('变更原因').fill('属地调整');
  await page.screenshot({ path: join(screenshots, 'record-form.png') });
  await press(button('保存'));
  await until(page, 'back on the page', async () => route() === `/targets/${target}`);
  await shown(/属地监管所：.* → 逍遥市场监督管理所/);
  assert.equal((await entry(target)).station, '逍遥市场监督管理所');
  await page.screenshot({ path: join(screenshots, 'record-page.png') });
});

test('two who change the same entry both see it, and nothing typed is lost', async () => {
  await press(button('编辑'));
  await field('责任区').fill('我输入的责任区');
  await field('变更原因').fill('重新划分');
  await changeElsewhere(target, '别人写的监管所');
  await press(button('保存'));
  await button('保留我输入的').waitFor();
  await page.screenshot({ path: join(screenshots, 'record-conflict.png') });
  await press(button('保留我输入的'));
  assert.equal(await field('责任区').inputValue(), '我输入的责任区');
  await press(button('保存'));
  await until(page, 'saved', async () => (await entry(target)).area === '我输入的责任区');
});

test('twenty targets get a tag at once, after a preview, and it can be taken back', async () => {
  await open(page, server.address, '/targets', { login: 'demo-department' });
  await press(button('更多操作'));
  await press(page.getByRole('menuitem', { name: '批量修改' }));
  const rows = page.getByRole('list', { name: '检查对象' }).getByRole('checkbox');
  await rows.first().waitFor();
  // Only rows in the window have elements: when all of those are chosen, the list is scrolled on.
  const unchosen = page.getByRole('list', { name: '检查对象' }).getByRole('checkbox', { checked: false });
  for (let chosen = 0; chosen < 20; await settle(page)) {
    if (await unchosen.count() > 0) {
      await unchosen.first().evaluate((row) => row.click());
      chosen += 1;
    } else {
      const { x, y } = await page.getByRole('list', { name: '检查对象' }).boundingBox();
      await page.mouse.move(x + 60, y + 60);
      await page.mouse.wheel(0, 500);
    }
  }
  await shown('已选 20 个');
  await press(button('修改所选'));
  await press(page.getByRole('dialog').getByRole('button', { name: '监管标签' }));
  await press(page.getByRole('dialog', { name: '监管标签' }).getByRole('radio').first());
  await page.getByRole('dialog', { name: '监管标签' }).waitFor({ state: 'detached' });
  await field('变更原因').fill('年度分类标注');
  await press(button('预览'));
  await shown(/将修改 \d+ 个/);
  await page.screenshot({ path: join(screenshots, 'bulk-plan.png') });
  await press(page.getByRole('button', { name: /^确认修改 \d+ 个$/ }));
  await shown(/^已修改 \d+ 个$/);
  await press(button('撤销这次修改'));
  await shown(/已恢复 \d+ 个/);
});

test('no complaint of the browser', () => {
  // A conflict and what it is told by is an answer that the browser tells of.
  const others = browser.complaints.filter((one) => !/412|Precondition/.test(one));
  assert.deepEqual(others, []);
});
