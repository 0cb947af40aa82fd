// Draws for tests: held over the server's interface, with witnesses whose devices are this script, where a test is about
// what comes after; and what people do with one in the browser, the office at its screens and witnesses on their phones.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

import { demoPassword, press, until as waitUntil } from './page.mjs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const counted = (text) => {
  const bytes = Buffer.from(text), length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
/** Waits, since a value thrown in the room is known half a minute after the plan at the earliest. */
const until = (at) => new Promise((done) => { setTimeout(done, Math.max(0, at - Date.now())); });

/** A session of one of the demo's users. */
export async function session(address, login) {
  const headers = { 'X-Mingchou-Request': '1', 'Content-Type': 'application/json' };
  const signedIn = await fetch(`${address}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ login, password: demoPassword }) });
  assert.equal(signedIn.status, 200, await signedIn.clone().text());
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const ask = async (method, path, body, more = {}) => {
    const answer = await fetch(`${address}${path}`, { method, headers: { ...headers, ...more, Cookie: cookie }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return { answer, json: text ? JSON.parse(text) : null };
  };
  return { ask };
}

/** A witness's device: the token of the invitation, a key and a secret of its own. */
export class Device {
  constructor(address, token) {
    this.address = address;
    this.token = token;
    this.secret = randomBytes(32);
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.privateKey = privateKey;
    this.publicKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  }

  async ask(method, path, body) {
    const answer = await fetch(`${this.address}/api/v1/witness${path}`, {
      method, headers: { 'X-Mingchou-Witness': this.token, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
    });
    const json = await answer.json();
    assert.ok(answer.ok, `${method} /witness${path}: ${answer.status} ${JSON.stringify(json)}`);
    return json;
  }

  /** C2SP signed-note: key id, name and signature line. */
  note(text) {
    const id = sha256(this.keyName, '\n', Buffer.from([1]), this.publicKey).subarray(0, 4);
    const signature = Buffer.concat([id, sign(null, Buffer.from(text), this.privateKey)]).toString('base64');
    return `${text}\n— ${this.keyName} ${signature}\n`;
  }

  async join() {
    const { draw } = await this.ask('GET', '');
    this.keyName = draw.key_name;
    this.name = draw.seats.find(({ id }) => id === draw.seat_id).name;
    this.draw = draw.id;
    const id = sha256(this.keyName, '\n', Buffer.from([1]), this.publicKey).subarray(0, 4);
    const key = `${this.keyName}+${id.toString('hex')}+${Buffer.concat([Buffer.from([1]), this.publicKey]).toString('base64')}`;
    const commit = sha256(Buffer.from([0x11]), counted(this.draw), counted(this.name), this.secret).toString('hex');
    await this.ask('POST', '/key', { key, commit });
  }

  async consent() {
    const { draw: { plan_hash: plan } } = await this.ask('GET', '');
    await this.ask('POST', '/consent', { note: this.note(`${JSON.stringify({ draw: this.draw, plan, type: 'consent' })}\n`) });
  }

  async reveal() {
    const value = this.secret.toString('hex');
    const text = `${JSON.stringify({ draw: this.draw, name: this.name, type: 'reveal', value })}\n`;
    return this.ask('POST', '/reveal', { secret: value, note: this.note(text) });
  }
}

/**
 * A special task of what the demo's published plan foresees first, from today on, ready to be drawn for. `change` may
 * make another task of it, and `isIt` choose another row of the plan.
 */
export async function readyTask(office, change = (task) => task, isIt = () => true) {
  const { json: plans } = await office.ask('GET', '/api/v1/plans');
  const plan = plans.items.find(({ published_id: id }) => id);
  const { json: rows } = await office.ask('GET', `/api/v1/plans/${plan.id}/versions/${plan.published_id}/rows`);
  const today = new Date().toISOString().slice(0, 10);
  const work = { ...rows.items.find(isIt), first_day: today, last_day: `${today.slice(0, 4)}-12-31` };
  for (const shown of ['id', 'is_joint', 'position', 'revision', 'changed_at', 'changed_by', 'estimated_count']) delete work[shown];
  const departments = [work.initiating_department_id, ...work.participating_department_ids];
  const task = change({
    special_reason: '投诉举报集中', work, strata: [], substitute_count: 5,
    exclusions: { checked_within_months: 0, at_visit_cap: true },
    team: departments.map((department) => ({ department_id: department, inspector_count: 2, certificate_fields: [], specialties: [] })),
    load_max: 200, is_sealed: false,
  });
  const made = await office.ask('POST', '/api/v1/tasks', task);
  await office.ask('POST', `${made.answer.headers.get('Location')}/ready`, undefined, { 'If-Match': made.answer.headers.get('ETag') });
  return made.json;
}

const dice = [{ name: '骰子', form: 'digits:6', ref: '会场掷骰六次', is_in_room: true }];

/** Prepares a draw of a ready task with two witnesses and dice. Gives its path and the tokens of the invitations. */
export async function prepareDraw(office, task, values = dice) {
  const { json, answer } = await office.ask('POST', '/api/v1/draws', {
    task_id: task.id, suite: 'sha256', deadline_s: 3600, witnesses: ['王代表', '李律师'], values,
  });
  return { path: answer.headers.get('Location'), tokens: json.invitations.map(({ token }) => token) };
}

/** Fixes the plan; gives the moment at which dice may be typed. */
export async function fixPlan(office, path) {
  const { json } = await office.ask('POST', `${path}/plan`);
  return () => until((json.values[0].at_s + 1) * 1000);
}

/**
 * Draws with witnesses whose devices are this script, for readyTask(…, change, isIt). Gives draw and task as they are
 * then. Without dice the secrets of the witnesses decide alone, and there is nothing to wait for.
 */
export async function holdDraw(address, change, { isIt, hasDice = true } = {}) {
  const office = await session(address, 'demo-office');
  const task = await readyTask(office, change, isIt);
  const { path, tokens } = await prepareDraw(office, task, hasDice ? dice : []);
  const devices = tokens.map((token) => new Device(address, token));
  for (const device of devices) await device.join();
  if (hasDice) {
    const thrown = await fixPlan(office, path);
    for (const device of devices) await device.consent();
    await thrown();
    await office.ask('POST', `${path}/values`, { name: '骰子', value: '314159' });
    await devices[0].ask('POST', '/values', { name: '骰子', value: '314159' });
  } else {
    await office.ask('POST', `${path}/plan`);
    for (const device of devices) await device.consent();
  }
  for (const device of devices) await device.reveal();
  const { json: draw } = await office.ask('GET', path);
  assert.equal(draw.stage, 'drawn');
  return { draw, task, office };
}

// --- on screens

/** On a witness's phone: the step that it is at; and what is pressed. */
export const heading = (phone, name) => phone.getByRole('heading', { level: 2, name }).waitFor();
export const tap = (phone, name) => phone.getByRole('button', { name, exact: true }).click();

/** On the draw's page: the invitation of a witness, by the clipboard. */
export async function copyInvitation(page, name) {
  await page.evaluate(() => navigator.clipboard.writeText('nothing'));
  await press(page.getByRole('button', { name: `复制链接：${name}`, exact: true }));
  const link = () => page.evaluate(() => navigator.clipboard.readText());
  await waitUntil(page, 'the link is in the clipboard', async () => await link() !== 'nothing');
  return link();
}

/** On the draw's page, before the plan: fixes it after the question. */
export async function fixPlanOnScreen(page) {
  await press(page.getByRole('button', { name: '固定方案', exact: true }));
  await page.getByText(/记入透明日志/).first().waitFor({ state: 'attached' });
  await press(page.getByRole('dialog').getByRole('button', { name: '固定方案', exact: true }));
  await page.getByRole('status').filter({ hasText: '等待见证人在自己的手机上核对并签名' }).first().waitFor({ state: 'attached' });
}

/** On the draw's page: proposes that the first target leaves its place, shown by a document of that name. */
export async function proposeSubstitution(page, reason, document) {
  await press(page.getByRole('button', { name: /^1\. / }));
  await press(page.getByRole('button', { name: '提出替补', exact: true }));
  await press(page.getByRole('radio', { name: reason }));
  const chooser = page.waitForEvent('filechooser');
  await press(page.getByRole('button', { name: '选择文件', exact: true }));
  await (await chooser).setFiles({ name: document, mimeType: 'application/pdf', buffer: Buffer.from(reason) });
  await page.getByText(new RegExp(`^${document.replace('.', '\\.')} · [0-9a-f]{16}$`)).first().waitFor({ state: 'attached' });
  await press(page.getByRole('button', { name: '提交', exact: true }));
  await page.getByText('自己提出的变更要由另一个人确认。').first().waitFor({ state: 'attached' });
}

/** On the changes of the draw's page: confirms the newest one that somebody else proposed. */
export async function confirmChange(page) {
  await press(page.getByRole('button', { name: '确认', exact: true }).first());
  await press(page.getByRole('dialog').getByRole('button', { name: '确认', exact: true }));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
