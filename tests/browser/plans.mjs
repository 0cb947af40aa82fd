// What people do with yearly plans in the browser, for tests that need plans: all by role and name, as people find
// them. Each function begins on the screen that it names and ends when the app has said that it is done.

import { press, settle } from './page.mjs';

const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const said = (page, words) => page.getByText(words).first().waitFor({ state: 'attached' });
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' });

/** A sheet closes: what it covered is out of reach until it is gone. */
async function closed(page) {
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settle(page);
}

/** What the plan of a year is called. */
export const planName = (year) => `${year} 年度联合抽查计划`;

/** Opens 年度计划 by the navigation at the side. */
export async function openPlans(page) {
  await press(page.getByRole('navigation').getByRole('link', { name: '年度计划', exact: true }));
  await heading(page, '年度计划');
}

/** From 年度计划: opens the version of that number of the year's plan. */
export async function openPlan(page, year, number = 1) {
  await press(page.getByRole('main').getByRole('link', { name: new RegExp(`^${planName(year)}，第 ${number} 版`) }));
  await heading(page, planName(year));
  await page.getByRole('main').getByRole('link').first().waitFor({ state: 'attached' });
}

/**
 * From a draft: adds a task. `task` has name, list (how its owner's name begins), item, target, from and to
 * (2026-01-31); ratio (per cent) or count; who may choose it, initiating; if wanted participating (names).
 */
export async function addTask(page, task) {
  await press(button(page, '添加任务'));
  await heading(page, '添加任务');
  const sheet = page.getByRole('dialog');
  if (task.initiating) {
    await press(button(page, '发起部门'));
    await press(sheet.getByRole('radio', { name: task.initiating }));
    await closed(page);
  }
  if (task.participating) {
    await press(button(page, '参与部门'));
    for (const name of task.participating) await press(sheet.getByRole('checkbox', { name }));
    await page.keyboard.press('Escape');
    await closed(page);
  }
  await field(page, '名称').fill(task.name);
  await press(button(page, '抽查事项'));
  await press(sheet.getByRole('button', { name: new RegExp(`^${task.list}`) }));
  await press(sheet.getByRole('checkbox', { name: new RegExp(task.item) }));
  await press(sheet.getByRole('button', { name: '完成' }));
  await closed(page);
  await field(page, '对象范围').fill(task.target);
  if (task.count) {
    await press(page.getByRole('radio', { name: '按户数' }));
    await field(page, '抽查户数').fill(task.count);
  } else {
    await field(page, '抽查比例（%）').fill(task.ratio);
  }
  await field(page, '开始日期').fill(task.from);
  await field(page, '结束日期').fill(task.to);
  await press(button(page, '保存'));
  await said(page, '任务已保存');
  await heading(page, /年度联合抽查计划$/);
}

/** From a version: a step that asks in a sheet; `fields` by their names. Ends when the app says `done`. */
export async function takeStep(page, step, fields, done) {
  await press(button(page, step));
  const sheet = page.getByRole('dialog');
  await sheet.waitFor({ state: 'attached' });
  for (const [name, value] of Object.entries(fields)) await field(page, name).fill(value);
  await press(sheet.getByRole('button', { name: step, exact: true }));
  await said(page, done);
  await closed(page);
}

/** From a draft: submits it to the joint meeting. */
export const submitPlan = (page) => takeStep(page, '提交联席会议', {}, /^已提交，不能再修改/);
/** From a submitted version: the meeting was today, or on the day of `fields`. */
export const approvePlan = (page, fields) => takeStep(page, '登记通过', fields, /^联席会议已通过，下一步/);
/** From an approved version. */
export const filePlan = (page, fields) => takeStep(page, '登记备案', fields, /^已备案，下一步/);
/** From a published version: begins an adjustment, and is then on it. */
export const adjustPlan = (page, reason) => takeStep(page, '开始调整', { '调整理由（会公开）': reason }, /^编制中：/);
