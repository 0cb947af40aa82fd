// Draws that the server published, on the public page in Chromium: anybody finds one in the list and verifies it there.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { holdDraw, session } from './draws.mjs';
import { makeDemo, screenshots, startBrowser, startServer } from './page.mjs';

let demo, server, browser, page, draw, office, department;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.address}/verify/`);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

const published = () => page.getByRole('region', { name: '已公布的抽取' });

test('before any draw the page says that there is none', async () => {
  await published().getByText('还没有公布的抽取。').waitFor();
});

test('a draw held with two witnesses stands in the list, and anybody verifies it without an account', async () => {
  department = await session(server.address, 'demo-department');
  const { json: { user } } = await department.ask('GET', '/api/v1/session');
  const isOurs = ({ initiating_department_id: first, participating_department_ids: others }) => [first, ...others].includes(user.department_id);
  const held = await holdDraw(server.address, undefined, { isIt: isOurs });
  ({ draw, office } = held);
  const { task } = held;
  await page.reload();
  const { name } = task.work;
  await published().getByText(name).waitFor();
  await published().getByText(task.number).waitFor();
  await page.screenshot({ path: join(screenshots, 'verify-published.png'), fullPage: true });
  await published().getByRole('button', { name: `核验：${name}` }).click();
  await page.getByRole('heading', { level: 2, name: /^核验通过/ }).waitFor();
  for (const words of ['签名', '日志']) assert.ok(await page.locator('#checked').getByText(words).first().isVisible(), words);
  await page.screenshot({ path: join(screenshots, 'verify-published-result.png'), fullPage: true });
});

test('what happened after the draw is told in numbers, with its places in the log, and nobody is named', async () => {
  const { json: { items: [{ target, inspectors: [inspector] }] } } = await office.ask('GET', `/api/v1/draws/${draw.id}/places`);
  const change = { type: 'replacement', target, slot: 0, reason: 'illness', passed: [] };
  const { answer } = await office.ask('POST', `/api/v1/draws/${draw.id}/changes`, change);
  await department.ask('POST', `${answer.headers.get('Location')}/confirmation`);
  await page.reload();
  await published().getByText('抽取之后：替补 0 次，更换检查人员 1 次').click();
  for (const words of [/^更换检查人员：.+ 1 次$/, /^您可以核对：/, /^您不能核对：/, /^更换检查人员，.+，日志 1 第 \d+ 条[0-9a-f]{64}$/]) {
    await published().getByText(words).waitFor();
  }
  const shown = await published().textContent();
  for (const hidden of [target, inspector]) assert.ok(!shown.includes(hidden), hidden);
  await page.screenshot({ path: join(screenshots, 'verify-published-changes.png'), fullPage: true });
});

test('without network the list says so, and comes when one tries again', async () => {
  await page.route('**/api/v1/published-draws*', (route) => route.abort());
  await page.reload();
  await published().getByText(/^读不到已公布的抽取/).waitFor();
  await page.unroute('**/api/v1/published-draws*');
  await published().getByRole('button', { name: '重试' }).click();
  await published().getByRole('button', { name: /^核验：/ }).waitFor();
  // What the test broke off itself is no fault of the page.
  browser.complaints.length = 0;
});

test('on a phone and in English the list is whole', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'English' }).click();
  const section = page.getByRole('region', { name: 'Published draws' });
  await section.getByRole('button', { name: /^Verify: / }).waitFor();
  await section.getByText('After the draw: targets substituted 0, inspectors replaced 1').click();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.screenshot({ path: join(screenshots, 'verify-published-phone.png'), fullPage: true });
  assert.deepEqual(browser.complaints, []);
});
