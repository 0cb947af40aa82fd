// The two other builds of SQLite for browsers, from the npm packages that set-up fetched.
export { default as sqlite3InitModule } from './npm/@sqlite.org/sqlite-wasm/dist/index.mjs';
export { default as Factory } from './npm/wa-sqlite/dist/wa-sqlite.mjs';
export { AccessHandlePoolVFS } from './npm/wa-sqlite/src/examples/AccessHandlePoolVFS.js';
export * as SQLite from './npm/wa-sqlite/src/sqlite-api.js';
