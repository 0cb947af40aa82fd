#!/usr/bin/env node
// Makes the folder of a page beside the app, such as /verify: its files as bundle_files.mjs names and compresses them.
//
// usage: bundle_page.mjs --output DIR FILE...
//
// Pages keep their names, index.html among them; bundle.json lists all with their sizes, for tests.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { nameFiles, writeFiles } from './bundle_files.mjs';

const { values: options, positionals } = parseArgs({ options: { output: { type: 'string' } }, allowPositionals: true });
const inputs = new Map(positionals.map((file) => [basename(file), readFileSync(file)]));
const files = writeFiles(options.output, nameFiles(inputs, new Set([...inputs.keys()].filter((name) => name.endsWith('.html')))));
const sum = (key) => files.reduce((total, file) => total + (file[key] ?? file.bytes), 0);
writeFileSync(join(options.output, 'bundle.json'), `${JSON.stringify({ files, bytes: sum('bytes'), br_bytes: sum('br_bytes') }, null, 2)}\n`);
console.log(`${basename(options.output)}: ${(sum('br_bytes') / 1024).toFixed(0)} KiB by Brotli`);
