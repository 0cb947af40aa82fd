#!/usr/bin/env node
// Makes the folder that the server serves: the app's files as bundle_files.mjs names and compresses them.
//
// usage: bundle_client.mjs --shell DIR --module app.mjs --wasm app.wasm --font ui.ttf --rest rest.ttf --icons DIR
//                          --version V --output DIR
//
// Besides the named inputs it makes bundle.js (the bundle's name, sizes for the loading page), the list of files at
// the head of service-worker.js, and bundle.json (every file with its sizes, for tests and size budgets). Files marked
// `on_demand` are no part of the first start and of the sums.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HASH_DIGITS, nameFiles, sha256, writeFiles } from './bundle_files.mjs';

/** The one address that people know; its content says which version they get. */
const ENTRY = 'index.html';
/** The browser asks for it by this name to learn of a new bundle. */
const SERVICE_WORKER = 'service-worker.js';
/** Scripts that it imports: the browser keeps them with it. */
const SERVICE_WORKER_PARTS = new Set([SERVICE_WORKER, 'bundle_state.js', 'bundle_cache.js']);
/** Kept by the service worker at their first use, not with the bundle. */
const FOR_LATER = new Set(['rest.ttf']);

const { values: options } = parseArgs({
  options: Object.fromEntries(['shell', 'module', 'wasm', 'font', 'rest', 'icons', 'version', 'output'].map((name) => [name, { type: 'string' }])),
});

/** name → bytes; references between them are "./name". */
const inputs = new Map();
for (const folder of [options.shell, options.icons]) {
  for (const name of readdirSync(folder).sort()) inputs.set(name, readFileSync(join(folder, name)));
}
inputs.set('app.mjs', readFileSync(options.module));
inputs.set('app.wasm', readFileSync(options.wasm));
inputs.set('ui.ttf', readFileSync(options.font));
inputs.set('rest.ttf', readFileSync(options.rest));

const programs = [import.meta.url, new URL('./bundle_files.mjs', import.meta.url)].map((url) => ['', readFileSync(fileURLToPath(url))]);
/** Named by everything that goes in, these programs too. */
const id = sha256([...inputs, ...programs].map(([name, bytes]) => `${sha256(bytes)} ${name}`).join('\n'))
  .slice(0, HASH_DIGITS);
const version = `${options.version}-${id.slice(0, 8)}`;

inputs.set('bundle.js', Buffer.from(`// Made by tools/bundle_client.mjs.
export const bundle = ${JSON.stringify({
    id,
    version,
    module: { url: './app.wasm', bytes: inputs.get('app.wasm').length },
    font: { url: './ui.ttf', bytes: inputs.get('ui.ttf').length },
    rest: { url: './rest.ttf', bytes: inputs.get('rest.ttf').length },
  }, null, 2)};
`));

const finished = nameFiles(inputs, new Set([ENTRY, SERVICE_WORKER]));

/** Tells the service worker its bundle. */
function announceBundle() {
  const described = { id, version, entry: ENTRY, files: [], later: [] };
  for (const [source, { name, bytes }] of finished) {
    if (SERVICE_WORKER_PARTS.has(source)) continue;
    described[FOR_LATER.has(source) ? 'later' : 'files'].push({ name, bytes: bytes.length, sha256: sha256(bytes) });
  }
  const serviceWorker = finished.get(SERVICE_WORKER);
  serviceWorker.bytes = Buffer.concat([Buffer.from(`self.bundle = ${JSON.stringify(described)};\n`), serviceWorker.bytes]);
}

announceBundle();
const files = writeFiles(options.output, finished).map((file) => (FOR_LATER.has(file.source) ? { ...file, on_demand: true } : file));

const sum = (key) => files.filter((file) => !file.on_demand).reduce((total, file) => total + (file[key] ?? file.bytes), 0);
const manifest = { id, version, files, bytes: sum('bytes'), br_bytes: sum('br_bytes'), gz_bytes: sum('gz_bytes') };
writeFileSync(join(options.output, 'bundle.json'), `${JSON.stringify(manifest, null, 2)}\n`);
const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
const br = (source) => kib(files.find((file) => file.source === source).br_bytes);
console.log(`bundle: ${kib(manifest.bytes)}, ${kib(manifest.br_bytes)} by Brotli (module ${br('app.wasm')}, font ${br('ui.ttf')}); on demand ${br('rest.ttf')}`);
