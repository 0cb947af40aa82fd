// Rules over the source tree that no compiler checks: formatting, layout, messages in use, bounds on size.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && existsSync(file));
const sources = tracked.filter((file) => /\.(cpp|h)$/.test(file));
const read = (file) => readFileSync(file, 'utf8');

test('C++ sources are formatted', () => {
  assert.ok(sources.length > 10);
  execFileSync('clang-format-19', ['--dry-run', '--Werror', ...sources], { stdio: ['ignore', 'pipe', 'inherit'] });
});

test('clang-tidy finds nothing', () => {
  // What it finds goes to the log, as what it says.
  execFileSync('tools/tidy.py', { stdio: ['ignore', 2, 2] });
});

test('clang-tidy finds what is planted, in a header of ours too', () => {
  const done = spawnSync('tools/tidy.py', ['tests/lint/planted/faults.cpp'], { encoding: 'utf8' });
  const checks = [...done.stdout.matchAll(/\[([a-z-]+),-warnings-as-errors\]$/gm)].map((found) => found[1]);
  assert.deepEqual([...new Set(checks)].sort(), [
    'bugprone-unused-return-value',
    'bugprone-use-after-move',
    'misc-unused-parameters',
    'modernize-use-nullptr',
    'modernize-use-override',
    'performance-for-range-copy',
    'readability-container-size-empty',
  ]);
  assert.equal(done.status, 1);
});

test('the top level holds the agreed folders and files only', () => {
  const allowed = /^(\..+|CMakeLists\.txt|CMakePresets\.json|LICENSE|README\.md|client|server|shared|assets|tests|tools)$/;
  const odd = [...new Set(tracked.map((file) => file.split('/')[0]))].filter((name) => !allowed.test(name));
  assert.deepEqual(odd, []);
});

test('every file is text of a bounded size', () => {
  const large = tracked.filter((file) => !file.startsWith('assets/') && read(file).length > 500_000);
  assert.deepEqual(large, []);
});

test('every error code in the sources has a sentence, and every sentence is in use', () => {
  const tables = sources.filter((file) => /shared\/messages\/\w+_messages\.cpp$/.test(file));
  const known = new Set(tables.flatMap((file) => [...read(file).matchAll(/^\s*\{"([a-z0-9_.]+)",/gm)].map((m) => m[1])));
  assert.ok(known.size > 3);
  const code = sources.filter((file) => /^(shared|server|client)\//.test(file) && !tables.includes(file));
  const used = new Set(code.flatMap((file) => [...read(file).matchAll(/"([a-z0-9]+\.[a-z0-9_.]+)"/g)].map((m) => m[1])));
  const made = code.flatMap((file) => [...read(file).matchAll(/\bError\(\s*"([^"]+)"/g)].map((m) => m[1]));
  assert.deepEqual(made.filter((name) => !known.has(name)), []);
  assert.deepEqual([...known].filter((name) => !used.has(name)), []);
});

test('shared/ leans on neither server nor client, and includes are written from the root', () => {
  const bad = [];
  for (const file of sources) {
    for (const [, include] of read(file).matchAll(/#include "([^"]+)"/g)) {
      if (file.startsWith('shared/') && !/^(shared\/|[a-z0-9_]+\.h$|utf8proc|doctest)/.test(include)) bad.push(`${file}: ${include}`);
      if (file.startsWith('server/') && include.startsWith('client/')) bad.push(`${file}: ${include}`);
      if (file.startsWith('client/') && include.startsWith('server/')) bad.push(`${file}: ${include}`);
      if (include.startsWith('../')) bad.push(`${file}: ${include}`);
    }
  }
  assert.deepEqual(bad, []);
});

test('every folder of shared/ stands in the glossary page or the map of README.md', () => {
  const text = read('README.md') + read('shared/README.md');
  const folders = readdirSync('shared', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(folders.map((entry) => entry.name).filter((name) => !text.includes(`\`${name}\``)), []);
});

test('no marks of unfinished work and no machine paths are left', () => {
  const bad = [];
  for (const file of tracked.filter((name) => !/^(assets\/|tests\/(vectors|lint)\/)/.test(name))) {
    read(file).split('\n').forEach((line, i) => {
      if (/\b(TODO|FIXME|XXX|HACK)\b|\/work\/|\/root\//.test(line)) bad.push(`${file}:${i + 1}: ${line.trim().slice(0, 80)}`);
    });
  }
  assert.deepEqual(bad, []);
});

test('shell scripts parse', () => {
  for (const file of tracked.filter((name) => /\.sh$|^\.ci\/run$/.test(name))) execFileSync('bash', ['-n', file]);
});
