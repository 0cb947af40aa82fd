// A department's administrator brings a register as it comes from Excel: in GBK, with titles above it and mistakes in
// it; mends some of them, writes the rest, takes what was left out as a file, and undoes it all.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import {
  apply, button, chooseFile, closeSheet, counts, creditCode, download, headingShown, openImports, openRow, row, rowSheet, saveRow, shown, showRows,
  signIn, takeAllSuggestions, typeCell, undo, upload, writeRegister, written,
} from './imports_support.mjs';
import { makeDemo, open, press, screenshots, settle, sizes, startBrowser, startServer } from './page.mjs';

let demo, server, browser, page, folder;
const header = ['序号', '企业名称', '统一社会信用代码', '乡镇', '成立日期'];
const line = (number, changes = {}) => {
  const cells = { name: `新设个体店${number}号`, code: creditCode(number), township: '逍遥镇', date: '2024-05-01', ...changes };
  return [number, cells.name, cells.code, cells.township, cells.date];
};
/** Rows 4 to 15 of the sheet; what is wrong with whom stands beside it. */
const rows = [
  line(1), line(2), line(3),
  line(4, { name: '' }),                 // row 7: no name
  line(5, { code: '9.24116E+17' }),      // row 8: Excel made a number of it
  line(6, { date: '05/06/2024' }),       // row 9: two ways to read it
  line(7, { date: '03/04/2024' }),       // row 10: likewise
  line(8, { township: '火星镇' }),        // row 11: no such township
  line(9), line(9),                      // row 13 repeats row 12
  line(10), line(11),
];
const picture = (name) => page.screenshot({ path: join(screenshots, `imports-${name}.png`) });

before(async () => {
  demo = makeDemo();
  folder = mkdtempSync(join(tmpdir(), 'mingchou-imports-'));
  server = await startServer(demo.folder);
  browser = await startBrowser({ acceptDownloads: true });
  page = browser.page;
  page.setDefaultTimeout(60_000);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await browser.context.clearCookies();
  await open(page, server.address, '/sign-in', { login: null });
  await signIn(page, 'demo-department');
});

test('a GBK register is brought, mended, written, its refused rows saved, and undone', async () => {
  await openImports(page);
  await picture('list-empty');
  const path = writeRegister(join(folder, '名录.csv'), header, rows);
  await chooseFile(page, path);
  await picture('chosen');
  await upload(page, path);
  assert.deepEqual(await counts(page), { usable: 6, errors: 5, duplicates: 1 });
  await picture('rows');

  // One cell by hand.
  await openRow(page, 7);
  await typeCell(page, /^企业名称/, '改好的店');
  await picture('row');
  await saveRow(page, 7);
  await shown(page, '第 7 行可以导入了');
  assert.deepEqual(await counts(page), { usable: 7, errors: 4, duplicates: 1 });

  // One that is still wrong stays open, with what was typed.
  await openRow(page, 8);
  await typeCell(page, /^统一社会信用代码/, '92411622MA41000500');
  await saveRow(page, 8, false);
  await rowSheet(page, 8).getByRole('alert').first().waitFor({ state: 'attached' });
  assert.equal(await rowSheet(page, 8).getByRole('textbox', { name: /^统一社会信用代码/ }).inputValue(), '92411622MA41000500');
  await typeCell(page, /^统一社会信用代码/, creditCode(5));
  await saveRow(page, 8);

  // The dates of one kind, all at once.
  await press(button(page, '问题类型'));
  await picture('kinds');
  await closeSheet(page);
  await takeAllSuggestions(page);
  assert.deepEqual(await counts(page), { usable: 10, errors: 1, duplicates: 1 });
  await showRows(page, '错误');
  await row(page, 11).waitFor();
  assert.equal(await page.getByRole('list', { name: '文件中的行' }).getByRole('button').count(), 1);

  await apply(page);
  assert.equal(await written(page), 10);
  await picture('applied');
  const saved = await download(page, () => button(page, '下载未导入的行').click());
  assert.equal(saved.name, '名录-未导入.xlsx');
  assert.equal(readFileSync(saved.path).subarray(0, 2).toString('latin1'), 'PK');

  await undo(page);
  await shown(page, /这次写入的 10 行已从名录移出/);
  await picture('undone');
  await press(page.getByRole('button', { name: '返回' }));
  await headingShown(page, '数据导入');
  await page.getByRole('link', { name: /^名录\.csv.*已撤销$/ }).waitFor();
  await picture('list');
});

test('columns are mapped by hand, and kept as a template for the next file', async () => {
  const odd = ['代号', '甲方', '开张', '地方'];
  const lines = (from) => [1, 2].map((i) => [creditCode(from + i), `按模板的店${from + i}`, '2024-05-01', '逍遥镇']);
  await openImports(page);
  await upload(page, writeRegister(join(folder, '别的表.csv'), odd, lines(100)));
  // Nothing of it is known: the header row first, then each column.
  await page.getByRole('tab', { name: '列的对应', selected: true }).waitFor();
  await picture('columns-unknown');
  await press(button(page, '标题行'));
  await page.getByRole('radio', { name: /^第 3 行：代号/ }).click();
  await page.getByRole('button', { name: /^甲方/ }).waitFor();
  for (const [column, field] of [['代号', '统一社会信用代码'], ['甲方', '名称'], ['开张', '成立日期'], ['地方', '乡镇（街道）']]) {
    await press(page.getByRole('button', { name: new RegExp(`^${column}`) }));
    await page.getByRole('dialog', { name: column }).getByRole('radio', { name: field, exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await picture('columns');
  await press(button(page, '模板'));
  await page.getByRole('textbox', { name: '模板名称' }).fill('甲表');
  await picture('templates');
  await press(button(page, '存为模板'));
  await page.getByRole('button', { name: '导入 2 行' }).waitFor();
  await openImports(page);
  await upload(page, writeRegister(join(folder, '下一张表.csv'), odd, lines(200)));
  assert.deepEqual(await counts(page), { usable: 2, errors: 0, duplicates: 0 });
});

test('a file that is no spreadsheet is told as what it is, and an empty one is not sent', async () => {
  await openImports(page);
  const pdf = join(folder, '文件.csv'), empty = join(folder, '空.csv');
  writeFileSync(pdf, '%PDF-1.7\n%âãÏÓ\n');
  writeFileSync(empty, '');
  await chooseFile(page, pdf);
  await press(button(page, '上传并检查'));
  await shown(page, /这个文件的内容其实是 PDF/);
  await picture('unreadable');
  await press(button(page, '移除记录'));
  await page.getByRole('dialog').getByRole('button', { name: '移除记录' }).click();
  await headingShown(page, '数据导入');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, '选择文件').click()]);
  await chooser.setFiles(empty);
  await shown(page, /这个文件是空的/);
  assert.equal(await button(page, '上传并检查').count(), 0);
});

test('without network the file stays chosen, and goes when the network is back', async () => {
  await openImports(page);
  const path = writeRegister(join(folder, '断网.csv'), header, [line(300)]);
  await chooseFile(page, path);
  await browser.context.setOffline(true);
  await press(button(page, '上传并检查'));
  await shown(page, /连不上服务器，没有提交/);
  await picture('offline');
  await browser.context.setOffline(false);
  await press(button(page, '上传并检查'));
  await page.getByRole('button', { name: '导入 1 行' }).waitFor();
});

test('a file that was changed after it was chosen is not sent half', async () => {
  await openImports(page);
  const path = writeRegister(join(folder, '改动.csv'), header, [line(301)]);
  await chooseFile(page, path);
  rmSync(path);
  await press(button(page, '上传并检查'));
  await shown(page, /读不到这个文件/);
});

test('a register is saved as a file, named by the server', async () => {
  await openImports(page);
  await press(button(page, '导出名录'));
  await page.getByRole('dialog', { name: '导出名录' }).getByRole('radio').first().waitFor();
  await settle(page);
  await picture('export');
  await page.getByRole('radio', { name: /^CSV（UTF-8）/ }).click();
  const saved = await download(page, () => button(page, '下载').click());
  assert.match(saved.name, /\.csv$/);
  assert.match(readFileSync(saved.path, 'utf8').split('\n')[0], /统一社会信用代码/);
  await shown(page, `已保存 ${saved.name}`);
});

test('on a tablet held upright', async () => {
  await page.setViewportSize(sizes['tablet-portrait']);
  await settle(page);
  await openImports(page);
  await picture('list-tablet');
  await upload(page, writeRegister(join(folder, '平板.csv'), header, rows));
  await picture('rows-tablet');
  await openRow(page, 9);
  await picture('row-tablet');
  await closeSheet(page);
  await page.getByRole('tab', { name: '列的对应' }).click();
  await settle(page);
  await picture('columns-tablet');
  await page.setViewportSize(sizes.desktop);
});
