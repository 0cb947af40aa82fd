// Further bundles of the client for tests of updates: the one that was built, with a changed shell.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { root, web } from './page.mjs';

const built = readFileSync(join(dirname(web), 'bundle_arguments.txt'), 'utf8').trim().split('\n');

/**
 * Makes a bundle whose shell is changed by `change(edit)`, where edit(file, before => after) rewrites one file.
 * @returns {{folder: string, id: string, version: string, files: object[], remove: () => void}}
 */
export function makeBundle(change) {
  const folder = mkdtempSync(join(tmpdir(), 'mingchou-bundle-'));
  const [shell, output] = [join(folder, 'shell'), join(folder, 'dist')];
  const values = new Map();
  for (let i = 0; i < built.length; i += 2) values.set(built[i], built[i + 1]);
  cpSync(values.get('--shell'), shell, { recursive: true });
  // What did not change is not compressed again.
  cpSync(web, output, { recursive: true });
  change((file, edit) => {
    const path = join(shell, file);
    const before = readFileSync(path, 'utf8');
    const after = edit(before);
    if (after === before) throw new Error(`${file} is as it was`);
    writeFileSync(path, after);
  });
  values.set('--shell', shell).set('--output', output);
  execFileSync('node', [join(root, 'tools/bundle_client.mjs'), ...[...values].flat()], { stdio: ['ignore', 'ignore', 'inherit'] });
  const manifest = JSON.parse(readFileSync(join(output, 'bundle.json'), 'utf8'));
  return { ...manifest, folder: output, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The bundle that was built. */
export const builtBundle = () => ({ ...JSON.parse(readFileSync(join(web, 'bundle.json'), 'utf8')), folder: web });
