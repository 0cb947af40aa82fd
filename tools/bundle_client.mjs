#!/usr/bin/env node
// Makes the folder that the server serves: every file under a name with its content's hash (index.html excepted),
// references rewritten, and compressed siblings. Only what changed is compressed again.
//
// usage: bundle_client.mjs --shell DIR --module app.mjs --wasm app.wasm --font ui.ttf --rest rest.ttf --icons DIR
//                          --version V --output DIR
//
// Besides the named inputs it makes bundle.js (the bundle's name, sizes for the loading page), the list of files at
// the head of service-worker.js, and bundle.json (every file with its sizes, for tests and size budgets). Files marked
// `on_demand` are no part of the first start and of the sums.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const HASH_DIGITS = 16;
/** Smaller files gain nothing. */
const COMPRESSED_BYTES_MIN = 256;
const REWRITTEN = new Set(['.js', '.mjs', '.css', '.html', '.webmanifest']);
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

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
/** Named by everything that goes in, this program too. */
const id = sha256([...inputs, ['', readFileSync(fileURLToPath(import.meta.url))]].map(([name, bytes]) => `${sha256(bytes)} ${name}`).join('\n'))
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

/** What Emscripten gives a program as its own name: no file. */
const PROGRAM_NAME = 'this.program';

const finished = new Map();

/** The name that a file has in the output, after everything it refers to has its own. */
function finish(name, chain = []) {
  if (finished.has(name)) return finished.get(name).name;
  if (chain.includes(name)) throw new Error(`The files refer to each other in a circle: ${[...chain, name].join(' → ')}`);
  let bytes = inputs.get(name);
  if (REWRITTEN.has(extname(name))) {
    bytes = Buffer.from(bytes.toString('utf8').replace(/(["'])\.\/([\w.-]+)\1/g, (whole, quote, other) => {
      if (other === PROGRAM_NAME) return whole;
      if (!inputs.has(other)) throw new Error(`${name} refers to ./${other}, which is not in the bundle.`);
      return `${quote}./${finish(other, [...chain, name])}${quote}`;
    }));
  }
  const hash = sha256(bytes).slice(0, HASH_DIGITS);
  const extension = extname(name);
  // Servers know the type of .js everywhere, of .mjs not.
  const shown = extension === '.mjs' ? '.js' : extension;
  const result = name === ENTRY || name === SERVICE_WORKER ? name : `${basename(name, extension)}.${hash}${shown}`;
  finished.set(name, { name: result, bytes });
  return result;
}

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

/** Hashed names keep their compressed forms from the last run; so does whatever has not changed. */
function compress(path, bytes, unchanged) {
  const sizes = { bytes: bytes.length };
  if (bytes.length < COMPRESSED_BYTES_MIN) return sizes;
  for (const [suffix, make] of [['br', brotli], ['gz', (data) => gzipSync(data, { level: 9 })]]) {
    const target = `${path}.${suffix}`;
    if (!unchanged || !existsSync(target)) writeFileSync(target, make(bytes));
    sizes[`${suffix}_bytes`] = readFileSync(target).length;
  }
  return sizes;
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

for (const name of inputs.keys()) finish(name);
announceBundle();
mkdirSync(options.output, { recursive: true });
const files = [];
for (const [source, { name, bytes }] of finished) {
  const path = join(options.output, name);
  const unchanged = existsSync(path) && readFileSync(path).equals(bytes);
  if (!unchanged) writeFileSync(path, bytes);
  const onDemand = FOR_LATER.has(source) ? { on_demand: true } : {};
  files.push({ source, name, ...onDemand, ...compress(path, bytes, unchanged) });
}
const wanted = new Set(files.flatMap(({ name }) => [name, `${name}.br`, `${name}.gz`]));
for (const name of readdirSync(options.output)) {
  if (!wanted.has(name) && name !== 'bundle.json') rmSync(join(options.output, name), { recursive: true });
}

const sum = (key) => files.filter((file) => !file.on_demand).reduce((total, file) => total + (file[key] ?? file.bytes), 0);
const manifest = { id, version, files, bytes: sum('bytes'), br_bytes: sum('br_bytes'), gz_bytes: sum('gz_bytes') };
writeFileSync(join(options.output, 'bundle.json'), `${JSON.stringify(manifest, null, 2)}\n`);
const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
const br = (source) => kib(files.find((file) => file.source === source).br_bytes);
console.log(`bundle: ${kib(manifest.bytes)}, ${kib(manifest.br_bytes)} by Brotli (module ${br('app.wasm')}, font ${br('ui.ttf')}); on demand ${br('rest.ttf')}`);
