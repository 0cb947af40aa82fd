// Kills a whole browser as a power switch would: SIGKILL for all its processes at once.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const WAIT_MS = 60_000;

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Ids of the processes of a group that still run. */
function processesOf(group) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((name) => {
    try {
      // After the name in parentheses: state, parent, group.
      const [state, , ofGroup] = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return state !== 'Z' && Number(ofGroup) === group;
    } catch {
      return false;
    }
  });
}

/** The browser over this profile, with all its processes: it leads a group of its own, and its profile's lock names it. */
export async function killBrowser(profile, lock = 'SingletonLock') {
  const leader = Number(readlinkSync(join(profile, lock)).match(/[-+](\d+)$/)[1]);
  assert.ok(leader > 1 && processesOf(leader).length > 3, `not a browser's group: ${leader}`);
  process.kill(-leader, 'SIGKILL');
  for (const end = Date.now() + WAIT_MS; processesOf(leader).length > 0; await pause(5)) {
    assert.ok(Date.now() < end, 'the processes did not end');
  }
}
