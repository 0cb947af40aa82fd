#!/usr/bin/env node
// Runs the browser tests, each file in a process of its own, and prints their TAP.
//
// usage: run.mjs [TEST.mjs...]
//
// Two files side by side, since a browser waits a good part of its time. A file that fails is run once more at the end,
// alone: browsers drawn by the CPU on a busy machine miss a deadline now and then, and a whole run is too long to be
// repeated for that. What passes only then is not hidden: it is told by a line "flaky: …", which the report of
// tools/test.sh repeats.
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import { makeDemo } from './page.mjs';

const LANES = 2;
const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;

/** The longest sources first: they take the longest, and nothing long is left for the end. */
function testFiles() {
  const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name));
  return files.sort((a, b) => statSync(b).size - statSync(a).size);
}

function run(file) {
  const begun = Date.now();
  const child = spawn(process.execPath, ['--test', '--test-reporter=tap', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = [];
  child.stdout.on('data', (bytes) => said.push(bytes));
  return new Promise((done) => child.once('close', (status) => {
    done({ file, isGood: status === 0, output: Buffer.concat(said).toString(), seconds: Math.round((Date.now() - begun) / 1000) });
  }));
}

const failedTests = ({ output }) => output.split('\n').filter((line) => /^\s*not ok /.test(line)).map((line) => line.replace(/^\s*not ok \d+ - /, ''));

function tell({ file, output, seconds }) {
  console.log(`# ${basename(file)}: ${seconds} s`);
  console.log(output);
}

// Made once: to copy it takes a hundredth of the time.
const demo = makeDemo();
process.env.MINGCHOU_DEMO = demo.folder;

const waiting = process.argv.length > 2 ? process.argv.slice(2) : testFiles();
const failed = [];
const running = new Set();

function startNext() {
  const file = waiting.shift();
  const one = run(file).then((result) => {
    running.delete(one);
    if (result.isGood) tell(result);
    else failed.push(result);
  });
  running.add(one);
}

while (waiting.length > 0 || running.size > 0) {
  while (waiting.length > 0 && running.size < LANES) startNext();
  await Promise.race(running);
}

for (const first of failed) {
  const second = await run(first.file);
  tell(second);
  if (!second.isGood) {
    process.exitCode = 1;
    continue;
  }
  for (const name of failedTests(first)) console.log(`flaky: ${basename(first.file)}: ${name} (passed when run once more)`);
  // What it said is kept, in a form that nothing counts.
  console.log(first.output.replaceAll(/^/gm, '| '));
}

demo.remove();
