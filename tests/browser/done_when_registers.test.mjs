// What the registers are for, as a county lives its first day, from an empty database and by the screens alone: the
// administrator's one-time password, departments, users, an item list, 30,000 targets from a GBK CSV and 600 inspectors
// from an .xlsx as departments send them, mended in the wizard, and the register out again in the platform's form.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { apply, button, counts, download, openImports, openRow, saveRow, shown, showRows, signIn, takeAllSuggestions, typeCell, upload, written } from './imports_support.mjs';
import { addItem, beginDraft, issueDraft, makeItemList, openIssue, openItemLists, recordPublication } from './item_lists.mjs';
import { open, press, screenshots, settle, startBrowser, startServer } from './page.mjs';
import { inspectorsXlsx, targetsCsv } from './sheets_support.mjs';

const WAIT = { timeout: 120_000 };
const IMPORT_MS_MAX = 300_000;
const passwordOf = (login) => `several words of ${login}`;

const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const secret = (page, name) => page.getByLabel(name, { exact: true });
const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor({ state: 'attached', ...WAIT });
const place = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click(WAIT);
const picture = (page, name) => page.screenshot({ path: join(screenshots, `first-day-${name}.png`) });

async function choose(page, label, value) {
  await press(page.getByRole('button', { name: label }));
  await press(page.getByRole('dialog').getByRole('radio', { name: value, exact: true }));
  await page.getByRole('dialog').waitFor({ state: 'detached', ...WAIT });
}

/** Signs in with a password that has to be changed first, and changes it. */
async function begin(page, login, initial) {
  await field(page, '用户名').fill(login, WAIT);
  await secret(page, '密码').fill(initial);
  await press(button(page, '登录'));
  await heading(page, '修改密码');
  await secret(page, '当前密码').fill(initial);
  await secret(page, '新密码').fill(passwordOf(login));
  await secret(page, '再输一次新密码').fill(passwordOf(login));
  await press(button(page, '保存新密码'));
  await shown(page, /密码已修改/);
}

async function signOut(page) {
  await press(page.getByRole('navigation').getByRole('link', { name: /，/ }).last());
  await heading(page, '我的账号');
  await press(button(page, '退出登录'));
  await press(page.getByRole('dialog').getByRole('button', { name: '退出登录' }));
  await press(page.getByRole('navigation').getByRole('link', { name: '登录', exact: true }));
}

async function makeDepartment(page, { name, short, code, kind }) {
  await place(page, '部门');
  await press(button(page, '新建部门'));
  await heading(page, '新建部门');
  await field(page, '部门名称').fill(name);
  await field(page, '简称').fill(short);
  await field(page, '部门代码').fill(code);
  await choose(page, /^性质/, kind);
  await press(button(page, '新建'));
  await page.getByRole('link', { name: new RegExp(`^${name}，${kind}`) }).waitFor(WAIT);
}

/** Gives the one-time password. */
async function makeUser(page, { login, name, role, department }) {
  await place(page, '用户');
  await press(button(page, '新建用户'));
  await field(page, '用户名').fill(login, WAIT);
  await field(page, '姓名').fill(name);
  await choose(page, /^角色/, role);
  if (department) await choose(page, /^部门/, department);
  await press(button(page, '新建'));
  await shown(page, new RegExp(`一次性密码当面交给${name}`));
  const words = (await page.locator('[data-id^="user.initial"]').allTextContents()).join(' ');
  return words.match(/\b[a-z0-9]{5}(-[a-z0-9]{5}){3}\b/)[0];
}

test('from an empty database: departments, users, an item list, both registers from real files, and out again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-first-day-'));
  const initialPassword = join(folder, 'initial-password');
  const targets = targetsCsv(), inspectors = inspectorsXlsx();
  const targetsFile = join(folder, '检查对象.csv'), inspectorsFile = join(folder, '执法人员.xlsx');
  writeFileSync(targetsFile, targets.bytes);
  writeFileSync(inspectorsFile, inspectors.bytes);
  const server = await startServer(join(folder, 'data'), 0, { flags: ['--initial-password-file', initialPassword] });
  const browser = await startBrowser({ acceptDownloads: true });
  const { page } = browser;
  page.setDefaultTimeout(WAIT.timeout);
  try {
    await open(page, server.address, '/sign-in', { login: null });
    await begin(page, 'admin', readFileSync(initialPassword, 'utf8').match(/[a-z0-9]{5}(-[a-z0-9]{5}){3}/)[0]);
    await makeDepartment(page, { name: '西华县市场监督管理局', short: '县市监局', code: 'SCJG', kind: '县直部门' });
    await makeDepartment(page, { name: '西华县消防救援大队', short: '县消防大队', code: 'XFJY', kind: '县直部门' });
    await picture(page, 'departments');
    const initial = await makeUser(page, { login: 'scjg.admin', name: '王科长', role: '部门管理员', department: '西华县市场监督管理局' });
    await signOut(page);
    await begin(page, 'scjg.admin', initial);

    await openItemLists(page);
    await makeItemList(page, '西华县市场监督管理局');
    await beginDraft(page);
    await addItem(page, {
      code: 'SP01', name: '食品销售监督检查', category: '食品', grounds: '安全', reason: '食品安全直接关系群众健康',
      basis: '《中华人民共和国食品安全法》第一百一十条', body: '县市场监管局', target: '食品销售经营者', content: '进货查验、贮存、标签',
    });
    await addItem(page, {
      code: 'DJ01', name: '登记事项检查', category: '登记', cap: '5', basis: '《企业信息公示暂行条例》第十四条', body: '县市场监管局', target: '企业',
      content: '营业执照的规范使用',
    });
    await openIssue(page);
    await issueDraft(page, { approvedBy: '县市场监管局', document: '西市监〔2026〕1号', from: '2026-12-01', reason: '首次发布' });
    await recordPublication(page, '部门网站', 'https://xihua.example/list');
    await recordPublication(page, '国家企业信用信息公示系统', 'GS-2026-1');
    await picture(page, 'item-list');

    await openImports(page);
    await upload(page, targetsFile, '检查对象', IMPORT_MS_MAX);
    const { good, warning, error, duplicate } = targets.expected.counts;
    assert.deepEqual(await counts(page), { usable: good + warning, errors: error, duplicates: duplicate });
    await picture(page, 'targets');
    // One by hand; and a kind of them, all at once.
    await showRows(page, '错误');
    const nameless = targets.expected.problems.find(({ code }) => code === 'imports.required').row;
    await openRow(page, nameless);
    await typeCell(page, /^\*企业 名称/, '西华县改好的超市');
    await saveRow(page, nameless);
    await takeAllSuggestions(page);
    const mended = await counts(page);
    assert.ok(mended.errors < error - 1, JSON.stringify(mended));
    assert.equal(mended.usable + mended.errors + mended.duplicates, good + warning + error + duplicate);
    await apply(page, IMPORT_MS_MAX);
    assert.equal(await written(page), mended.usable);
    await picture(page, 'targets-written');

    await openImports(page);
    await upload(page, inspectorsFile, '执法检查人员', IMPORT_MS_MAX);
    const people = inspectors.expected.counts;
    assert.deepEqual(await counts(page), { usable: people.good + people.warning, errors: people.error, duplicates: people.duplicate });
    await showRows(page, '错误');
    const unnamed = inspectors.expected.problems.find(({ code }) => code === 'imports.required').row;
    await openRow(page, unnamed);
    await typeCell(page, /^姓/, '赵改好');
    await saveRow(page, unnamed);
    await apply(page, IMPORT_MS_MAX);
    const inspectorsWritten = await written(page);
    assert.equal(inspectorsWritten, people.good + people.warning + 1);
    await settle(page);

    await openImports(page);
    await press(button(page, '导出名录'));
    const sheet = page.getByRole('dialog', { name: '导出名录' });
    await press(sheet.getByRole('radio', { name: '检查对象', exact: true }));
    await press(sheet.getByRole('radio', { name: '省平台检查对象导入表' }));
    await press(sheet.getByRole('radio', { name: /GB 18030/ }));
    await picture(page, 'export');
    const saved = await download(page, () => sheet.getByRole('button', { name: '下载' }).click());
    const lines = new TextDecoder('gb18030', { fatal: true }).decode(readFileSync(saved.path)).trimEnd().split('\r\n');
    assert.ok(lines[0].startsWith('统一社会信用代码,注册号,检查对象名称,'), lines[0]);
    assert.equal(lines.length - 1, mended.usable);
    assert.equal(lines.filter((line) => line.includes('西华县改好的超市')).length, 1);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
