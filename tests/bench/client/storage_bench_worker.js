// Durable commits in one worker: the same table, the same row, one row per commit, one statement prepared once and
// called from JavaScript for each. Every stack runs in WAL with synchronous=FULL and locking_mode=EXCLUSIVE; one that
// does not take WAL says so by the journal mode that it reports.
import create_bench from './storage_bench_module.mjs';
import { makeFiles } from './storage_files.js';
import { Factory, AccessHandlePoolVFS, SQLite, sqlite3InitModule } from './rivals.js';

const SCHEMA = 'CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL)';
const INSERT = 'INSERT INTO row (text) VALUES (?)';
const TEXT = '检查对象的名称、地址与当天记下的一句话：灭火器在有效期内，通道畅通。'.padEnd(60, '。');
const PRAGMAS = ['PRAGMA locking_mode=EXCLUSIVE', 'PRAGMA journal_mode=WAL', 'PRAGMA synchronous=FULL'];

async function emptyFolder(name) {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(name, { recursive: true }).catch(() => {});
}

async function ours(encrypted) {
  await emptyFolder('mingchou');
  const files = makeFiles();
  await files.open();
  const bench = await create_bench({ storage: files });
  if (!bench._bench_open(encrypted ? 1 : 0)) throw new Error('our database did not open');
  return {
    mode: 'wal',
    insert() {
      const address = bench.stringToNewUTF8(TEXT);
      if (!bench._bench_insert(address)) throw new Error('an insert failed');
      bench._free(address);
    },
    count: () => bench._bench_count(),
    close() { bench._bench_close(); files.close(); },
  };
}

/** SQLite's own build, over its pool of access handles. */
async function sqliteWasm() {
  const directory = 'bench-sqlite-wasm';
  await emptyFolder(directory);
  const sqlite3 = await sqlite3InitModule();
  const pool = await sqlite3.installOpfsSAHPoolVfs({ directory: `/${directory}`, initialCapacity: 8, name: `pool-${Math.random()}` });
  const db = new pool.OpfsSAHPoolDb('/bench.db');
  for (const pragma of PRAGMAS) db.exec(pragma);
  const mode = db.selectValue('PRAGMA journal_mode');
  db.exec(SCHEMA);
  const statement = db.prepare(INSERT);
  return {
    mode,
    insert() { statement.bind(1, TEXT).stepReset(); },
    count: () => db.selectValue('SELECT count(*) FROM row'),
    async close() { statement.finalize(); db.close(); await pool.removeVfs(); },
  };
}

/** wa-sqlite over its pool of access handles, its synchronous build. */
async function waSqlite() {
  const directory = 'bench-wa-sqlite';
  await emptyFolder(directory);
  const sqlite3 = SQLite.Factory(await Factory());
  const vfs = new AccessHandlePoolVFS(`/${directory}`);
  await vfs.isReady;
  sqlite3.vfs_register(vfs, true);
  const db = await sqlite3.open_v2('bench.db');
  for (const pragma of PRAGMAS) await sqlite3.exec(db, pragma);
  let mode = '';
  await sqlite3.exec(db, 'PRAGMA journal_mode', ([value]) => { mode = value; });
  await sqlite3.exec(db, SCHEMA);
  const text = sqlite3.str_new(db, INSERT);
  const { stmt } = await sqlite3.prepare_v2(db, sqlite3.str_value(text));
  return {
    mode,
    async insert() {
      sqlite3.bind_text(stmt, 1, TEXT);
      await sqlite3.step(stmt);
      await sqlite3.reset(stmt);
    },
    async count() {
      let rows = 0;
      await sqlite3.exec(db, 'SELECT count(*) FROM row', ([value]) => { rows = value; });
      return rows;
    },
    async close() {
      await sqlite3.finalize(stmt);
      await sqlite3.close(db);
      await vfs.close();
    },
  };
}

/** What the browser and the disk allow at most: one block and one flush, nothing else. */
async function bare() {
  await emptyFolder('bench-bare');
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('bench-bare', { create: true });
  const handle = await (await folder.getFileHandle('file', { create: true })).createSyncAccessHandle();
  const block = new Uint8Array(4120).fill(1);
  let blocks = 0;
  return {
    mode: '-',
    insert() {
      handle.write(block, { at: (blocks % 1000) * block.length });
      handle.flush();
      blocks += 1;
    },
    count: () => blocks,
    close() { handle.close(); },
  };
}

const stacks = { bare, ours: () => ours(true), 'ours-plain': () => ours(false), 'sqlite-wasm': sqliteWasm, 'wa-sqlite': waSqlite };

async function measure(name, seconds) {
  const stack = await stacks[name]();
  const latencies = [];
  const end = performance.now() + 1000 * seconds;
  for (let now = performance.now(); now < end;) {
    const before = now;
    const pending = stack.insert();
    // Awaiting what is no promise would cost the synchronous ones a turn.
    if (pending) await pending;
    now = performance.now();
    latencies.push(now - before);
  }
  if (await stack.count() !== latencies.length) throw new Error(`${name} lost rows`);
  await stack.close();
  return { mode: stack.mode, latencies };
}

self.onmessage = async ({ data: { name, seconds } }) => {
  try {
    self.postMessage(await measure(name, seconds));
  } catch (error) {
    self.postMessage({ error: String(error?.stack ?? error) });
  }
};
