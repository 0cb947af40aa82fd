// The standard headers stand in a precompiled header (tools/precompiled.h), so no compiler says which of them a source
// forgot. This does: what a source names of std must come in by its own includes, or by those of our headers among them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.cpp', '*.h'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && existsSync(file));

// Names of std, and the headers any of which brings them.
const providers = [
  ['string to_string stoi', 'string'],
  ['string_view', 'string_view string'],
  ['vector', 'vector'],
  ['array', 'array'],
  ['map multimap', 'map'],
  ['unordered_map', 'unordered_map'],
  ['set multiset', 'set'],
  ['deque', 'deque'],
  ['optional nullopt', 'optional'],
  ['variant visit get_if holds_alternative monostate', 'variant'],
  ['expected unexpected', 'expected'],
  ['span', 'span'],
  ['function', 'functional'],
  ['unique_ptr make_unique shared_ptr make_shared weak_ptr', 'memory'],
  ['tuple tie', 'tuple'],
  ['numeric_limits', 'limits'],
  ['from_chars to_chars', 'charconv'],
  ['thread', 'thread'],
  ['mutex lock_guard scoped_lock unique_lock', 'mutex'],
  ['condition_variable', 'condition_variable'],
  ['atomic', 'atomic'],
  ['bit_cast countl_zero countr_zero popcount bit_width rotl rotr', 'bit'],
  ['ifstream ofstream', 'fstream'],
  ['filesystem', 'filesystem'],
  ['chrono', 'chrono'],
  ['format', 'format'],
  ['uint8_t uint16_t uint32_t uint64_t int32_t int64_t', 'cstdint'],
  ['sort stable_sort min max clamp find_if any_of all_of none_of lower_bound upper_bound reverse remove_if copy_n', 'algorithm'],
  ['accumulate iota', 'numeric'],
  ['memcpy memcmp memset strlen', 'cstring'],
  ['getenv strtol strtoul strtoull abort exit', 'cstdlib'],
  ['printf fprintf snprintf fputs fopen', 'cstdio'],
  ['lround floor ceil round sqrt isfinite fabs', 'cmath'],
  ['initializer_list', 'initializer_list'],
].flatMap(([names, headers]) => names.split(' ').map((name) => [name, headers.split(' ')]));

const texts = new Map(sources.map((file) => [file, readFileSync(file, 'utf8')]));
const closures = new Map();

/** The standard headers that a file includes, itself and by our own headers. */
function headersOf(file) {
  if (closures.has(file)) return closures.get(file);
  const found = new Set();
  closures.set(file, found);
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  for (const [, kind, name] of (texts.get(file) ?? '').matchAll(/^#include ([<"])([^>"]+)[>"]/gm)) {
    if (kind === '<') found.add(name);
    else for (const header of headersOf(texts.has(name) ? name : folder + name)) found.add(header);
  }
  return found;
}

function withoutTextAndComments(text) {
  return text.replace(/\/\/.*$/gm, '').replace(/R"sql\([\s\S]*?\)sql"/g, '""').replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}

test('a source includes what it uses of the standard library', () => {
  assert.ok(sources.length > 100);
  const missing = [];
  for (const file of sources) {
    const used = new Set([...withoutTextAndComments(texts.get(file)).matchAll(/\bstd::(?:ranges::)?(\w+)/g)].map((m) => m[1]));
    const headers = headersOf(file);
    for (const [name, brings] of providers)
      if (used.has(name) && !brings.some((header) => headers.has(header))) missing.push(`${file}: std::${name} needs <${brings[0]}>`);
  }
  assert.deepEqual(missing, []);
});
