// The client in Chromium against the budgets of the client's design: what the first start weighs and takes, how long a
// start from the device's own copy takes, what a frame and a typed key cost with a large register open, what the worker's
// memory is, and that nothing is drawn while nothing happens. Run by tools/bench.sh client app [TARGETS]. The browser
// draws by software here, on the same processors: real devices have a GPU for that.
//
// The bundle is the built one with some lines more in its worker, which take the time of each frame, and of the calls
// to WebGL in it: those wait for the software that draws.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { builtBundle, makeBundle } from '../../browser/bundles.mjs';
import { count, open, program, settle, startBrowser, startServer } from '../../browser/page.mjs';

const targets = Number(process.argv[2] ?? 100_000);
const STARTS = 7;
const IDLE_MS = 5_000;
const WAIT = { timeout: 600_000 };
const tablet = { viewport: { width: 1194, height: 834 }, deviceScaleFactor: 2 };
const queries = ['超市', '药', '大药房', '西华', '烟花', '幼儿园', '加油', 'cs', 'xhx', 'ydf', '9141'];

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))];
const ms = (value) => `${value.toFixed(value < 20 ? 1 : 0)} ms`;
const spread = (values) => `p50 ${ms(at(values, 0.5))}, p95 ${ms(at(values, 0.95))}, max ${ms(Math.max(...values))} (${values.length})`;
const kib = (bytes) => `${Math.round(bytes / 1024)} KiB`;
const mib = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
const line = (what, result, budget = '') => console.log(`  ${what.padEnd(52)} ${result}${budget && `   budget ${budget}`}`);

function timeGl() {
  const prototype = self.WebGL2RenderingContext.prototype;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (typeof value !== 'function') continue;
    prototype[name] = function (...rest) {
      const began = performance.now();
      try {
        return value.apply(this, rest);
      } finally {
        self.glMs += performance.now() - began;
      }
    };
  }
}

function timed(edit) {
  edit('worker.js', (text) => text
    .replace('countGlCalls();\n  watch', 'timeGl();\n  countGlCalls();\n  watch')
    .replace('async function start(', `${timeGl}\nasync function start(`)
    .replace('const more = app._app_frame(now());', 'const began = performance.now();\n  self.glMs = 0;\n  const more = app._app_frame(now());')
    .replace('  publish();\n  if (!ready)', '  publish();\n  const took = performance.now() - began;\n  (self.frameTimes ??= []).push({ own: Math.max(0, took - self.glMs), gl: self.glMs });\n  if (!ready)'));
}

const summary = (page) => page.getByRole('status').filter({ hasText: /^(共|找到|没有找到)/ });
const worker = (page) => page.workers().find((candidate) => candidate.url().includes('worker'));
const takeFrames = (page) => worker(page).evaluate(() => self.frameTimes.splice(0));

/** Bytes over the network, as they travelled. */
async function weigh(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const weight = { bytes: 0 };
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { weight.bytes += encodedDataLength; });
  return weight;
}

function tellFrames(what, frames) {
  line(`${what}, ours`, spread(frames.map(({ own }) => own)), '8 ms of CPU');
  line(`${what}, in WebGL`, spread(frames.map(({ gl }) => gl)));
}

const sinceNavigation = (page) => page.evaluate(() => new Promise((done) => {
  const cover = document.getElementById('cover');
  const look = () => (cover.hidden ? done(performance.now()) : setTimeout(look, 1));
  look();
}));

/** Until rows can be tapped. */
const sinceNavigationToRows = (page) => page.evaluate(() => new Promise((done) => {
  const look = () => ([...document.querySelectorAll('[role=status]')].some(({ textContent }) => /^(共|找到)/.test(textContent)) ? done(performance.now()) : setTimeout(look, 1));
  look();
}));

async function measureStarts(browser, address) {
  const first = [], rows = [];
  for (let times = 0; times < STARTS; times += 1) {
    await browser.page.goto('about:blank');
    await browser.page.goto(`${address}/#/`, { waitUntil: 'commit' });
    first.push(await sinceNavigation(browser.page));
    await settle(browser.page);
    await browser.page.goto('about:blank');
    await browser.page.goto(`${address}/#/targets`, { waitUntil: 'commit' });
    rows.push(await sinceNavigationToRows(browser.page));
    await settle(browser.page);
  }
  line('start from the device, first frame', spread(first), '1 s');
  line('start from the device, register to be used', spread(rows));
}

async function measureScrolling(page) {
  await takeFrames(page);
  await page.mouse.move(600, 500);
  for (let turn = 0; turn < 200; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(16);
  }
  await settle(page);
  tellFrames('a frame while the list flies', await takeFrames(page));
}

/** From the key to the answer in the mirror, as people and screen readers get it. */
async function measureTyping(page) {
  const field = page.getByRole('searchbox');
  await field.click();
  const times = [];
  await takeFrames(page);
  for (const query of queries) {
    for (let end = 1; end <= query.length; end += 1) {
      times.push(await page.evaluate((value) => new Promise((done) => {
        const element = document.querySelector('#fields input, input[type=search], input');
        const before = [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).join();
        const began = performance.now();
        const look = () => {
          const after = [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).join();
          if (after !== before) done(performance.now() - began);
          else if (performance.now() - began > 2_000) done(NaN);
          else setTimeout(look, 0);
        };
        element.value = value;
        element.dispatchEvent(new InputEvent('input', { bubbles: true }));
        look();
      }), query.slice(0, end)));
      await settle(page);
    }
  }
  const answered = times.filter((time) => !Number.isNaN(time));
  line('a key typed, until the number found is told', spread(answered), '50 ms');
  tellFrames('a frame while typing', await takeFrames(page));
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-bench-'));
  const made = spawnSync(program, ['demo', '--data', folder, '--targets', String(targets)], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const files = builtBundle().files;
  const bundle = makeBundle(timed);
  const server = await startServer(folder, 0, { folder: bundle.folder });
  const browser = await startBrowser(tablet);
  try {
    const { page } = browser;
    console.log(`${targets} targets, Chromium ${browser.context.browser()?.version() ?? ''} drawing by software at ${tablet.viewport.width} x ${tablet.viewport.height} x 2`);
    const weight = await weigh(page);
    const worklike = page.waitForEvent('worker');
    await page.goto(`${server.address}/#/`, { waitUntil: 'commit' });
    await worklike;
    const time = await sinceNavigation(page);
    line('first start, page and its files (the worker\'s not in it)', `${kib(weight.bytes)}, ${ms(time)}`);
    line('first start, all files by Brotli', kib(files.filter(({ on_demand: later }) => !later).reduce((sum, file) => sum + (file.br_bytes ?? file.bytes), 0)), '2.5 MB');
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await open(page, server.address, '/targets');
    await summary(page).waitFor(WAIT);
    await settle(page);
    await measureStarts(browser, server.address);
    await measureScrolling(page);
    await measureTyping(page);
    const { heapBytes } = await count(page);
    line('memory of the module', mib(heapBytes), '200 MB');
    await settle(page);
    const before = await count(page);
    await page.waitForTimeout(IDLE_MS);
    const after = await count(page);
    line(`frames in ${IDLE_MS / 1000} s of nothing`, String(after.frames - before.frames), '0');
  } finally {
    await browser.close();
    await server.stop();
    bundle.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
