// Nobody is locked out of their own work: what was written on a tablet is saved as a file without network, and only the
// county's server opens it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, open, program, screenshots, startBrowser, startServer } from './page.mjs';

const WAIT = { timeout: 120_000 };
const words = '招牌与执照一致，𰻞面馆';
let demo, server, browser, page, folder;

before(async () => {
  demo = makeDemo();
  folder = mkdtempSync(join(tmpdir(), 'mingchou-export-'));
  server = await startServer(demo.folder);
  browser = await startBrowser({ viewport: { width: 834, height: 1194 }, hasTouch: true });
  page = browser.page;
});
after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('without network a tablet exports its notes into a file that its server opens, and nobody else reads', async () => {
  await open(page, server.address, '/targets');
  await page.getByRole('list', { name: '检查对象' }).getByRole('link').first().click(WAIT);
  await page.getByRole('textbox', { name: '写记录' }).fill(words);
  await page.getByRole('button', { name: '保存记录' }).click();
  await page.getByText('记录已保存在本机').waitFor(WAIT);
  await browser.context.setOffline(true);
  await page.getByRole('link', { name: '本机存储' }).first().click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出我的记录' }).click()]);
  await page.getByText('已导出 1 项操作').waitFor(WAIT);
  await page.screenshot({ path: join(screenshots, 'storage-exported-tablet.png') });
  assert.match(download.suggestedFilename(), /^mingchou-[0-9a-f]{8}-\d{4}-\d\d-\d\d\.jsonl$/);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  assert.ok(!readFileSync(file, 'utf8').includes('招牌'));

  await server.stop();
  const opened = spawnSync(program, ['open-export', '--data', demo.folder, '--file', file], { encoding: 'utf8' });
  assert.equal(opened.status, 0, opened.stderr);
  assert.ok(opened.stdout.includes(words), opened.stdout);
  assert.deepEqual(browser.complaints, []);
});
