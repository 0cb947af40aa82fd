// The public page /verify with a large bundle in Chromium: how long a draw takes to be computed again from a file on
// the reader's own device, and how much memory the page and its worker take for it. Run by tools/bench.sh draw browser.
//
// usage: verify_bench.mjs FOLDER [ROWS]
import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';

import { program, startBrowser, startServer } from '../browser/page.mjs';

const [folder, rows = '1000000'] = process.argv.slice(2);
const MEGABYTE = 1e6;
const SECONDS_ALLOWED = 5;
const MEGABYTES_ALLOWED = 400;
const path = (name) => join(folder, name);

/** Rows as tests/bench/draw_bench.cpp has them, so that the figures can be compared. */
async function writeRoster(file) {
  const out = createWriteStream(file);
  out.write(`${JSON.stringify({ line: 'roster_key', value: '07'.repeat(32) })}\n`);
  const attributes = { excluded: '', industry: '5112', region: '411622101', risk: 'B', tags: ['food'], type: 'product' };
  for (let i = 0; i < Number(rows); ++i) {
    const line = JSON.stringify({ attributes, id: `P-${String(i).padStart(15, '0')}`, line: 'target' });
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

function makeBundle() {
  const nothing = { count: 0, root: '00'.repeat(32) };
  const plan = {
    deadline: 86_400, draw: '0198c0de-0000-7000-8000-000000000001', inspectors: nothing, mode: 'open', round: 1,
    entropy: [{ at: 1, form: 'digits:60', kind: 'public', name: 'dice', ref: 'dice' }],
    strata: [{ name: 'all', quota: { den: 100, num: 5, round: 'up' }, substitutes: 10, where: {} }],
    suite: 'sha256', targets: nothing, task: 'bench', team: { algo: 'mc-match-1', max_load: 1, slots: [] }, v: 1,
    window: { from: '2026-12-01', to: '2026-12-31' },
  };
  writeFileSync(path('plan.json'), JSON.stringify(plan));
  const files = ['--roster', path('roster.jsonl'), '--plan', path('plan.json')];
  writeFileSync(path('plan.json'), execFileSync(program, ['draw', '--seal', ...files]));
  execFileSync(program, ['draw', ...files, '--value', `dice=${'1'.repeat(60)}`, '--out', path('bundle.jsonl')]);
}

/** The most that a process which renders pages has had in memory since its start (proc(5), VmHWM). */
function rendererPeakMegabytes(profile) {
  const peaks = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes('--type=renderer') || !isBelow(pid, profile)) return 0;
      return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) * 1024 / MEGABYTE;
    } catch {
      return 0; // it ended meanwhile
    }
  });
  return Math.max(...peaks);
}

/** Whether a process descends from the browser with that profile. */
function isBelow(pid, profile) {
  for (let at = pid; Number(at) > 1; at = readFileSync(`/proc/${at}/stat`, 'utf8').split(') ').pop().split(' ')[1])
    if (readFileSync(`/proc/${at}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`)) return true;
  return false;
}

await writeRoster(path('roster.jsonl'));
makeBundle();
const server = await startServer(path('data'));
const profile = path('profile');
const browser = await startBrowser({ profile });
try {
  const { page } = browser;
  page.setDefaultTimeout(120_000);
  await page.goto(`${server.address}/verify`);
  await page.getByLabel('选择文件').waitFor({ state: 'attached' });
  await page.waitForTimeout(1000);
  const before = rendererPeakMegabytes(profile);
  const begun = performance.now();
  await page.getByLabel('选择文件').setInputFiles(path('bundle.jsonl'));
  await page.getByRole('heading', { level: 2, name: /^核验(不)?通过/ }).waitFor();
  const seconds = (performance.now() - begun) / 1000;
  const verdict = await page.getByRole('heading', { level: 2 }).first().textContent();
  const after = rendererPeakMegabytes(profile);
  console.log(`${rows} rows, ${(statSync(path('bundle.jsonl')).size / MEGABYTE).toFixed(0)} MB: ${verdict}`);
  console.log(`  from the choice of the file to the verdict   ${seconds.toFixed(1)} s   beside ${SECONDS_ALLOWED} s allowed`);
  console.log(`  memory of the page's process at most         ${after.toFixed(0)} MB, ${before.toFixed(0)} before   beside ${MEGABYTES_ALLOWED} MB allowed`);
} finally {
  await browser.close();
  await server.stop();
}
