// Updates: a new bundle is installed beside the old one, taken at a safe point, given up when it is no good. Each
// test begins with the built bundle (here called the first) kept on the device; then the server gets another one.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { builtBundle, makeBundle } from './bundles.mjs';
import { makeDemo, open, screenshots, startBrowser, startServer, until } from './page.mjs';

const POLL_MS = 50;
let demo, server, browser, page, first;
const bundles = [];

const make = (change) => {
  bundles.push(makeBundle(change));
  return bundles.at(-1);
};
const mark = (words) => (edit) => edit('texts.js', (text) => text.replace("'明抽'", `'明抽 ${words}'`));
const breakWorker = (edit) => edit('worker.js', (text) => `throw new Error('broken on purpose');\n${text}`);
const breakMain = (edit) => edit('main.js', (text) => `this is no script\n${text}`);

before(() => {
  demo = makeDemo();
  first = builtBundle();
});
after(() => {
  demo?.remove();
  for (const bundle of bundles) bundle.remove();
});
beforeEach(async () => {
  server = await startServer(demo.folder);
  browser = await startBrowser();
  page = browser.page;
  await open(page, server.address, '/settings');
  await kept(first);
});
afterEach(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the service worker says of its bundles. */
const told = () => page.evaluate(async (message) => {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    active.postMessage(message, [port2]);
  });
}, { type: 'state' });

/** Waits until the service worker's answer fits, however slow the machine. */
async function untilTold(what, fits) {
  let answer;
  for (let polls = 0; polls < 600; polls += 1) {
    // The page may be loading again in this moment.
    answer = await told().catch(() => null);
    if (answer && fits(answer)) return answer;
    await page.waitForTimeout(POLL_MS);
  }
  throw new Error(`waited in vain: ${what}: ${JSON.stringify(answer)}`);
}

const kept = (bundle) => untilTold('the bundle is kept and has started', ({ active, proved }) => active?.id === bundle.id && proved);

/** The server goes over to another bundle, at the same address. */
async function serve(bundle) {
  await server.stop();
  server = await startServer(demo.folder, server.port, { folder: bundle.folder });
}
const lookForUpdate = () => page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
async function install(bundle) {
  await serve(bundle);
  await lookForUpdate();
  await untilTold('the new bundle waits', ({ candidate }) => candidate?.id === bundle.id);
}

/** By the words that the test has put into the title. */
const title = (words) => until(page, `the title says ${words}`, async () => (await page.title()).includes(words));
const started = () => page.locator('#cover').waitFor({ state: 'hidden' });
/** The files that the bundle's service worker wants to keep. */
function listed(bundle) {
  const [, list] = readFileSync(join(bundle.folder, 'service-worker.js'), 'utf8').match(/^self\.bundle = (.*);$/m);
  return JSON.parse(list).files;
}
const cacheNames = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('mingchou-bundle-')).sort());

test('a new bundle is installed beside the old one and waits; the next start takes it', async () => {
  const second = make(mark('二'));
  await install(second);
  assert.doesNotMatch(await page.title(), /二/);
  const waiting = await told();
  assert.equal(waiting.active.id, first.id);
  assert.equal(waiting.candidate.version, second.version);
  assert.equal(waiting.isReady, true);
  await browser.restart();
  page = browser.page;
  await open(page, server.address, '/settings');
  await title('二');
  const taken = await kept(second);
  assert.equal(taken.previous.id, first.id);
  assert.equal(taken.candidate, null);
  assert.deepEqual(await cacheNames(), [first, second].map(({ id }) => `mingchou-bundle-${id}`).sort());
  assert.deepEqual(browser.complaints, []);
});

test('reloading the only page takes it too; with another page open it waits', async () => {
  const second = make(mark('二'));
  await install(second);
  const other = await browser.context.newPage();
  await other.goto(`${server.address}/#/settings`);
  await page.reload();
  await started();
  assert.doesNotMatch(await page.title(), /二/);
  assert.doesNotMatch(await other.title(), /二/);
  await other.close();
  await page.reload();
  await title('二');
});

test('a page that is loaded in the very moment that a bundle has been installed opens', async () => {
  const two = [make(mark('二')), make(mark('三'))];
  for (let times = 0; times < 6; times += 1) {
    const next = two[times % 2];
    await install(next);
    await page.reload();
    await kept(next);
  }
});

/** Into a bundle that fails: the page loads itself again at once, perhaps before its load event. */
const reloadIntoFailure = () => page.reload({ waitUntil: 'commit' });

/** As the app asks the shell. */
const act = (action) => page.workers()[0].evaluate((wanted) => postMessage({ type: 'update', action: wanted }), action);

/** In the app's settings, as the user does. */
const press = (name) => page.getByRole('button', { name }).last().click();

test('the user takes an update at once, goes back, and is left in peace until there is a newer one', async () => {
  const second = make(mark('二'));
  await install(second);
  await press('立即更新');
  await title('二');
  assert.equal((await kept(second)).previous.id, first.id);

  await started();
  await press('回到上一个版本');
  await page.getByRole('dialog').waitFor();
  await press('回到上一个版本');
  await untilTold('the first is active again', ({ active }) => active.id === first.id);
  await started();
  assert.doesNotMatch(await page.title(), /二/);
  for (const again of [() => page.reload(), async () => { await browser.restart(); page = browser.page; await open(page, server.address, '/settings'); }]) {
    await again();
    await started();
    await lookForUpdate();
    const state = await told();
    assert.deepEqual([state.active.id, state.candidate.id, state.isReady, state.fellBackFrom], [first.id, second.id, false, null]);
  }

  const third = make(mark('三'));
  await install(third);
  await page.reload();
  await title('三');
  const state = await kept(third);
  assert.equal(state.previous.id, first.id);
  assert.deepEqual(await cacheNames(), [first, third].map(({ id }) => `mingchou-bundle-${id}`).sort());
});

test('a version that was given up can be taken after all', async () => {
  const second = make(mark('二'));
  await install(second);
  await act('apply');
  await kept(second);
  await started();
  await act('rollBack');
  await untilTold('the first is active again', ({ active }) => active.id === first.id);
  await started();
  await act('apply');
  await title('二');
  await kept(second);
});

test('a bundle whose worker fails to start gives way to the previous one by itself, and the app is told', async () => {
  const bad = make(breakWorker);
  await install(bad);
  await reloadIntoFailure();
  const state = await untilTold('the first is active again', ({ active, fellBackFrom }) => active.id === first.id && fellBackFrom);
  assert.equal(state.fellBackFrom.version, bad.version);
  await started();
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
  await page.reload();
  await started();
  assert.equal((await told()).active.id, first.id);
  await act('seen');
  await untilTold('it was read', ({ fellBackFrom }) => fellBackFrom === null);
});

test('a bundle whose page does not even run gives way after two starts', async () => {
  const bad = make(breakMain);
  await install(bad);
  await reloadIntoFailure();
  for (let starts = 1; starts <= 2; starts += 1) {
    await page.getByRole('heading', { name: '页面没有打开' }).waitFor();
    if (starts === 1) await page.screenshot({ path: join(screenshots, 'cover-broken-update.png') });
    await page.getByRole('button', { name: '重试' }).click();
  }
  await started();
  assert.equal((await told()).fellBackFrom.version, bad.version);
});

/**
 * With the last page gone the waiting service worker takes over, and a page that is loaded in that very moment Chromium
 * never answers (client/shell/service-worker.js). Then it is loaded again, as its user would; no start was counted.
 */
async function load(address) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await page.goto(address, { timeout: 8_000 });
    } catch (failure) {
      if (tries === 5) throw failure;
    }
  }
}

test('a slow start that the user leaves is not held against the bundle', async () => {
  const second = make(mark('二'));
  await install(second);
  // The page is left before its first frame, three times.
  await page.addInitScript(() => { window.Worker = class extends EventTarget { constructor(_, { type }) { super(); this.type = type; } postMessage() {} terminate() {} }; });
  await page.reload();
  for (let times = 0; times < 3; times += 1) {
    await page.getByRole('heading', { name: '正在打开……' }).waitFor();
    await page.goto('about:blank');
    await load(`${server.address}/#/settings`);
  }
  const state = await told();
  assert.deepEqual([state.active.id, state.fellBackFrom], [second.id, null]);
});

test('an install that breaks off leaves everything as it was, and goes on where it stopped', async () => {
  const second = make((edit) => { mark('二')(edit); edit('history.js', (text) => `${text}// changed\n`); });
  const lost = second.files.find(({ source }) => source === 'history.js').name;
  const spare = ['', '.br', '.gz'].map((suffix) => ({ path: join(second.folder, lost + suffix), suffix }))
    .map((file) => ({ ...file, bytes: readFileSync(file.path) }));
  for (const { path } of spare) rmSync(path);
  await serve(second);
  await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update().catch(() => {}); });
  const partial = `mingchou-bundle-${second.id}`;
  const entries = () => page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, partial);
  await until(page, 'all other files are there', async () => await entries() === listed(second).length - 1);
  await until(page, 'the install has failed', () => page.evaluate(async () => !(await navigator.serviceWorker.ready).installing));
  assert.equal((await told()).candidate, null);
  await page.reload();
  await started();
  assert.doesNotMatch(await page.title(), /二/);

  for (const { path, bytes } of spare) writeFileSync(path, bytes);
  await install(second);
  await page.reload();
  await title('二');
});

test('a file that is not what the bundle says is refused', async () => {
  const second = make(mark('二'));
  const changed = second.files.find(({ source }) => source === 'texts.js').name;
  for (const suffix of ['.br', '.gz']) rmSync(join(second.folder, changed + suffix));
  appendFileSync(join(second.folder, changed), '\n// a byte too many');
  await serve(second);
  await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update().catch(() => {}); });
  await until(page, 'the install has failed', () => page.evaluate(async () => !(await navigator.serviceWorker.ready).installing));
  assert.equal((await told()).candidate, null);
  assert.equal(await page.evaluate(async ([name, file]) => !!await (await caches.open(name)).match(`/${file}`), [`mingchou-bundle-${second.id}`, changed]), false);
  await page.reload();
  await started();
  assert.equal((await told()).active.id, first.id);
});

test('a file that was damaged on the device is fetched again after the failed start', async () => {
  const wasm = first.files.find(({ source }) => source === 'app.wasm').name;
  await page.evaluate(async ([name, file]) => {
    const cache = await caches.open(name);
    const { headers } = await cache.match(`/${file}`);
    await cache.put(`/${file}`, new Response('damaged', { headers }));
  }, [`mingchou-bundle-${first.id}`, wasm]);
  await page.reload();
  await page.getByRole('heading', { name: '页面出错了' }).waitFor();
  await page.getByText('已保存的内容都在').waitFor();
  await page.screenshot({ path: join(screenshots, 'cover-failed.png') });
  await page.getByRole('button', { name: '重试' }).click();
  await started();
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
});

test('a server that goes back to an older bundle takes the devices with it', async () => {
  const second = make(mark('二'));
  await install(second);
  await page.reload();
  await title('二');
  await kept(second);
  await install(first);
  await page.reload();
  await started();
  const state = await kept(first);
  assert.equal(state.previous.id, second.id);
});

test('answers of the server are never kept', async () => {
  await open(page, server.address, '/departments');
  await page.getByRole('list', { name: '部门' }).getByRole('listitem').first().waitFor();
  const addresses = await page.evaluate(async () => {
    const all = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname);
    return all;
  });
  assert.deepEqual(addresses.filter((path) => path.startsWith('/api/')), []);
  assert.ok(addresses.includes('/index.html'));
});
