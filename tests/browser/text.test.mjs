// Writing in Chromium as people do it: with an input method, by finger and by keyboard, in the fields of the register.
// Input methods are played through the protocol: letters under composition, then the characters that were chosen.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { count, makeDemo, open, screenshots, settle, startBrowser, startServer, until } from './page.mjs';

const WAIT = { timeout: 120_000 };
const across = { width: 1194, height: 834 };
let demo, server, browser, page, session;

const search = () => page.getByRole('searchbox', { name: '搜索检查对象' });
const note = () => page.getByRole('textbox', { name: '写记录' });
const rows = () => page.getByRole('list', { name: '检查对象' }).getByRole('link');
const summary = () => page.getByRole('status').filter({ hasText: /^(共|找到)/ });
const activeId = () => page.evaluate(() => document.activeElement?.dataset?.id ?? '');

const compose = (text) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
const choose = (text) => session.send('Input.insertText', { text });

async function tap(locator, right = 24) {
  const box = await locator.boundingBox();
  await page.touchscreen.tap(box.x + right, box.y + Math.min(24, box.height / 2));
  await settle(page);
}

before(async () => {
  demo = makeDemo();
  server = await startServer(demo.folder);
  browser = await startBrowser({ hasTouch: true, viewport: across, permissions: ['clipboard-read', 'clipboard-write'] });
  page = browser.page;
  page.setDefaultTimeout(60_000);
  session = await browser.context.newCDPSession(page);
  await open(page, server.address, '/targets');
  await summary().waitFor(WAIT);
  // List and page stand side by side: two fields on one screen.
  await rows().first().click();
  await note().waitFor({ state: 'attached' });
  await settle(page);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  demo?.remove();
});
beforeEach(async () => {
  await page.setViewportSize(across);
  for (const field of [search(), note()]) await field.fill('');
  await page.evaluate(() => document.activeElement?.blur());
  await settle(page);
});

test('a composition is told when it is settled, and not before', async () => {
  await tap(search());
  assert.equal(await activeId(), 'targets.search');
  const total = await summary().textContent();
  await compose('chao shi');
  await settle(page);
  assert.equal(await summary().textContent(), total);
  await choose('超市');
  await until(page, 'the shops are found', async () => /^找到/.test(await summary().textContent()));
  assert.equal(await search().inputValue(), '超市');
});

test('whoever leaves in the middle of a composition finds what was written in the field it was written in', async () => {
  await tap(search());
  await choose('周口');
  await compose('xi hua');
  await tap(note());
  await choose('后厨整洁');
  await settle(page);
  // Pinyin too: a field can't tell it from a word that a soft keyboard composes letter by letter.
  assert.equal(await search().inputValue(), '周口xi hua');
  assert.equal(await note().inputValue(), '后厨整洁');
});

test('undo and redo stay in the field, whichever was written in last', async () => {
  await search().click();
  await page.keyboard.type('abc');
  await note().click();
  await page.keyboard.type('one ');
  await compose('er');
  await choose('二');
  await settle(page);
  await page.keyboard.press('Control+z');
  assert.equal(await note().inputValue(), 'one ');
  await page.keyboard.press('Control+z');
  assert.equal(await note().inputValue(), '');
  await page.keyboard.press('Control+z');
  assert.equal(await note().inputValue(), '');
  assert.equal(await search().inputValue(), 'abc');
  assert.equal(await activeId(), 'note.text');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+Shift+z');
  assert.equal(await note().inputValue(), 'one 二');
  await search().click();
  await page.keyboard.press('Control+z');
  assert.equal(await search().inputValue(), '');
  assert.equal(await note().inputValue(), 'one 二');
});

test('what is pasted is plain text: on one line in a field of one line, as it is in a longer one', async () => {
  await page.evaluate(() => navigator.clipboard.writeText('  西华县\r\n\t超市  '));
  await search().click();
  await page.keyboard.press('Control+v');
  await until(page, 'pasted', async () => await search().inputValue() === '西华县 超市');
  await note().click();
  await page.keyboard.press('Control+v');
  await until(page, 'pasted', async () => await note().inputValue() === '  西华县\n\t超市  ');
  await page.keyboard.press('Control+z');
  assert.equal(await note().inputValue(), '');
});

test('a field takes no more characters than it may have, and never half of one', async () => {
  const max = 64;
  await search().click();
  for (let i = 0; i < max - 1; i += 1) await choose('a');
  await choose('𰻞𰻞');
  assert.equal(await search().inputValue(), `${'a'.repeat(max - 1)}𰻞`);
  await page.keyboard.type('b');
  assert.equal([...await search().inputValue()].length, max);
  await compose('ni hao');
  await choose('你好');
  await settle(page);
  assert.equal(await search().inputValue(), `${'a'.repeat(max - 1)}𰻞`);
  await page.evaluate(() => navigator.clipboard.writeText('𰻞'.repeat(100_000)));
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  await until(page, 'pasted', async () => await search().inputValue() === '𰻞'.repeat(max));
});

test('the first tap sets the caret where the finger is', async () => {
  await note().fill('一二三四五六七八九十');
  await page.evaluate(() => document.activeElement.blur());
  await settle(page);
  await tap(note(), 16 + 18 * 3 + 2);
  assert.equal(await activeId(), 'note.text');
  assert.equal(await note().evaluate((element) => element.selectionStart), 3);
  await choose('，');
  assert.equal(await note().inputValue(), '一二三，四五六七八九十');
});

/** Where ink begins and ends in the field, in pixels of the page. */
async function inkOf(locator) {
  const clip = await locator.boundingBox();
  const inner = { x: clip.x + 6, y: clip.y + 6, width: clip.width - 12, height: clip.height - 12 };
  const png = (await page.screenshot({ clip: inner, caret: 'hide' })).toString('base64');
  const tab = await browser.context.newPage();
  const ink = await tab.evaluate(async (data) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, picture.width, picture.height);
    const found = { left: Infinity, right: -1, top: Infinity, bottom: -1 };
    for (let y = 0; y < picture.height; y += 1) {
      for (let x = 0; x < picture.width; x += 1) {
        if (pixels[4 * (y * picture.width + x)] > 120) continue;
        found.left = Math.min(found.left, x);
        found.right = Math.max(found.right, x);
        found.top = Math.min(found.top, y);
        found.bottom = Math.max(found.bottom, y);
      }
    }
    return found;
  }, png);
  await tab.close();
  return ink;
}

test('the text stays in its place when the browser takes over from the app and gives back', async () => {
  for (const [field, words] of [[search(), '西华超市'], [note(), '后厨整洁\n明厨亮灶']]) {
    await field.fill(words);
    await settle(page);
    const written = await inkOf(field);
    await page.evaluate(() => document.activeElement.blur());
    await settle(page);
    const drawn = await inkOf(field);
    assert.ok(drawn.right > 40, JSON.stringify(drawn));
    for (const side of Object.keys(drawn)) assert.ok(Math.abs(drawn[side] - written[side]) <= 1, `${words}: ${JSON.stringify({ drawn, written })}`);
  }
});

test('nothing is drawn while a field has the focus and nobody writes', async () => {
  await tap(note());
  await page.keyboard.type('x');
  await settle(page);
  const before = await count(page);
  await page.waitForTimeout(2000);
  const idle = await count(page);
  assert.equal(idle.frames - before.frames, 0);
  assert.equal(idle.animationFrames - before.animationFrames, 0);
});

test('the button that clears the search empties the element too', async () => {
  await search().fill('超市');
  await page.getByRole('button', { name: '清空搜索' }).click();
  await until(page, 'cleared', async () => await search().inputValue() === '');
  await search().click();
  await page.keyboard.press('Control+z');
  assert.equal(await search().inputValue(), '超市');
});

test('"/" and Ctrl+F lead to the search field, Escape out of it', async () => {
  await page.getByRole('heading', { level: 1, name: '检查对象' }).focus();
  await page.keyboard.press('/');
  assert.equal(await activeId(), 'targets.search');
  assert.equal(await search().inputValue(), '');
  await page.keyboard.type('a/b');
  assert.equal(await search().inputValue(), 'a/b');
  await page.keyboard.press('Escape');
  assert.notEqual(await activeId(), 'targets.search');
  await page.keyboard.press('Control+f');
  assert.equal(await activeId(), 'targets.search');
});

test('fields tell the soft keyboard what they are for', async () => {
  const told = (locator) => locator.evaluate((element) => [element.tagName, element.inputMode, element.enterKeyHint, element.autocomplete,
    element.spellcheck, element.lang, parseFloat(getComputedStyle(element).fontSize) >= 16]);
  assert.deepEqual(await told(search()), ['INPUT', 'search', 'search', 'off', false, 'zh-CN', true]);
  assert.deepEqual(await told(note()), ['TEXTAREA', 'text', 'enter', 'off', false, 'zh-CN', true]);
});

test('turning the tablet keeps the focus and the text', async () => {
  await tap(note());
  await choose('转过来');
  await page.setViewportSize({ width: 834, height: 1194 });
  await settle(page);
  assert.equal(await activeId(), 'note.text');
  await choose('也在');
  assert.equal(await note().inputValue(), '转过来也在');
  const box = await note().boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 1194, JSON.stringify(box));
});

test('the field stands above the soft keyboard', async () => {
  await tap(note());
  const keyboard = (height) => page.evaluate((px) => {
    // As iPadOS does it: the page stays as it is, less of it is seen.
    Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => innerHeight - px });
    visualViewport.dispatchEvent(new Event('resize'));
  }, height);
  await keyboard(400);
  try {
    await until(page, 'the field came up', async () => {
      const box = await note().boundingBox();
      return box.y >= 0 && box.y + Math.min(box.height, 48) <= across.height - 400;
    });
    await choose('看得见');
    await settle(page);
    assert.equal(await activeId(), 'note.text');
    await page.screenshot({ path: join(screenshots, 'text-keyboard.png') });
  } finally {
    await page.evaluate(() => {
      delete visualViewport.height;
      visualViewport.dispatchEvent(new Event('resize'));
    });
    await settle(page);
  }
});

test('the browser has nothing to complain of', () => assert.deepEqual(browser.complaints, []));
