// The whole browser is killed with SIGKILL in the middle of a write storm, again and again over one profile; every
// note that was acknowledged before must be there afterwards, whole and once, and so must the text that was being typed.
//
// This proves the death of processes only: the system keeps its page cache when a process dies, so nothing here says
// whether a flush reached the disk. That the storage flushes before it acknowledges, at every place where power can
// fail, is proved on the simulated disk (tests/client/storage_fault_test.cpp).
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { killBrowser } from './kill.mjs';
import { makeProfile, startBrowser } from './page.mjs';
import { call, openProbe, startProbe } from './probe.mjs';

const KILLS = process.env.MINGCHOU_LONG ? 300 : 30;
const WAIT_MS = 60_000;
/** Kills come at any moment of a storm's first half second: in commits, in checkpoints, in between. */
const STORM_MS_MAX = 500;

let origin, profile;

before(async () => {
  origin = await startProbe();
  profile = makeProfile();
});

after(async () => {
  await origin?.stop();
  rmSync(profile, { recursive: true, force: true });
});

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

async function until(what, isSo) {
  for (const end = Date.now() + WAIT_MS; !isSo(); await pause(5)) assert.ok(Date.now() < end, `waited in vain: ${what}`);
}

/** Starts over the profile and gives the page, ready, with everything that it now tells. */
async function start() {
  const { page, context } = await startBrowser({ profile });
  page.setDefaultTimeout(WAIT_MS);
  const heard = { acknowledged: [], typed: '' };
  await context.exposeFunction('acknowledge', (note) => { heard.acknowledged.push(note); });
  await context.exposeFunction('acknowledgeDraft', (note) => { heard.typed = note; });
  const state = await openProbe(page, origin.address);
  assert.equal(state.phase, 'ready', JSON.stringify(state));
  assert.equal(state.self_test, 'passed');
  return { page, context, heard };
}

function assertKept({ notes, draft, chain_holds: chainHolds, operations }, expected, typed, round) {
  const found = new Set();
  const nameIn = (text) => {
    assert.match(text, /^kill\d+:\d+:字{200}$/, `round ${round}: a text is not as it was written`);
    return text.slice(0, text.lastIndexOf(':'));
  };
  for (const text of notes) found.add(nameIn(text));
  assert.equal(found.size, notes.length, `round ${round}: a note is there twice`);
  assert.ok(chainHolds && operations === notes.length, `round ${round}: the operations are not whole`);
  assert.ok(found.has(typed) || (draft && numberOf(nameIn(draft)) >= numberOf(typed)), `round ${round}: the draft ${typed} is lost`);
  const lost = expected.filter((note) => !found.has(note));
  assert.deepEqual(lost, [], `round ${round}: ${lost.length} of ${expected.length} acknowledged notes are lost`);
}

const numberOf = (name) => Number(name.split(':')[1]);

test(`${KILLS} kills of the browser in the middle of write storms lose no acknowledged note`, async (context) => {
  const expected = [];
  let running = await start();
  for (let round = 0; round < KILLS; round += 1) {
    const { page, heard } = running;
    await page.evaluate((prefix) => { void window.probe.call('storm', prefix, 200).catch(() => {}); }, `kill${round}`);
    await until('the storm', () => heard.acknowledged.length > 0);
    await pause(Math.random() * STORM_MS_MAX);
    await killBrowser(profile);
    expected.push(...heard.acknowledged);
    running = await start();
    assertKept(await call(running.page, 'content'), expected, heard.typed, round);
  }
  context.diagnostic(`${KILLS} kills, ${expected.length} notes acknowledged, 0 lost`);
  await running.context.close();
});
