// The folder that is served: sizes within the budget, names by content, words complete. No browser needed.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { chosenLanguage, texts } from '../../client/shell/texts.js';

const dist = new URL('../../build/wasm/client/dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, 'bundle.json'), 'utf8'));
const size = (source) => manifest.files.find((file) => file.source === source).br_bytes;

test('the first start stays within its budget', () => {
  assert.ok(size('app.wasm') <= 1_200_000, `${size('app.wasm')}`);
  assert.ok(manifest.br_bytes <= 2_500_000, `${manifest.br_bytes}`);
});

test('the fonts stay within theirs, and only what every device needs is loaded at the start', () => {
  assert.ok(size('ui.ttf') <= 640 * 1024, `${size('ui.ttf')}`);
  assert.ok(size('rest.ttf') <= 1.3 * 1024 * 1024, `${size('rest.ttf')}`);
  assert.deepEqual(manifest.files.filter((file) => file.on_demand).map((file) => file.source), ['rest.ttf']);
});

test('the folder holds what the manifest says, and compressed forms of the same bytes', () => {
  // The page /verify is a bundle of its own.
  const expected = new Set(['bundle.json', 'verify']);
  for (const { name, bytes, br_bytes, gz_bytes } of manifest.files) {
    const plain = readFileSync(join(dist, name));
    assert.equal(plain.length, bytes, name);
    assert.ok(['index.html', 'service-worker.js'].includes(name) || /\.[0-9a-f]{16}\.\w+$/.test(name), name);
    expected.add(name);
    if (br_bytes) assert.deepEqual(brotliDecompressSync(readFileSync(join(dist, `${name}.br`))), plain, name);
    if (gz_bytes) assert.deepEqual(gunzipSync(readFileSync(join(dist, `${name}.gz`))), plain, name);
    if (br_bytes) expected.add(`${name}.br`).add(`${name}.gz`);
  }
  assert.deepEqual(readdirSync(dist).sort(), [...expected].sort());
});

test('the manifest makes an app of the page: Chinese name, standalone, icons in the sizes that it says', () => {
  const bundled = (source) => join(dist, manifest.files.find((file) => file.source === source).name);
  const app = JSON.parse(readFileSync(bundled('manifest.webmanifest'), 'utf8'));
  assert.deepEqual([app.name, app.lang, app.display, app.start_url], ['明抽', 'zh-CN', 'standalone', './']);
  const sizeOf = (path) => {
    const png = readFileSync(path);
    assert.equal(png.toString('latin1', 1, 4), 'PNG', path);
    return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
  };
  const pngs = app.icons.filter(({ type }) => type === 'image/png');
  for (const { src, sizes } of pngs) assert.equal(sizeOf(join(dist, src)), sizes);
  assert.deepEqual(pngs.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`), ['192x192 any', '512x512 any', '512x512 maskable']);
  assert.equal(sizeOf(bundled('apple-touch-icon.png')), '180x180');
});

test('nothing in the bundle needs eval or inline code', () => {
  for (const { name } of manifest.files.filter((file) => /\.(js|html)$/.test(file.name))) {
    const text = readFileSync(join(dist, name), 'utf8');
    assert.ok(!/\beval\(|new Function\(|<script>|<style|\sstyle=|\son\w+="/.test(text), name);
  }
});

test("the shell's words stand in both languages; Chinese is the default", () => {
  for (const [key, [chinese, english]] of Object.entries(texts)) {
    assert.match(chinese, /\p{Script=Han}/u, key);
    assert.doesNotMatch(english, /\p{Script=Han}/u, key);
  }
  assert.equal(chosenLanguage(['fr-FR', 'en-GB']), 'en');
  assert.equal(chosenLanguage(['zh-TW', 'en']), 'zh');
  assert.equal(chosenLanguage(['fr']), 'zh');
});
