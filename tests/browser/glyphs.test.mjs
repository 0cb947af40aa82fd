// Names with rare characters in Chromium: whatever a name holds, something readable is drawn. Read from pixels,
// because boxes have names too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, open, screenshots, settle, startBrowser, startServer, until } from './page.mjs';

const dist = new URL('../../build/wasm/client/dist/', import.meta.url).pathname;
const { files } = JSON.parse(readFileSync(join(dist, 'bundle.json'), 'utf8'));
const nameOf = (source) => files.find((file) => file.source === source).name;

/** What the last one of a kind stands for; each is drawn as the name of a department. */
const base = ['西', '倓', '㎡'];
const rest = ['龘', '龖'];
const byBrowser = ['한', '😀'];
const inNoFont = ['\u{30EDE}', '\u{10FFFD}', '\uE815'];

const viewport = { width: 1440, height: 1400 };
let demo, server, browser, page, reader;

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  // What a service worker fetches can't be intercepted here.
  browser = await startBrowser({ viewport, serviceWorkers: 'block' });
  page = browser.page;
  page.setDefaultTimeout(20_000);
  reader = await browser.context.newPage();
  await page.bringToFront();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});

/** The tool's own remark aside. */
const complaintsOf = ({ complaints }) => complaints.filter((words) => !words.includes('Service Worker registration blocked'));

const department = (name, i) => ({ id: `d${i}`, code: 'C', name, short_name: '县一', kind: 'bureau', inspector_count: 1, target_count: 1 });

async function openWith(names, { context, page: tab } = { context: browser.context, page }) {
  await context.unroute('**/api/v1/departments*');
  await context.route('**/api/v1/departments*', (route) => route.fulfill({ json: { items: names.map(department), next_cursor: null } }));
  await open(tab, server.address, '/departments');
  await tab.getByRole('listitem').first().waitFor();
  await settle(tab);
}

/** The pixels of the names, by row: darkness 0 to 255, where the first characters stand. */
async function drawnNames(count, tab = page) {
  const cells = [];
  for (let i = 0; i < count; i += 1) {
    const row = await tab.getByRole('listitem').nth(i).boundingBox();
    const clip = { x: Math.round(row.x) + 76, y: Math.round(row.y) + 16, width: 56, height: 32 };
    const png = (await tab.screenshot({ clip })).toString('base64');
    cells.push(await reader.evaluate(async (data) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      context.drawImage(picture, 0, 0);
      const { data: pixels } = context.getImageData(0, 0, picture.width, picture.height);
      return Array.from({ length: pixels.length / 4 }, (_, p) => 255 - Math.min(pixels[4 * p], pixels[4 * p + 1], pixels[4 * p + 2]));
    }, png));
  }
  return cells;
}

const ink = (cell) => cell.filter((darkness) => darkness > 128).length;
const differing = (a, b) => a.filter((darkness, p) => Math.abs(darkness - b[p]) > 64).length;

function checkAllReadable(cells, names) {
  cells.forEach((cell, i) => {
    assert.ok(ink(cell) > 12, `${names[i]} is empty: ${ink(cell)}`);
    for (let k = 0; k < i; k += 1) assert.ok(differing(cell, cells[k]) > 12, `${names[i]} looks like ${names[k]}`);
  });
}

/** How often the rest of the font was asked for; `answer` says what to do with each. */
async function watchRest(answer = (route) => route.continue()) {
  const asked = { count: 0 };
  await browser.context.unroute(`**/${nameOf('rest.ttf')}`);
  await browser.context.route(`**/${nameOf('rest.ttf')}`, (route) => {
    asked.count += 1;
    return answer(route, asked.count);
  });
  return asked;
}

test('ordinary names do not load the rest of the font', async () => {
  const asked = await watchRest();
  await openWith(base);
  checkAllReadable(await drawnNames(base.length), base);
  assert.equal(asked.count, 0);
});

test('every character of a name is drawn, wherever its glyph comes from', async () => {
  const asked = await watchRest();
  const names = [...base, ...rest, ...byBrowser, ...inNoFont, '王\u{30EDE}超（龘龘）', '👨‍👩‍👧 ئۇيغۇر ئاشخانىسى', '王\u200B小\u{E0101}明\uFEFF'];
  await openWith(names);
  await until(page, 'the rest is there', () => asked.count === 1);
  checkAllReadable(await drawnNames(names.length), names);
  assert.equal(asked.count, 1);
  await page.screenshot({ path: join(screenshots, 'glyphs.png') });
  assert.deepEqual(complaintsOf(browser), []);
});

test('invisible controls leave no trace', async () => {
  const names = ['王小明', '王\u200B小\u{E0101}明\uFEFF'];
  await openWith(names);
  const [plain, marked] = await drawnNames(2);
  assert.equal(differing(plain, marked), 0);
});

test('when the rest can not be had its characters are drawn otherwise, and it is tried again when the network returns', async () => {
  const asked = await watchRest((route, time) => (time === 1 ? route.abort('connectionfailed') : route.continue()));
  await openWith(rest);
  await until(page, 'the rest was asked for', () => asked.count === 1);
  checkAllReadable(await drawnNames(rest.length), rest);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await until(page, 'it was asked for again', () => asked.count === 2);
  checkAllReadable(await drawnNames(rest.length), rest);
  browser.complaints.length = 0;
});

test('once fetched, the rest is there without network too', async () => {
  const other = await startBrowser({ viewport });
  try {
    await openWith(rest, other);
    const url = `${server.address}/${nameOf('rest.ttf')}`;
    const isKept = () => other.page.evaluate(async (address) => (await caches.match(address))?.ok === true, url);
    await other.page.evaluate(async () => { await navigator.serviceWorker.ready; });
    // Asked for by the app alone, once a service worker is there to keep it.
    await openWith(rest, other);
    await until(other.page, 'the rest is kept', isKept);
    // Departments are shown to who is signed in; as they themselves, that is told without a server.
    const session = await other.page.evaluate(async () => (await fetch('/api/v1/session')).json());
    await other.context.route('**/api/v1/session', (route) => route.fulfill({ json: session }));
    await server.stop();
    await openWith(rest, other);
    checkAllReadable(await drawnNames(rest.length, other.page), rest);
    const bytes = await other.page.evaluate(async (address) => (await (await fetch(address)).arrayBuffer()).byteLength, url);
    assert.equal(bytes, files.find((file) => file.source === 'rest.ttf').bytes);
    assert.deepEqual(other.complaints, []);
  } finally {
    await other.close();
    server = await startServer(demo.folder, server.port);
  }
});

test('the browser tells what it can draw: picture, blank, or nothing', async () => {
  const found = await page.evaluate(async (url) => {
    const { makeGlyphs } = await import(url);
    const look = (glyphs, text) => {
      const picture = glyphs.rasterize(text, 32);
      if (!picture) return null;
      const { pixels, ...rest } = picture;
      const alpha = pixels.filter((_, i) => i % 4 === 3), red = pixels.filter((_, i) => i % 4 === 0);
      return { ...rest, ink: alpha.filter((a) => a > 128).length, bytes: pixels.length, white: red.every((r) => r === 255) };
    };
    /** A browser whose font has colours: it draws a red square of its own. */
    const colourful = () => {
      const canvas = new OffscreenCanvas(64, 64);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      const fillText = context.fillText.bind(context);
      context.fillText = (text, x, y) => {
        if (text !== '🟥') return fillText(text, x, y);
        context.fillStyle = '#f00';
        context.fillRect(x, y - 20, 16, 16);
      };
      canvas.getContext = () => context;
      return canvas;
    };
    const glyphs = makeGlyphs();
    return {
      hangul: look(glyphs, '한'), blank: look(glyphs, '\u3000'), none: look(glyphs, '\u{30EDE}'), again: look(glyphs, '\u{30EDE}'),
      run: look(glyphs, 'ئۇيغۇر'), letter: look(glyphs, 'ئ'), wide: look(glyphs, '한'.repeat(200)), coloured: look(makeGlyphs(colourful), '🟥'),
    };
  }, `${server.address}/${nameOf('glyphs.js')}`);
  assert.ok(found.hangul.ink > 100 && found.hangul.white && !found.hangul.coloured);
  assert.equal(found.hangul.bytes, found.hangul.width * found.hangul.height * 4);
  assert.ok(found.hangul.top < -16 && found.hangul.top >= -40 && found.hangul.advance >= 28, JSON.stringify(found.hangul));
  assert.deepEqual([found.blank.width, found.blank.height, found.blank.ink], [0, 0, 0]);
  assert.ok(found.blank.advance >= 28);
  assert.equal(found.none, null);
  assert.equal(found.again, null);
  assert.ok(found.run.advance > 2 * found.letter.advance);
  assert.equal(found.wide.width, 2048);
  assert.ok(found.coloured.coloured && found.coloured.ink >= 100, JSON.stringify(found.coloured));
});

test('text fields have the same font, from the cache; its rest only when needed', async () => {
  await browser.context.unrouteAll();
  // Interception turns the cache off, so in a browser without it.
  const fresh = await startBrowser({ serviceWorkers: 'block' });
  try {
    await open(fresh.page, server.address, '/departments');
    const cdp = await fresh.context.newCDPSession(fresh.page);
    await cdp.send('Network.enable');
    const fonts = [];
    cdp.on('Network.responseReceived', ({ type, response }) => { if (type === 'Font') fonts.push(response); });
    const write = (text) => fresh.page.evaluate(async (words) => {
      const field = document.createElement('p');
      field.style.fontFamily = 'var(--app-font)';
      field.textContent = words;
      document.body.append(field);
      field.getBoundingClientRect();
      await document.fonts.ready;
      return Object.fromEntries([...document.fonts].map(({ family, status }) => [family.replaceAll('"', ''), status]));
    }, text);
    assert.deepEqual(await write('西华县'), { Mingchou: 'loaded', 'Mingchou Rest': 'unloaded' });
    assert.equal(fonts.length, 1);
    assert.ok(fonts[0].url.endsWith(nameOf('ui.ttf')));
    assert.ok(fonts[0].fromDiskCache || fonts[0].fromServiceWorker || fonts[0].encodedDataLength === 0, JSON.stringify(fonts[0]));
    assert.deepEqual(await write('龘'), { Mingchou: 'loaded', 'Mingchou Rest': 'loaded' });
    assert.deepEqual(complaintsOf(fresh), []);
  } finally {
    await fresh.close();
  }
});
