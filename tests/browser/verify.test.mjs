// The public page /verify in Chromium: a real bundle is verified without an account and without sending it anywhere,
// tampering gets a sentence, and a citizen learns whether a target was drawn.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { program, require, root, screenshots, startBrowser, startServer, web } from './page.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mingchou-verify-'));
const path = (name) => join(folder, name);
let server, browser, page, draw;

/** The first draw of the vectors, as files, drawn by the program. */
function makeBundle() {
  const vector = JSON.parse(readFileSync(join(root, 'tests/vectors/draw.json'), 'utf8'))[0];
  const lines = (kind, rows) => Object.entries(rows).map(([id, attributes]) => JSON.stringify({ attributes, id, line: kind }));
  const roster = [JSON.stringify({ line: 'roster_key', value: vector.roster_key }), ...lines('target', vector.targets), ...lines('inspector', vector.inspectors)];
  writeFileSync(path('roster.jsonl'), `${roster.join('\n')}\n`);
  writeFileSync(path('plan.json'), JSON.stringify(vector.plan));
  const values = Object.entries(vector.values)
    .flatMap(([name, value]) => ['--value', `${name}=${name === 'dice' ? Buffer.from(value, 'hex').toString() : value}`]);
  const done = spawnSync(program, ['draw', '--roster', path('roster.jsonl'), '--plan', path('plan.json'), '--out', path('draw.jsonl'), ...values], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return vector;
}

before(async () => {
  draw = makeBundle();
  server = await startServer(path('data'));
  browser = await startBrowser();
  page = browser.page;
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.address}/verify`);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const choose = (files) => page.getByLabel('选择文件').setInputFiles(files);
const verdict = (name) => page.getByRole('heading', { level: 2, name });
const again = () => page.getByRole('button', { name: '核验另一份文件' }).click();

test('the address without its slash leads to the page, which needs no account', async () => {
  assert.equal(new URL(page.url()).pathname, '/verify/');
  await page.getByRole('heading', { level: 1, name: '核验抽取结果' }).waitFor();
});

test('a bundle is computed again: what was checked stands there, and what was not', async () => {
  await choose(path('draw.jsonl'));
  await verdict(/^核验通过/).waitFor();
  assert.ok(await page.locator('#checked').getByText('重新抽取，结果逐项一致').isVisible());
  assert.ok(await page.locator('#unchecked').getByText('文件中没有日志证明').isVisible());
  assert.equal(await page.locator('#result-file').textContent(), `文件：draw.jsonl（${Math.round(readFileSync(path('draw.jsonl')).length / 1024)} KB）`);
});

test('a citizen asks for a code, typed in full width and small letters too, and learns its place', async () => {
  const asked = async (code) => {
    await page.getByRole('textbox', { name: '统一社会信用代码或名单中的编号' }).fill(code);
    await page.keyboard.press('Enter');
  };
  const [drawn] = draw.result.order;
  const wide = drawn.toLowerCase().replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  await asked(` ${wide} `);
  await page.getByRole('status').getByText(`“${drawn}”被抽中`).waitFor();
  const other = Object.keys(draw.targets).find((id) => !draw.result.order.includes(id));
  await asked(other);
  await page.getByRole('status').getByText(new RegExp(`^“${other}”没有(被抽中|参加这次抽取)`)).waitFor();
  await asked('   ');
  await page.getByRole('status').getByText('请输入').waitFor();
});

test('the page speaks English, its sentences too, and remembers it in the address', async () => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 2, name: /^Verified/ }).waitFor();
  assert.doesNotMatch(await page.locator('main').innerText(), /\p{Script=Han}{2}/u);
  assert.equal(await page.title(), 'Verify a draw · Mingchou');
  assert.equal(new URL(page.url()).search, '?lang=en');
  await page.getByRole('button', { name: '中文' }).click();
  await verdict(/^核验通过/).waitFor();
});

test('a changed byte, a missing end and what is no bundle at all are refused with a sentence', async () => {
  const bundle = readFileSync(path('draw.jsonl'), 'utf8');
  const at = bundle.indexOf('"region":"4') + 10;
  const spoiled = {
    'changed.jsonl': `${bundle.slice(0, at)}5${bundle.slice(at + 1)}`,
    'cut.jsonl': bundle.slice(0, bundle.length - 40),
    'picture.jsonl': readFileSync(join(root, 'assets/screenshots/home-desktop.png')),
    'nothing.jsonl': '',
  };
  for (const [name, content] of Object.entries(spoiled)) {
    await again();
    writeFileSync(path(name), content);
    await choose(path(name));
    await verdict('核验不通过：请不要采信这份文件').waitFor();
    const reason = await page.locator('#reason').textContent();
    assert.match(reason, /\p{Script=Han}.+\n请先从公布的网页重新下载/u, name);
    assert.ok(await page.getByRole('heading', { name: '查一家是否被抽中' }).isHidden(), name);
  }
});

test('a file that is dropped on the page is verified, and cancelling leads back', async () => {
  await again();
  const drop = async (name) => {
    const data = await page.evaluateHandle(([text, file]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], file));
      return transfer;
    }, [readFileSync(path('draw.jsonl'), 'utf8'), name]);
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: data });
  };
  await drop('dropped.jsonl');
  await verdict(/^核验通过/).waitFor();
  await again();
  // A file that is long enough to be stopped on its way: its first line is refused only at the end.
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Blob(Array.from({ length: 64 }, () => new Uint8Array(1 << 20)))], 'long.jsonl'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer }));
    document.getElementById('cancel').click();
  });
  await page.getByLabel('选择文件').waitFor({ state: 'attached' });
  assert.ok(await page.getByRole('heading', { name: '选择核验文件' }).isVisible());
});

test('nothing is sent: verifying works without the server, and asks for nothing', async () => {
  await page.reload();
  await choose(path('draw.jsonl'));
  await verdict(/^核验通过/).waitFor();
  await browser.context.setOffline(true);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.getByRole('textbox', { name: '统一社会信用代码或名单中的编号' }).fill(draw.result.order[0]);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('被抽中').waitFor();
  assert.deepEqual(requests, []);
  await browser.context.setOffline(false);
});

test('the page passes axe-core in each state, and looks right on a phone, a tablet and a desktop', async () => {
  const look = async (name) => {
    for (const [size, viewport] of Object.entries({ phone: { width: 390, height: 844 }, tablet: { width: 834, height: 1112 }, desktop: { width: 1440, height: 900 } })) {
      await page.setViewportSize(viewport);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} ${size} is wider than the screen`);
      await page.screenshot({ path: join(screenshots, `verify-${name}-${size}.png`), fullPage: true });
    }
  };
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.reload();
    await page.evaluate(axe);
    const check = async () => {
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), []);
    };
    await check();
    await look(`choose-${scheme}`);
    await choose(path('draw.jsonl'));
    await verdict(/^核验通过/).waitFor();
    await check();
    await look(`accepted-${scheme}`);
    await again();
    await choose(path('changed.jsonl'));
    await verdict(/^核验不通过/).waitFor();
    await check();
    await look(`refused-${scheme}`);
  }
});

test('all that the page needs is small, and its parts have their sums', () => {
  const manifest = JSON.parse(readFileSync(join(web, 'verify/bundle.json'), 'utf8'));
  assert.ok(manifest.br_bytes <= 330_000, `${manifest.br_bytes}`);
});

test('the browser complained about nothing', () => assert.deepEqual(browser.complaints, []));
