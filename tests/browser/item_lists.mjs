// What people do with item lists in the browser, for tests that need lists: all by role and name, as people find them.
// Each function begins on the screen that it names and ends when the app has said that it is done.

import { press } from './page.mjs';

const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const said = (page, words) => page.getByText(words).first().waitFor({ state: 'attached' });

/** Opens 抽查事项 by the navigation at the side. */
export async function openItemLists(page) {
  await press(page.getByRole('navigation').getByRole('link', { name: '抽查事项', exact: true }));
  await page.getByRole('heading', { level: 1, name: '抽查事项' }).waitFor({ state: 'attached' });
}

/** From 抽查事项: opens the list whose owner's name begins so; 联合抽查事项清单 is the joint one. */
export async function openItemList(page, owner) {
  await press(page.getByRole('main').getByRole('link', { name: new RegExp(`^${owner}`) }));
  await page.getByRole('heading', { level: 1, name: new RegExp(owner) }).waitFor({ state: 'attached' });
}

/** From 抽查事项: makes the list of an owner that has none, and is then on its page. */
export async function makeItemList(page, owner) {
  await press(page.getByRole('button', { name: new RegExp(`^${owner}.*建立清单$`) }));
  await press(page.getByRole('dialog').getByRole('button', { name: '建立清单' }));
  await said(page, '还没有版本');
}

/** From a list: begins a draft (of the version in force, if there is one) and is then on it. */
export async function beginDraft(page) {
  await press(page.getByRole('button', { name: /^(起草新版本|起草第一个版本)$/ }));
  await page.getByRole('heading', { level: 1, name: '草稿' }).waitFor({ state: 'attached' });
}

/**
 * From a draft: adds an item. `item` has code, name, category, basis, body, target, content; a key item `grounds` (as
 * 安全) and `reason`, a general one `cap` (per cent); if wanted ratio, times, months, and of the joint list `initiating`
 * and `participating` (names of departments).
 */
export async function addItem(page, item) {
  await press(button(page, '添加事项'));
  await page.getByRole('heading', { level: 1, name: '添加事项' }).waitFor({ state: 'attached' });
  await field(page, '编码').fill(item.code);
  await field(page, '类别').fill(item.category ?? '综合');
  await field(page, '名称').fill(item.name);
  if (item.grounds) {
    await press(page.getByRole('radio', { name: '重点检查事项' }));
    await press(page.getByRole('checkbox', { name: item.grounds, exact: true }));
    await field(page, '理由').fill(item.reason);
  } else {
    await press(page.getByRole('radio', { name: '一般检查事项' }));
  }
  await field(page, '抽查依据').fill(item.basis);
  await field(page, '抽查主体').fill(item.body);
  if (item.initiating) {
    await press(button(page, '发起部门'));
    await press(page.getByRole('dialog').getByRole('radio', { name: item.initiating }));
  }
  if (item.participating) {
    await press(button(page, '配合部门'));
    for (const name of item.participating) await press(page.getByRole('dialog').getByRole('checkbox', { name }));
    await page.keyboard.press('Escape');
  }
  await field(page, '抽查对象').fill(item.target);
  await field(page, '检查内容').fill(item.content);
  if (item.ratio) await field(page, '抽查比例').fill(item.ratio);
  if (item.cap) await field(page, '抽查比例上限').fill(item.cap);
  if (item.times) await field(page, '抽查频次：次数').fill(item.times);
  if (item.months) await field(page, '抽查频次：每几个月').fill(item.months);
  await press(button(page, '保存'));
  await said(page, '事项已保存');
  await page.getByRole('heading', { level: 1, name: '草稿' }).waitFor({ state: 'attached' });
}

/** From a draft: changes fields of the item whose row names it so; `change` by the fields' names. */
export async function changeItem(page, name, change) {
  await press(page.getByRole('main').getByRole('link', { name: new RegExp(name) }).first());
  await press(button(page, '修改'));
  await page.getByRole('heading', { level: 1, name: '修改事项' }).waitFor({ state: 'attached' });
  for (const [of, value] of Object.entries(change)) await field(page, of).fill(value);
  await press(button(page, '保存'));
  await said(page, '事项已保存');
  await press(button(page, '返回'));
  await page.getByRole('heading', { level: 1, name: '草稿' }).waitFor({ state: 'attached' });
}

/** From a draft: to the page that shows what differs and issues it. */
export async function openIssue(page) {
  await press(button(page, '发布…'));
  await page.getByRole('heading', { level: 1, name: '发布清单' }).waitFor({ state: 'attached' });
}

/** From that page: issues. `issue` has approvedBy, document, from (2026-01-31) and reason; approvedOn if not today. */
export async function issueDraft(page, issue) {
  if (issue.approvedOn) await field(page, '批准日期').fill(issue.approvedOn);
  await field(page, '批准单位').fill(issue.approvedBy);
  await field(page, '文号').fill(issue.document);
  await field(page, '施行日期').fill(issue.from);
  await field(page, '调整理由').fill(issue.reason);
  await press(button(page, '确认发布'));
  await page.getByRole('heading', { level: 1, name: /^第 \d+ 版$/ }).waitFor({ state: 'attached' });
}

/** From an issued version: records that it was published. `channel`: 部门网站 or 国家企业信用信息公示系统. */
export async function recordPublication(page, channel, address) {
  await press(button(page, `登记公示：${channel}`));
  const sheet = page.getByRole('dialog', { name: '登记公示' });
  await sheet.waitFor({ state: 'attached' });
  await field(page, '网址或公示编号').fill(address);
  await press(sheet.getByRole('button', { name: '登记公示', exact: true }));
  await button(page, `作废：${channel}`).waitFor();
}
