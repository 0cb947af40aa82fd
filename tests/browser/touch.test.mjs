// Fingers in Chromium, on the list of the demo county's 30,000 targets: what is tapped opens, what is scrolled does not.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { count, makeDemo, open, settle, startBrowser, startServer, until } from './page.mjs';

const WAIT = { timeout: 120_000 };
const upright = { width: 834, height: 1194 };
const across = { width: 1194, height: 834 };
let demo, server, browser, page, session;

const list = () => page.getByRole('list', { name: '检查对象' });
const rows = () => list().getByRole('link');
const summary = () => page.getByRole('status').filter({ hasText: /^(共|找到)/ });
const route = () => page.evaluate(() => location.hash);
/** Place in the list of the row at the top. */
const topRow = () => page.evaluate(() => {
  const list = document.querySelector('[data-id="targets.list"]');
  const top = list?.getBoundingClientRect().top;
  const first = [...list?.querySelectorAll('[role="listitem"]') ?? []].find((item) => item.getBoundingClientRect().bottom > top + 1);
  return Number(first?.getAttribute('aria-posinset'));
});
/** How far the list is scrolled, in pixels; -1 while it comes. */
const offset = () => page.evaluate(() => {
  const [item] = document.querySelectorAll('[data-id="targets.list"] [role="listitem"]');
  if (!item) return -1;
  const { top, height } = item.getBoundingClientRect();
  return (Number(item.getAttribute('aria-posinset')) - 1) * height + item.closest('[data-id="targets.list"]').getBoundingClientRect().top - top;
});
const send = (type, points, timestamp) =>
  session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })), ...(timestamp ? { timestamp } : {}) });
const touch = (type, y, x = 400) => send(type, y === undefined ? [] : [[x, y]]);
/** A swift finger, 60 ms by its own times. Sent in one go: how slow the machine is makes no slower finger of it. */
async function flick(from, to, x = 400) {
  const start = Date.now() / 1000;
  const down = send('touchStart', [[x, from]], start);
  const moves = [1, 2, 3, 4, 5].map((i) => send('touchMove', [[x, from + ((to - from) * i) / 5]], start + i / 100));
  await Promise.all([down, ...moves, send('touchEnd', [], start + 0.06)]);
}

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser({ hasTouch: true, viewport: upright, reducedMotion: 'no-preference' });
  page = browser.page;
  page.setDefaultTimeout(60_000);
  session = await browser.context.newCDPSession(page);
  await open(page, server.address, '/targets');
  await summary().waitFor(WAIT);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});
async function toTheTop() {
  if ((await route()).startsWith('#/targets')) await page.evaluate(() => { location.hash = '#/targets'; });
  else await open(page, server.address, '/targets');
  await list().waitFor({ state: 'attached' });
  await list().focus();
  await page.keyboard.press('Home');
  await until(page, 'at the top of the list', async () => await offset() === 0);
  await page.evaluate(() => document.activeElement?.blur());
}
beforeEach(async () => {
  await page.setViewportSize(upright);
  await toTheTop();
});

test('a tap opens the row that it meets', async () => {
  const row = rows().nth(2);
  const name = (await row.textContent()).split('，')[0];
  const box = await row.boundingBox();
  await page.touchscreen.tap(box.x + 200, box.y + box.height / 2);
  await page.getByRole('heading', { level: 2, name }).waitFor();
  assert.match(await route(), /^#\/targets\/[0-9a-f-]{36}$/);
});

/** The list flies, beyond where the finger took it. Where the machine stood still meanwhile, the next finger is luckier. */
async function fling() {
  for (let tries = 1; tries <= 20; tries += 1) {
    await toTheTop();
    await flick(1000, 600);
    for (let last = -1, now = 0; now !== last || (await count(page)).awake;) {
      last = now;
      now = await offset();
      if (now > 450) return;
    }
  }
  throw new Error('no flick made the list fly');
}

test('a flick that begins on a row scrolls on and opens nothing', async () => {
  await fling();
  await settle(page);
  assert.equal(await route(), '#/targets');
});

test('a touch while the list flies stops it and opens nothing', async () => {
  for (let tries = 1; ; tries += 1) {
    await fling();
    const seen = performance.now();
    await page.touchscreen.tap(400, 700);
    // It flies for a second at least. Where the machine stood still for so long, the tap was one like others.
    if (performance.now() - seen < 500) break;
    assert.ok(tries < 20, 'the machine is too slow to catch anything');
  }
  await settle(page);
  const caught = await offset();
  assert.equal(await route(), '#/targets');
  await page.waitForTimeout(300);
  assert.equal(await offset(), caught);
});

test('a touch that the system takes away opens nothing', async () => {
  await touch('touchStart', 700);
  await page.waitForTimeout(200);
  await send('touchCancel', []);
  await settle(page);
  assert.equal(await route(), '#/targets');
});

test('a finger on the bar goes through the whole list', async () => {
  const box = await list().boundingBox();
  const x = box.x + box.width - 6;
  await touch('touchStart', box.y + 20, x);
  for (let i = 1; i <= 10; i += 1) await touch('touchMove', box.y + 20 + (box.height * i) / 10, x);
  await touch('touchEnd');
  await until(page, 'at the end', async () => await topRow() > 29_900);
  assert.equal(await route(), '#/targets');
});

test('a flick that begins in a field scrolls or does nothing, but never brings the keyboard', async () => {
  const box = await page.getByRole('searchbox').boundingBox();
  await touch('touchStart', box.y + 20);
  for (let y = box.y + 20; y > box.y - 60; y -= 20) await touch('touchMove', y);
  await touch('touchEnd');
  await settle(page);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
});

test('a flick that begins on a button scrolls the page and presses nothing; a tap there presses it', async () => {
  await page.setViewportSize({ width: 834, height: 500 });
  await page.evaluate(() => { location.hash = '#/settings'; });
  const dark = page.getByRole('radio', { name: '深色' });
  await dark.waitFor({ state: 'attached' });
  await settle(page);
  const start = await dark.boundingBox();
  const at = { x: start.x + start.width / 2, y: start.y + start.height / 2 };
  await flick(at.y, at.y - 100, at.x);
  await until(page, 'scrolled', async () => (await dark.boundingBox()).y < start.y - 20);
  assert.equal(await dark.isChecked(), false);
  await page.keyboard.press('Home');
  await until(page, 'back at the top', async () => (await dark.boundingBox()).y === start.y);
  await page.touchscreen.tap(at.x, at.y);
  await until(page, 'pressed', () => dark.isChecked());
  await page.getByRole('radio', { name: '浅色' }).click();
});

/** Mulberry32: the same storm each time. */
function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('in a storm of hundreds of touches that are drawn away, taken away or doubled no row is opened but those that were tapped', async () => {
  await page.setViewportSize(across);
  await settle(page);
  // The list keeps its place beside the page that a row opens. Every opening is written down, and none overwritten.
  await page.evaluate(() => {
    window.opened = [];
    const push = history.pushState;
    history.pushState = function (...entry) {
      window.opened.push(entry[2]);
      return push.apply(this, entry);
    };
  });
  const opened = () => page.evaluate(() => window.opened);
  const box = await list().boundingBox();
  const random = makeRandom(20261124);
  const between = (low, high) => Math.round(low + (high - low) * random());
  const place = () => [between(box.x + 40, box.x + box.width - 60), between(box.y + 120, box.y + box.height - 120)];
  const mayRest = () => (random() < 0.15 ? page.waitForTimeout(between(20, 180)) : undefined);
  const gestures = {
    async drag([x, y]) {
      const way = between(30, 110) * (random() < 0.5 ? 1 : -1);
      await mayRest();
      return [1, 2, 3].map((i) => send('touchMove', [[x, y + (way * i) / 3]])).concat(send('touchEnd', []));
    },
    aside: ([x, y]) => [send('touchMove', [[x + (x > box.x + box.width / 2 ? -40 : 40), y]]), send('touchEnd', [])],
    outAndBack: ([x, y]) => [send('touchMove', [[x, y + 40]]), send('touchMove', [[x, y]]), send('touchEnd', [])],
    async takenAway() {
      await mayRest();
      return [send('touchCancel', [])];
    },
    takenAwayInADrag: ([x, y]) => [send('touchMove', [[x, y - 30]]), send('touchCancel', [])],
    async twoFingers([x, y]) {
      const second = send('touchStart', [[x, y], [x, y + 60]]);
      await mayRest();
      return [second, send('touchEnd', [])];
    },
  };
  const kinds = Object.values(gestures);
  const expected = [];
  for (let i = 1; i <= 200; i += 1) {
    const start = place();
    const down = send('touchStart', [start]);
    await Promise.all([down, ...await kinds[between(0, kinds.length - 1)](start)]);
    if (i % 25 > 0) continue;
    await settle(page);
    assert.deepEqual(await opened(), expected, `after ${i} gestures`);
    const [x, y] = place();
    const id = await page.evaluate(([left, top]) => document.elementFromPoint(left, top).closest('[data-id^="targets.list/"]').dataset.id, [x, y]);
    await page.touchscreen.tap(x, y);
    const path = `#/targets/${id.slice('targets.list/'.length)}`;
    if (expected.at(-1) !== path) expected.push(path);
    await until(page, `${path} is opened`, async () => (await opened()).length >= expected.length);
  }
  assert.deepEqual(await opened(), expected);
});

test('the browser has nothing to complain of', () => assert.deepEqual(browser.complaints, []));
