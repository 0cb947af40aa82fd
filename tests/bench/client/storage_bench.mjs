#!/usr/bin/env node
// Durable commits per second in Chromium: our stack beside SQLite's own build (opfs-sahpool) and wa-sqlite
// (AccessHandlePoolVFS), and beside what a bare write and flush cost. Run by tools/bench.sh client.
//
// usage: storage_bench.mjs FOLDER [SECONDS]    FOLDER: where the browser's profile goes; must lie on a real disk
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startBrowser } from '../../browser/page.mjs';
import { serve } from '../../browser/probe.mjs';

const ROUNDS = 3;
const [folder, seconds = '3'] = process.argv.slice(2);
const version = (name) => JSON.parse(readFileSync(join(process.env.NODE_PATH, name, 'package.json'), 'utf8')).version;
const stacks = [
  ['bare', 'one write of 4 KiB and one flush'],
  ['ours', 'ours, encrypted (SQLite3MC, block VFS)'],
  ['ours-plain', 'ours, without a key'],
  ['sqlite-wasm', `@sqlite.org/sqlite-wasm ${version('@sqlite.org/sqlite-wasm')}, opfs-sahpool`],
  ['wa-sqlite', `wa-sqlite ${version('wa-sqlite')}, AccessHandlePoolVFS`],
];

const origin = await serve(['tests/bench/client', 'client/shell', 'build/wasm/tests/bench'], { entry: 'storage_bench.html', npm: process.env.NODE_PATH });
const browser = await startBrowser({ profile: mkdtempSync(join(folder, 'profile-')) });
const { page } = browser;
await page.goto(`${origin.address}/`);

/** In a worker of its own, so that nobody profits or suffers from what ran before. */
const measure = (name) => page.evaluate(([stack, time]) => new Promise((resolve, reject) => {
  const worker = new Worker('./storage_bench_worker.js', { type: 'module' });
  worker.onerror = (event) => reject(new Error(event.message || `${stack} did not load`));
  worker.onmessage = ({ data }) => {
    worker.terminate();
    if (data.error) reject(new Error(data.error));
    else resolve(data);
  };
  worker.postMessage({ name: stack, seconds: time });
}), [name, Number(seconds)]);

const results = new Map(stacks.map(([name]) => [name, { rates: [], latencies: [], mode: '' }]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name] of stacks) {
    const { mode, latencies } = await measure(name);
    const result = results.get(name);
    result.mode = mode;
    result.rates.push(1000 * latencies.length / latencies.reduce((sum, ms) => sum + ms, 0));
    result.latencies.push(...latencies);
  }
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, part) => values[Math.min(values.length - 1, Math.floor(values.length * part))];
console.log(`durable commits of 1 row in Chromium ${browser.context.browser()?.version() ?? ''}, ${ROUNDS} rounds of ${seconds} s, taken in turns; synchronous=FULL, EXCLUSIVE`);
console.log(`${'stack'.padEnd(58)} ${'journal'.padStart(8)} ${'commits/s (rounds)'.padStart(26)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}`);
for (const [name, words] of stacks) {
  const { rates, latencies, mode } = results.get(name);
  const all = sorted(latencies);
  const perRound = `${Math.round(at(sorted(rates), 0.5))} (${rates.map(Math.round).join(', ')})`;
  console.log(`${words.padEnd(58)} ${mode.padStart(8)} ${perRound.padStart(26)} ${at(all, 0.5).toFixed(2).padStart(8)} ${at(all, 0.99).toFixed(2).padStart(8)}`);
}
await browser.close();
await origin.stop();
