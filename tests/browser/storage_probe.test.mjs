// The storage in Chromium without the screens: what was acknowledged outlives reloads, killed workers, take-overs and
// a full disk; the key is kept and never replaced; nothing on the disk is plain text.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeProfile, startBrowser } from './page.mjs';
import { call, openProbe, settled, startProbe, waitFor } from './probe.mjs';

let origin, profile, browser, page;

before(async () => {
  origin = await startProbe();
  profile = makeProfile();
  browser = await startBrowser({ profile });
  page = browser.page;
  page.setDefaultTimeout(60_000);
});

after(async () => {
  await browser?.close();
  await origin?.stop();
  rmSync(profile, { recursive: true, force: true });
});

const open = (where = page) => openProbe(where, origin.address);
const storm = (prefix, padding = 100, where = page) => where.evaluate((rest) => { void window.probe.call('storm', ...rest).catch(() => {}); }, [prefix, padding]);
const acknowledged = (where = page) => where.evaluate(() => [...window.probe.acknowledged]);

async function untilAcknowledged(count, where = page) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if ((await acknowledged(where)).length >= count) return;
    await where.waitForTimeout(10);
  }
  assert.fail('the storm acknowledged nothing');
}

/** All of them are there, and nothing that nobody wrote; the operations they came from are whole. */
async function assertKept(expected, where = page) {
  const content = await call(where, 'content');
  const texts = content.notes.map((text) => text.replace(/:字*$/, ''));
  const found = new Set(texts);
  assert.equal(found.size, texts.length);
  assert.equal(content.chain_holds, true);
  assert.equal(content.operations, texts.length);
  assert.deepEqual(expected.filter((note) => !found.has(note)), []);
  for (const text of found) assert.match(text, /^[\w -]+(:\d+)?$/);
}

const kept = [];

test('a first start makes key and files, tests itself and is ready', async () => {
  const state = await open();
  assert.equal(state.phase, 'ready');
  assert.equal(state.self_test, 'passed');
  assert.ok(state.slots >= 8 && state.free_slots >= 3, JSON.stringify(state));
  assert.equal(await call(page, 'add', 'first'), '');
  kept.push('first');
  const { used_bytes: used, quota_bytes: quota } = await waitFor(page, 'figures', (now) => now.quota_bytes > 0);
  assert.ok(used < quota);
});

test('a later start is ready in a moment, self-test and look over the database included', async (context) => {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    assert.equal((await open()).phase, 'ready');
    times.push(await page.evaluate(() => window.probe.call('readyAfterMs')));
  }
  context.diagnostic(`ms from start() to ready: ${times.map(Math.round).join(', ')}`);
});

test('reloading in the middle of a write storm loses nothing that was acknowledged', async () => {
  for (let round = 0; round < 3; round += 1) {
    await storm(`reload${round}`);
    await untilAcknowledged(20);
    const heard = await acknowledged();
    kept.push(...heard);
    assert.equal((await open()).phase, 'ready');
    await assertKept(kept);
  }
});

test('a worker killed in the middle of a write storm loses nothing that was acknowledged', async () => {
  for (let round = 0; round < 3; round += 1) {
    await storm(`worker${round}`);
    await untilAcknowledged(20 * (round + 1));
    await page.evaluate(() => window.probe.killWorker());
    await call(page, 'start');
    assert.equal((await settled(page)).phase, 'ready');
    await assertKept(await acknowledged());
  }
  kept.push(...await acknowledged());
  await assertKept(kept);
});

test('two tabs pass the data to and fro in the middle of write storms', async () => {
  let [has, wants] = [page, await browser.context.newPage()];
  assert.equal((await open(wants)).phase, 'owned_elsewhere');
  const second = wants;
  for (let turn = 0; turn < 4; turn += 1) {
    const before = (await acknowledged(has)).length;
    await storm(`turn${turn}`, 100, has);
    await untilAcknowledged(before + 10, has);
    await call(wants, 'takeOver');
    assert.equal((await settled(wants)).phase, 'ready');
    assert.equal((await settled(has)).phase, 'released');
    kept.push(...(await acknowledged(has)).slice(before));
    await assertKept(kept, wants);
    [has, wants] = [wants, has];
  }
  assert.equal(has, page);
  await second.close();
});

test('a tab that hangs is told of, and trying again helps once it has gone', async () => {
  const hanging = page;
  await hanging.evaluate(() => { void window.probe.call('hang', 600_000); });
  const other = await browser.context.newPage();
  other.setDefaultTimeout(60_000);
  assert.equal((await open(other)).phase, 'owned_elsewhere');
  await call(other, 'takeOver');
  const state = await settled(other);
  assert.equal(state.phase, 'failed');
  assert.equal(state.error, 'storage.held_by_silent_tab');
  await hanging.evaluate(() => window.probe.killWorker());
  // The browser takes its time to end a worker that never listens; until then each attempt says so again.
  for (let attempts = 0, phase = 'failed'; phase !== 'ready'; attempts += 1) {
    assert.ok(attempts < 10, phase);
    await call(other, phase === 'failed' ? 'retry' : 'takeOver');
    ({ phase } = await settled(other));
  }
  await assertKept(kept, other);
  await other.close();
  assert.equal((await open()).phase, 'ready');
});

test('a page in the history holds nothing, so that the next one has the data, and gets them back', async () => {
  await call(page, 'suspend');
  assert.equal((await call(page, 'state')).phase, 'suspended');
  const other = await browser.context.newPage();
  assert.equal((await open(other)).phase, 'ready');
  await call(page, 'resume');
  assert.equal((await settled(page)).phase, 'owned_elsewhere');
  await other.close();
  await call(page, 'takeOver');
  assert.equal((await settled(page)).phase, 'ready');
  await assertKept(kept);
});

test('a full disk loses nothing, reading goes on, and writing once there is space', async () => {
  const cdp = await browser.context.newCDPSession(page);
  const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin: origin.address });
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: origin.address, quotaSize: Math.ceil(usage) + 400_000 });
  const before = (await acknowledged()).length;
  const { count, failure } = await call(page, 'storm', 'full', 3000);
  assert.equal(failure, 'store.disk_full');
  assert.ok(count > 0);
  assert.equal((await call(page, 'state')).low_space, true);
  kept.push(...(await acknowledged()).slice(before));
  await assertKept(kept);

  const state = await open();
  assert.equal(state.phase, 'ready', JSON.stringify(state));
  await assertKept(kept);
  

  await cdp.send('Storage.overrideQuotaForOrigin', { origin: origin.address });
  assert.equal(await call(page, 'add', 'space again'), '');
  assert.equal((await call(page, 'storm', 'grow', 3000, 200)).failure, '');
  kept.push(...(await acknowledged()));
  assert.equal((await call(page, 'state')).low_space, false);
  kept.push('space again');
  assert.equal((await open()).phase, 'ready');
  await assertKept(kept);
});

/** Every byte below a folder. */
function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield [entry.name, readFileSync(join(entry.parentPath ?? entry.path, entry.name))];
  }
}

test('key and notes survive the browser, and no note stands readable anywhere in its profile', async () => {
  assert.equal(await call(page, 'add', 'a note like no other 4711'), '');
  kept.push('a note like no other 4711');
  await browser.close();
  let bytes = 0;
  for (const [name, content] of filesIn(profile)) {
    for (const encoding of ['utf8', 'utf16le']) assert.ok(!content.includes(Buffer.from('like no other 4711', encoding)), name);
    bytes += content.length;
  }
  assert.ok(bytes > 1_000_000);
  for (const [name, content] of filesIn(join(profile, 'Default/File System'))) {
    assert.ok(!content.includes('SQLite format 3'), name);
    assert.ok(!content.includes('CREATE TABLE note'), name);
  }
  browser = await startBrowser({ profile });
  page = browser.page;
  page.setDefaultTimeout(60_000);
  assert.equal((await open()).phase, 'ready');
  await assertKept(kept);
});

/** Works on the key's record from the page; `use` gets the object store. */
const withKeys = (mode, use, ...rest) => page.evaluate(([how, source, values]) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('mingchou', 1);
  opening.onerror = reject;
  opening.onsuccess = () => {
    const database = opening.result;
    const transaction = database.transaction('keys', how);
    // The test's own words, in the test's own page.
    const request = window.keyWork[source](transaction.objectStore('keys'), ...values);
    transaction.oncomplete = () => { database.close(); resolve(request?.result === undefined ? null : true); };
    transaction.onerror = reject;
  };
}), [mode, use, rest]);

const prepareKeyWork = () => page.evaluate(() => {
  window.keyWork = {
    take(store) {
      const request = store.get('tablet');
      request.onsuccess = () => {
        window.takenKey = request.result;
        store.delete('tablet');
      };
      return request;
    },
    spoil(store) {
      const request = store.get('tablet');
      request.onsuccess = () => {
        window.takenKey = request.result;
        const wrapped = request.result.wrapped.slice();
        wrapped[3] ^= 1;
        store.put({ ...request.result, wrapped }, 'tablet');
      };
      return request;
    },
    giveBack(store) { return store.put(window.takenKey, 'tablet'); },
  };
});

test('with the key gone or spoiled the data are left alone, and open again when it is back', async () => {
  for (const [harm, code] of [['take', 'storage.key_missing'], ['spoil', 'storage.key_unusable']]) {
    await prepareKeyWork();
    assert.equal(await withKeys('readwrite', harm), true);
    await page.evaluate(() => window.probe.killWorker());
    await call(page, 'start');
    const state = await settled(page);
    assert.equal(state.phase, 'failed');
    assert.equal(state.error, code);
    await withKeys('readwrite', 'giveBack');
    await call(page, 'retry');
    assert.equal((await settled(page)).phase, 'ready');
    await assertKept(kept);
  }
});

test('the wrapping key cannot be exported', async () => {
  const extractable = await page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('mingchou', 1);
    opening.onsuccess = () => {
      const request = opening.result.transaction('keys').objectStore('keys').get('tablet');
      request.onsuccess = async () => {
        opening.result.close();
        const { wrapping } = request.result;
        const exported = await crypto.subtle.exportKey('raw', wrapping).then(() => true, () => false);
        resolve({ flag: wrapping.extractable, exported, length: request.result.wrapped.length });
      };
      request.onerror = reject;
    };
  }));
  // 32 bytes and the tag of AES-GCM.
  assert.deepEqual(extractable, { flag: false, exported: false, length: 48 });
});

test('what the browser decides about keeping the data is told', async () => {
  await call(page, 'askToPersist');
  const state = await waitFor(page, 'figures', (now) => now.quota_bytes > 0);
  assert.equal(typeof state.persistent, 'boolean');
});

test('no complaint of the browser', () => {
  assert.deepEqual(browser.complaints, []);
});
