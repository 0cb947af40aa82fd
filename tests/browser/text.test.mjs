// Writing in Chromium as people do it: with an input method, by finger and by keyboard, in the fields of the register.
// Input methods are played through the protocol: letters under composition, then the characters that were chosen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { count, makeDemo, open, screenshots, settle, startBrowser, startServer, until, web } from './page.mjs';

const WAIT = { timeout: 120_000 };
const across = { width: 1194, height: 834 };
let demo, server, browser, page, session;

const search = () => page.getByRole('searchbox', { name: '搜索检查对象' });
const note = () => page.getByRole('textbox', { name: '写记录' });
const rows = () => page.getByRole('list', { name: '检查对象' }).getByRole('link');
const summary = () => page.getByRole('status').filter({ hasText: /^(共|找到)/ });
const message = () => page.getByRole('status').filter({ hasText: /没有放进去$/ });
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

test('Enter that takes a candidate is the input method\'s: no line begins and nothing is entered', async () => {
  await note().click();
  await compose('zhou kou');
  // What the key means to a page while an input method has it.
  for (const type of ['rawKeyDown', 'keyUp']) await session.send('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  assert.equal(await activeId(), 'note.text');
  await page.screenshot({ path: join(screenshots, 'text-composition.png') });
  await choose('周口');
  await settle(page);
  assert.equal(await note().inputValue(), '周口');
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
  // Whatever stood there before: Chromium's own history would undo in the other field now.
  await page.keyboard.press('Control+z');
  assert.equal(await search().inputValue(), 'abc');
  assert.equal(await activeId(), 'note.text');
  for (const redo of ['Control+y', 'Control+y', 'Control+Shift+z']) await page.keyboard.press(redo);
  assert.equal(await note().inputValue(), 'one 二');
  await search().click();
  await page.keyboard.press('Control+z');
  assert.equal(await search().inputValue(), '');
  assert.equal(await note().inputValue(), 'one 二');
});

test('another target is another text: what is being composed stays with the one before, and so does its undo', async () => {
  await note().click();
  await choose('第一家');
  await compose('wei xie wan');
  await rows().nth(1).click();
  await page.getByRole('heading', { level: 2, name: (await rows().nth(1).textContent()).split('，')[0] }).waitFor({ state: 'attached' });
  await until(page, 'the other note is empty', async () => await note().inputValue() === '');
  await note().click();
  await page.keyboard.press('Control+z');
  assert.equal(await note().inputValue(), '');
  await compose('di er jia');
  await page.goBack();
  await until(page, 'the first note is there', async () => await note().inputValue() === '第一家wei xie wan');
  await page.goForward();
  await until(page, 'the second note is there', async () => await note().inputValue() === 'di er jia');
  await note().fill('');
  await page.goBack();
  await until(page, 'the first note is there', async () => await note().inputValue() !== '');
});

test('what is pasted is plain text: on one line in a field of one line, as it is in a longer one', async () => {
  await page.evaluate(() => navigator.clipboard.writeText('  西华县\r\n\t超市  '));
  await search().click();
  await page.keyboard.press('Control+v');
  await until(page, 'pasted', async () => await search().inputValue() === '西华县 超市');
  assert.equal(await message().count(), 0);
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
  await message().filter({ hasText: '最多 64 个字，多出的 1 个字' }).waitFor({ state: 'attached' });
  await settle(page);
  await page.screenshot({ path: join(screenshots, 'text-full.png') });
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
  await message().filter({ hasText: '多出的 100,' }).or(message().filter({ hasText: '多出的 199,' })).waitFor({ state: 'attached' });
  await page.keyboard.press('Backspace');
  assert.equal(await search().inputValue(), '𰻞'.repeat(max - 1));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  assert.equal(await search().inputValue(), '𰻞'.repeat(max - 2));
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

/** As iPadOS does it: the page stays as it is, less of it is seen. */
const keyboard = (height) => page.evaluate((px) => {
  if (px === 0) delete visualViewport.height;
  else Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => innerHeight - px });
  visualViewport.dispatchEvent(new Event('resize'));
}, height);

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
  const told = (locator) => locator.evaluate((element) => [element.tagName, element.inputMode, element.enterKeyHint, element.autocapitalize,
    element.autocomplete, element.spellcheck, element.lang, parseFloat(getComputedStyle(element).fontSize) >= 16]);
  assert.deepEqual(await told(search()), ['INPUT', 'search', 'search', 'sentences', 'off', false, 'zh-CN', true]);
  assert.deepEqual(await told(note()), ['TEXTAREA', 'text', 'enter', 'sentences', 'off', false, 'zh-CN', true]);
});

/** Fields of every kind, beside the app: which kinds screens have is the screens' affair. */
async function looseFields() {
  const { files } = JSON.parse(readFileSync(join(web, 'bundle.json'), 'utf8'));
  await page.evaluate(async (name) => {
    const { makeFields } = await import(`/${name}`);
    const root = document.createElement('div');
    root.id = 'loose';
    Object.assign(root.style, { position: 'fixed', inset: '0 0 auto 0', height: '400px', background: 'white', zIndex: 9 });
    window.told = [];
    const fields = makeFields(root, (message) => window.told.push(message));
    const list = [['text', 'next'], ['number', 'next'], ['code', 'next'], ['phone', 'done'], ['date', 'send'], ['search', 'search'], ['multiline', 'done']]
      .map(([kind, enter]) => ({ id: kind, kind, enter, max: 20, value: '', placeholder: '', subject: 0, revision: 0, focused: false,
        size: 16, line: 24, paddingX: 8, paddingY: 4, rect: [0, 0, 0, 0] }));
    fields.apply(list);
    document.body.append(root);
    for (const { id } of list) root.append(fields.create(id));
  }, files.find(({ source }) => source === 'fields.js').name);
  const field = (kind) => page.locator(`#loose [data-id="${kind}"]`);
  return { field, told: () => page.evaluate(() => window.told.splice(0)), remove: () => page.locator('#loose').evaluate((root) => root.remove()) };
}

test('every kind of field has its keyboard, and Enter does what the key says', async () => {
  const { field, told, remove } = await looseFields();
  try {
    const hints = (kind) => field(kind).evaluate((element) => [element.inputMode, element.enterKeyHint, element.autocapitalize, element.lang]);
    assert.deepEqual(await hints('text'), ['text', 'next', 'sentences', 'zh-CN']);
    assert.deepEqual(await hints('number'), ['decimal', 'next', 'none', 'en']);
    assert.deepEqual(await hints('code'), ['text', 'next', 'characters', 'en']);
    assert.deepEqual(await hints('phone'), ['tel', 'done', 'none', 'en']);
    assert.deepEqual(await hints('date'), ['numeric', 'send', 'none', 'en']);
    await field('text').click();
    await page.keyboard.type('a');
    for (const next of ['number', 'code', 'phone', '']) {
      await page.keyboard.press('Enter');
      assert.equal(await activeId(), next);
    }
    assert.deepEqual((await told()).filter(({ entered }) => entered).map(({ id, text }) => [id, text]),
      [['text', 'a'], ['number', ''], ['code', ''], ['phone', '']]);

    // The input method's Enter is not one, the next is.
    await field('date').click();
    await compose('2026');
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
    await choose('2026');
    assert.deepEqual((await told()).map(({ text, entered }) => [text, entered]), [['2026', false]]);
    await page.keyboard.press('Enter');
    assert.deepEqual((await told()).map(({ text, entered }) => [text, entered]), [['2026', true]]);
    assert.equal(await activeId(), 'date');

    // In many lines Enter begins one, and Ctrl with it enters.
    await field('multiline').click();
    await page.keyboard.type('b');
    await page.keyboard.press('Enter');
    await page.keyboard.type('c');
    await page.keyboard.press('Control+Enter');
    assert.deepEqual((await told()).filter(({ id }) => id === 'multiline').map(({ text, entered }) => [text, entered]),
      [['b', false], ['b\n', false], ['b\nc', false], ['b\nc', true]]);
  } finally {
    await remove();
  }
});

test('the search key of a soft keyboard puts the keyboard away; a real Enter leaves the caret where it is', async () => {
  await tap(search());
  await page.keyboard.press('Enter');
  assert.equal(await activeId(), '');
  await search().click();
  await page.keyboard.press('Enter');
  assert.equal(await activeId(), 'targets.search');
});

test('while another window has the focus the text stands as it did', async () => {
  await note().fill('写到一半');
  await note().click();
  await settle(page);
  const box = await note().boundingBox();
  const picture = () => page.screenshot({ clip: box, caret: 'hide' });
  const before = await picture();
  // What the browser tells the element then; it stays the page's active element.
  await note().evaluate((element) => {
    element.dispatchEvent(new FocusEvent('blur'));
    element.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  });
  await settle(page);
  assert.ok(before.equals(await picture()));
  await page.keyboard.type('x');
  assert.equal(await note().inputValue(), '写到一半x');
});

test('a tap on a button beside the field counts, though the keyboard goes with it', async () => {
  await tap(note());
  await choose('拍过照片');
  await keyboard(400);
  await settle(page);
  // As soon as a browser could: once it is done with the event that took the focus.
  await note().evaluate((element) => element.addEventListener('blur', () => queueMicrotask(() => {
    delete visualViewport.height;
    visualViewport.dispatchEvent(new Event('resize'));
  }), { once: true }));
  const box = await page.getByRole('button', { name: '保存记录' }).boundingBox();
  assert.ok(box.y + box.height <= across.height - 400, 'the button stands above the keyboard');
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('status').filter({ hasText: '记录已保存在本机' }).waitFor({ state: 'attached' });
  assert.equal(await note().inputValue(), '');
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
  const rail = () => page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 200 } });
  const before = await rail();
  await keyboard(400);
  try {
    await until(page, 'the field came up', async () => {
      const box = await note().boundingBox();
      return box.y >= 0 && box.y + Math.min(box.height, 48) <= across.height - 400;
    });
    await choose('看得见');
    await settle(page);
    assert.equal(await activeId(), 'note.text');
    assert.ok(before.equals(await rail()), 'the picture stays where it is');
    await page.screenshot({ path: join(screenshots, 'text-keyboard.png') });
  } finally {
    await keyboard(0);
    await settle(page);
  }
});

test('the browser has nothing to complain of', () => assert.deepEqual(browser.complaints, []));
