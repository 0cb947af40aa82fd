// What every browser test needs: the real server on a free port, Chromium with a profile of its own, and helpers.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const program = join(root, 'build/native/server/mingchou');
/** The client as it was built. */
export const web = join(root, 'build/wasm/client/dist');
export const screenshots = join(root, 'build/screenshots');
mkdirSync(screenshots, { recursive: true });

// set-up unpacks npm packages into its cache; ES modules do not look at NODE_PATH, require does.
export const require = createRequire(join(process.env.NODE_PATH ?? root, 'packages.js'));
const { chromium } = require('playwright-core');

const START_MS_MAX = 20_000;
const STILL_MS_MAX = 3_000;
const STILL_MS_BETWEEN = 20;
const chromiumFlags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** A data folder with the demo county: a copy of the one in MINGCHOU_DEMO where there is one, which run.mjs makes. */
export function makeDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-browser-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (process.env.MINGCHOU_DEMO) {
    cpSync(process.env.MINGCHOU_DEMO, folder, { recursive: true });
    return { folder, remove };
  }
  const made = spawnSync(program, ['demo', '--data', folder], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`mingchou demo ended with ${made.status}: ${made.stderr}`);
  return { folder, remove };
}

/** Starts `mingchou serve` with the client of `folder`, when that many days have passed; resolves when it listens. */
export function startServer(data, port = 0, { folder = web, flags = [], daysAhead = 0 } = {}) {
  const ahead = daysAhead ? ['--test-days-ahead', String(daysAhead)] : [];
  const child = spawn(program, ['serve', '--data', data, '--web', folder, '--port', String(port), ...flags, ...ahead], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...daysAhead ? { MINGCHOU_TEST_FAULTS: '1' } : {} },
  });
  const said = [];
  child.stderr.on('data', (bytes) => said.push(String(bytes)));
  const ended = new Promise((done) => child.once('exit', done));
  return new Promise((started, failed) => {
    const timer = setTimeout(() => { child.kill('SIGKILL'); failed(new Error(`the server did not start: ${said.join('')}`)); }, START_MS_MAX);
    ended.then((code) => failed(new Error(`the server ended with ${code}: ${said.join('')}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      const address = line.match(/https?:\/\/[^\s/]+/)[0];
      started({ address, port: Number(new URL(address).port), stop() { child.kill('SIGTERM'); return ended; } });
    });
  });
}

export const makeProfile = () => mkdtempSync(join(tmpdir(), 'mingchou-profile-'));

/**
 * A browser with its profile in a folder of its own: storage works as it does for users, over restart() too. A profile
 * that is passed in stays when the browser closes. It asks for less motion: a driver presses where a sheet stood when
 * it looked, and on a slow machine that slides on meanwhile. Tests of what moves ask for 'no-preference'.
 */
export async function startBrowser({ profile: kept, ...options } = {}) {
  const profile = kept ?? makeProfile();
  const complaints = [];
  const browser = {
    complaints,
    async start() {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.MINGCHOU_CHROMIUM ?? '/usr/bin/chromium', headless: true, locale: 'zh-CN',
        viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options, args: [...chromiumFlags, ...options.args ?? []],
      });
      context.on('weberror', (failure) => complaints.push(`error: ${failure.error()?.message ?? failure.error()}`));
      context.on('console', (message) => {
        // The browser tells of each answer that is no success, and at the start nobody is signed in.
        if (message.location().url.endsWith('/api/v1/session')) return;
        if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
      });
      Object.assign(browser, { context, page: context.pages()[0] });
    },
    async restart() {
      await browser.context.close();
      await browser.start();
    },
    async close() {
      await browser.context.close();
      if (!kept) rmSync(profile, { recursive: true, force: true });
    },
  };
  await browser.start();
  return browser;
}

/** Password of all demo users. */
export const demoPassword = 'demo-county-2026';

/** Signs this browser in without its screens: the cookie is the browser's own from then on. Without a server nobody is. */
export async function signIn(context, address, login = 'demo-office') {
  const request = { data: { login, password: demoPassword }, headers: { 'X-Mingchou-Request': '1' } };
  const answer = await context.request.post(`${address}/api/v1/session`, request).catch(() => null);
  if (answer && !answer.ok()) throw new Error(`signing in ended with ${answer.status()}: ${await answer.text()}`);
}

/** For each browser, the servers at which it was signed in. */
const signedIn = new WeakMap();

/**
 * Opens the app and waits for its first frame. The first time that a browser opens a server, `login` is signed in
 * before, who may read all registers; null: nobody, for tests that sign in by themselves.
 */
export async function open(page, address, route = '/', { login = 'demo-office' } = {}) {
  const context = page.context();
  const servers = signedIn.get(context) ?? new Set();
  signedIn.set(context, servers);
  if (!servers.has(address)) {
    servers.add(address);
    if (login) await signIn(context, address, login);
  }
  // An address that differs by its hash alone would not be loaded again.
  if (page.url().startsWith(`${address}/`)) await page.goto('about:blank');
  await page.goto(`${address}/#${route}`);
  await page.locator('#cover').waitFor({ state: 'hidden' });
}

/**
 * Frames, animation frames and GL calls of the worker since its start, and whether it will draw another frame. Null where
 * no app has answered within `limit` ms; without a limit it is waited for.
 */
export const count = (page, limit = 0) => page.evaluate((limit) => new Promise((done) => {
  const token = Math.random();
  const finish = (counted) => {
    removeEventListener('mingchou-counted', listen);
    clearTimeout(timer);
    done(counted);
  };
  const listen = ({ detail }) => {
    if (detail.token === token) finish(detail);
  };
  const timer = limit > 0 ? setTimeout(finish, limit, null) : 0;
  addEventListener('mingchou-counted', listen);
  dispatchEvent(new CustomEvent('mingchou-count', { detail: token }));
}), limit);

/**
 * Waits until no frame is coming: what is seen is then where it will be drawn. What goes on moving (a bar of progress) is
 * not waited for longer than STILL_MS_MAX; nor is a page on which the app does not run.
 */
async function still(page) {
  const end = Date.now() + STILL_MS_MAX;
  for (let left = STILL_MS_MAX; left > 0; left = end - Date.now()) {
    if (!(await count(page, left))?.awake) return;
    await page.waitForTimeout(STILL_MS_BETWEEN);
  }
}

/**
 * Clicks a widget once it can be pressed and nothing moves any more: a form that has just grown by a row would get the
 * click where the widget stood before. One that is scrolled out of the window is pressed as a screen reader does.
 */
export async function press(locator) {
  const widget = await locator.elementHandle();
  const page = locator.page();
  await page.waitForFunction((element) => element.getAttribute('aria-disabled') !== 'true', widget);
  await still(page);
  const isInWindow = await locator.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  if (isInWindow) await locator.click();
  else await locator.evaluate((element) => element.click());
}

/** Resolves when nothing is drawn any more. Polls by time: polling by frames would itself be drawing. */
export async function settle(page) {
  for (let last = -1; ;) {
    const { frames, awake } = await count(page);
    if (frames === last && !awake) return;
    last = frames;
    await page.waitForTimeout(100);
  }
}

/** Waits until it is so, however slow the machine: input events arrive when they arrive. */
export async function until(page, what, isSo) {
  for (let polls = 0; polls < 100; polls += 1) {
    if (await isSo()) return settle(page);
    await page.waitForTimeout(100);
  }
  throw new Error(`waited in vain: ${what}`);
}

export const sizes = {
  desktop: { width: 1440, height: 900 }, 'tablet-portrait': { width: 834, height: 1194 },
  'tablet-landscape': { width: 1194, height: 834 }, phone: { width: 390, height: 844 },
};
