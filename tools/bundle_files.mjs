// What bundles of pages have in common: every file under a name with its content's hash (entries excepted), references
// between files rewritten, and compressed siblings. Only what changed is compressed again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export const HASH_DIGITS = 16;
/** Smaller files gain nothing. */
const COMPRESSED_BYTES_MIN = 256;
const REWRITTEN = new Set(['.js', '.mjs', '.css', '.html', '.webmanifest']);
/** What Emscripten gives a program as its own name: no file. */
const PROGRAM_NAME = 'this.program';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Gives every file its name, after everything it refers to has its own.
 * @param {Map<string, Buffer>} inputs name → bytes; references between them are "./name"
 * @param {Set<string>} entries keep their names
 * @returns {Map<string, {name: string, bytes: Buffer}>}
 */
export function nameFiles(inputs, entries) {
  const finished = new Map();
  const finish = (name, chain = []) => {
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
    const result = entries.has(name) ? name : `${basename(name, extension)}.${hash}${shown}`;
    finished.set(name, { name: result, bytes });
    return result;
  };
  for (const name of inputs.keys()) finish(name);
  return finished;
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

/**
 * Writes named files and their compressed siblings into a folder, and removes files of an earlier run. Folders in it are
 * other bundles' own.
 * @returns {{source: string, name: string, bytes: number, br_bytes?: number, gz_bytes?: number}[]}
 */
export function writeFiles(folder, finished) {
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const [source, { name, bytes }] of finished) {
    const path = join(folder, name);
    const unchanged = existsSync(path) && readFileSync(path).equals(bytes);
    if (!unchanged) writeFileSync(path, bytes);
    files.push({ source, name, ...compress(path, bytes, unchanged) });
  }
  const wanted = new Set(files.flatMap(({ name }) => [name, `${name}.br`, `${name}.gz`]));
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!wanted.has(name) && name !== 'bundle.json' && statSync(path).isFile()) rmSync(path);
  }
  return files;
}
