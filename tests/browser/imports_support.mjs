// What browser tests of imports share: files as departments have them, and the steps of the import screens by role and
// name, each waiting for what it brings about.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

import { press, settle } from './page.mjs';

const WAIT = { timeout: 120_000 };

// --- files

const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const valueOf = (character) => parseInt(character, 36);

/** A unified social credit code that is right in both of its check characters, as GB 32100 and GB 11714 have them. */
export function creditCode(number, begin = '92411622') {
  const body = `MA4${String(10_000 + number).padStart(5, '0')}`;
  const organisation = 11 - [...body].reduce((sum, one, i) => sum + valueOf(one) * ORGANISATION_WEIGHTS[i], 0) % 11;
  const code = `${begin}${body}${organisation === 10 ? 'X' : organisation % 11}`;
  const rest = [...code].reduce((sum, one, i) => sum + CODE_CHARACTERS.indexOf(one) * CODE_WEIGHTS[i], 0) % 31;
  return code + CODE_CHARACTERS[(31 - rest) % 31];
}

/** The text in GB 18030, as Excel in China writes CSV. */
export function gbk(text) {
  const made = spawnSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text, maxBuffer: 1 << 30 });
  if (made.status !== 0) throw new Error(`iconv: ${made.stderr}`);
  return made.stdout;
}

/** A CSV with titles above its header and a sum below its rows. `rows` are lists of cells. */
export function writeRegister(path, header, rows, { title = '西华县市场监督管理局检查对象名录', encode = gbk } = {}) {
  const blank = ','.repeat(header.length - 1);
  const lines = [`${title}${blank}`, `填报单位：市场监管局${blank}`, header.join(','), ...rows.map((row) => row.join(',')), `合计,${rows.length}${','.repeat(header.length - 2)}`];
  writeFileSync(path, encode(`${lines.join('\r\n')}\r\n`));
  return path;
}

// --- screens

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const shown = (page, words) => page.getByText(words).first().waitFor({ state: 'attached', ...WAIT });
export const headingShown = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor({ state: 'attached', ...WAIT });

/** From the screen to sign in, which must be shown. */
export async function signIn(page, login, password = 'demo-county-2026') {
  await page.getByRole('textbox', { name: '用户名', exact: true }).fill(login, WAIT);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await press(button(page, '登录'));
  await shown(page, /您已登录/);
}

/** By the navigation, or from the home screen where there is no room for it there. */
export async function openImports(page) {
  await press(page.getByRole('link', { name: /^数据导入/ }).first());
  await headingShown(page, '数据导入');
}

/** `register`: 检查对象 or 执法检查人员. Resolves when the browser has the file, and the screen shows it. */
export async function chooseFile(page, path, register = '检查对象') {
  await press(page.getByRole('radio', { name: register, exact: true }));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser', WAIT), page.getByRole('button', { name: /^(选择文件|换一个文件)$/ }).click(WAIT)]);
  await chooser.setFiles(path);
  await button(page, '上传并检查').waitFor(WAIT);
}

/** Resolves when the server has read and checked it; the import's page waits for a decision then. */
export async function upload(page, path, register = '检查对象', timeout = WAIT.timeout) {
  await chooseFile(page, path, register);
  await press(button(page, '上传并检查'));
  await page.getByRole('tablist', { name: '这次导入' }).waitFor({ state: 'attached', timeout });
  await settle(page);
}

/** What is told beside the button: {usable, errors, duplicates}. */
export async function counts(page) {
  const words = await page.locator('[data-id="import.bar.words"]').textContent(WAIT);
  const number = (pattern) => Number((pattern.exec(words)?.[1] ?? '0').replaceAll(',', ''));
  return { usable: number(/可导入 ([\d,]+) 行/), errors: number(/有错误 ([\d,]+) 行/), duplicates: number(/重复 ([\d,]+) 行/) };
}

/** The row's button in the list of rows. */
export const row = (page, number) => page.getByRole('list', { name: '文件中的行' }).getByRole('button', { name: new RegExp(`^第 ${number} 行`) });
export const rowSheet = (page, number) => page.getByRole('dialog', { name: `第 ${number} 行`, exact: true });

export async function openRow(page, number) {
  await press(row(page, number));
  await rowSheet(page, number).waitFor({ state: 'attached', ...WAIT });
}

/** Types over a cell of the row that is open; `label` is the column's header, or a pattern of it. */
export async function typeCell(page, label, value) {
  await page.getByRole('dialog').getByRole('textbox', { name: label }).fill(value, WAIT);
}

/** Saves the row that is open. `isGood`: it has no error then, and its sheet goes. */
export async function saveRow(page, number, isGood = true) {
  await press(button(page, '保存这一行'));
  if (isGood) await rowSheet(page, number).waitFor({ state: 'detached', ...WAIT });
  await settle(page);
}

/** One of the chips above the list: 有问题, 错误, 重复, 提醒, 正常, 全部. */
export async function showRows(page, which) {
  await press(page.getByRole('main').getByRole('checkbox', { name: new RegExp(`^${which} [\\d,]+$`) }));
  await settle(page);
}

/** In the sheet of kinds of problems, which it opens: takes what was suggested for the first kind that has something. */
export async function takeAllSuggestions(page) {
  await press(button(page, '问题类型'));
  await press(page.getByRole('button', { name: /^全部采用建议/ }).first());
  await shown(page, '已采用建议，并重新检查了这些行');
  await closeSheet(page);
}

/** What lies under a sheet can't be pressed until the sheet is gone. */
export async function closeSheet(page) {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached', ...WAIT });
}

/** Writes the rows that can be imported, and waits until they are in the register. */
export async function apply(page, timeout = WAIT.timeout) {
  await press(page.getByRole('button', { name: /^导入 [\d,]+ 行$/ }));
  await press(page.getByRole('dialog', { name: '写入名录？' }).getByRole('button', { name: '写入名录' }));
  await button(page, '撤销这次导入').waitFor({ state: 'attached', timeout });
  await settle(page);
}

/** How many rows the page of an applied import says were written. */
export async function written(page) {
  const words = await page.locator('[data-id="import.outcome"]').textContent(WAIT);
  return Number(/已写入 ([\d,]+) 行/.exec(words)[1].replaceAll(',', ''));
}

export async function undo(page, timeout = WAIT.timeout) {
  await press(button(page, '撤销这次导入'));
  await press(page.getByRole('dialog', { name: '撤销这次导入？' }).getByRole('button', { name: '撤销这次导入' }));
  await button(page, '移除记录').waitFor({ state: 'attached', timeout });
  await settle(page);
}

/** Presses it and gives the download that comes of it: {name, path}. */
export async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download', WAIT), press()]);
  return { name: file.suggestedFilename(), path: await file.path() };
}
