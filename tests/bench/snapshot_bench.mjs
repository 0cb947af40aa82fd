// The first download of the target register: how long the first tablet waits for the snapshot to be made, what it
// weighs, how long 300 tablets take that all come at once over this machine's loopback, and how long a page of the
// server takes meanwhile. Run by tools/bench.sh snapshot; tablets, server and everything else share the processors.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { brotliDecompressSync } from 'node:zlib';

const [program, scratch, ...counts] = process.argv.slice(2);
const tabletCount = 300;
const route = '/api/v1/snapshots/targets';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(2);

/** Of the session that all tablets share: who may read the whole register. */
let cookie;

async function signIn(base) {
  const answer = await fetch(`${base}/api/v1/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Mingchou-Request': '1' },
    body: JSON.stringify({ login: 'demo-office', password: 'demo-county-2026' }),
  });
  if (answer.status !== 200) throw new Error(`signing in ended with ${answer.status}`);
  [cookie] = answer.headers.getSetCookie()[0].split(';');
}

/** Status, headers and bytes as they came, not unpacked. */
function get(base, path, agent) {
  return new Promise((done, fail) => {
    const request = http.get(base + path, { agent, headers: { 'Accept-Encoding': 'br', Cookie: cookie } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) }));
      answer.on('error', fail);
    });
    request.on('error', fail);
  });
}

/** The manifest, coming again as often as the server says. */
async function getManifest(base, agent, onRefused = () => {}) {
  for (;;) {
    const answer = await get(base, route, agent);
    if (answer.status === 200) return JSON.parse(answer.bytes);
    if (answer.status !== 503) throw new Error(`status ${answer.status}: ${answer.bytes}`);
    onRefused();
    await pause(Number(answer.headers['retry-after']) * 1000);
  }
}

async function download(base, tally) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const manifest = await getManifest(base, agent, () => ++tally.refused);
  for (const part of manifest.parts) {
    const answer = await get(base, `${route}/${manifest.snapshot}/${part.index}`, agent);
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    tally.bytes += answer.bytes.length;
    // One tablet in fifty looks at what it got; all of them would measure this script.
    if (tally.begun++ % 50) continue;
    const hash = createHash('sha256').update(brotliDecompressSync(answer.bytes)).digest('hex');
    if (hash !== part.sha256) throw new Error(`part ${part.index} has another hash`);
  }
  agent.destroy();
}

async function measurePages(base, isOver) {
  const agent = new http.Agent({ keepAlive: true });
  const times = [];
  while (!isOver()) {
    const began = performance.now();
    const answer = await get(base, '/api/v1/departments', agent);
    if (answer.status === 200) times.push(performance.now() - began);
    await pause(20);
  }
  agent.destroy();
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], worst: times.at(-1) };
}

async function measure(count, data) {
  const made = spawnSync(program, ['demo', '--data', data, '--targets', count], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const server = spawn(program, ['serve', '--data', data, '--port', '0', '--log-level', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [base] = await new Promise((done) => createInterface(server.stdout).once('line', (line) => done([line.replace(/\/$/, '')])));
    await signIn(base);
    let began = performance.now();
    const manifest = await getManifest(base, new http.Agent());
    console.log(`${count} targets: snapshot after ${seconds(began)} s, ${manifest.parts.length} parts, ` +
      `${(manifest.bytes / 1e6).toFixed(1)} MB of ${(manifest.raw_bytes / 1e6).toFixed(1)} MB`);
    const tally = { bytes: 0, refused: 0, begun: 0 };
    let isOver = false;
    began = performance.now();
    const pages = measurePages(base, () => isOver);
    await Promise.all(Array.from({ length: tabletCount }, () => download(base, tally)));
    isOver = true;
    const { median, worst } = await pages;
    console.log(`  ${tabletCount} tablets at once: ${seconds(began)} s for ${(tally.bytes / 1e6).toFixed(0)} MB; ` +
      `another page meanwhile: median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`);
    const memory = readFileSync(`/proc/${server.pid}/status`, 'utf8').match(/VmHWM:\s*(\d+)/)[1];
    console.log(`  memory of the server at its highest: ${Math.round(memory / 1024)} MiB`);
  } finally {
    server.kill();
  }
}

for (const count of counts) {
  const folder = mkdtempSync(join(scratch, 'snapshot-'));
  try {
    await measure(count, join(folder, 'data'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
