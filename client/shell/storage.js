// The storage of the device as the wasm module knows it: ownership, then files, then key. The module asks through
// client/web/storage_library.js; answers go to `answers`, never from within the request. Runs in the worker.
import { makeFiles, Abandoned, FilesBusy } from './storage_files.js';
import { createKey, readKey } from './storage_key.js';
import { makeOwner } from './storage_owner.js';

/** Places are the numbers of refusal_codes in client/web/browser_storage.cpp. */
const refusals = { notOffered: 0, silentTab: 1, filesBusy: 2, unreadable: 3, noSpace: 4, keyNotKept: 5 };
/** The numbers of KeyState. */
const keyStates = { present: 0, missing: 1, unusable: 2 };

const isOffered = () => self.isSecureContext && navigator.storage?.getDirectory && navigator.locks && self.indexedDB
  && self.FileSystemFileHandle && 'createSyncAccessHandle' in self.FileSystemFileHandle.prototype;

function refusalOfFiles(error) {
  if (error instanceof FilesBusy) return refusals.filesBusy;
  if (error.name === 'QuotaExceededError') return refusals.noSpace;
  // Private windows of some browsers refuse the folder itself.
  return error.name === 'SecurityError' ? refusals.notOffered : refusals.unreadable;
}

/**
 * @param {ReturnType<typeof answersOf>} answers
 * @param {() => void} askShellToPersist  Only a window may ask; measure() is called when it has.
 */
export function makeStorage(answers, askShellToPersist) {
  const none = [];
  /** One attempt, from open() to close(); what an older one still waits for is dropped. */
  let session = null;

  const refuse = (reason, error) => answers.refused(reason, `${error?.name ?? ''} ${error?.message ?? error ?? ''}`.trim());

  async function open(current, takeOver) {
    if (!isOffered()) return refuse(refusals.notOffered);
    const claimed = await current.owner.claim(takeOver);
    if (session !== current) return;
    if (claimed === 'elsewhere') return answers.ownedElsewhere();
    if (claimed === 'silent') return refuse(refusals.silentTab);
    try {
      await current.files.open();
    } catch (error) {
      if (session === current && !(error instanceof Abandoned)) refuse(refusalOfFiles(error), error);
      return;
    }
    let read;
    try {
      read = await readKey();
    } catch (error) {
      if (session === current) refuse(refusals.keyNotKept, error);
      return;
    }
    if (session === current) answers.opened(keyStates[read.state], read.key);
    read.key?.fill(0);
  }

  /** Runs what is asked of the open files; failures and answers count only while they are open. */
  function during(work, reason) {
    const current = session;
    if (!current) return;
    work(current).catch((error) => {
      if (session === current && !(error instanceof Abandoned)) refuse(reason(error), error);
    });
  }

  const storage = {
    /** What the module reads and writes. */
    get handles() { return session?.files.handles ?? none; },

    open(takeOver) {
      storage.close();
      const current = { files: makeFiles(), owner: null };
      current.owner = makeOwner(() => { if (session === current) answers.askedToRelease(); });
      session = current;
      // Not even its first steps may answer from within this call.
      Promise.resolve().then(() => open(current, takeOver)).catch((error) => {
        if (session === current) refuse(refusals.unreadable, error);
      });
    },
    /** Files first: whoever gets the ownership finds them closed. */
    close() {
      const last = session;
      session = null;
      last?.files.close();
      last?.owner.release();
    },
    createKey() {
      during(async (current) => {
        const key = await createKey();
        if (session === current) answers.keyCreated(key);
        key.fill(0);
      }, () => refusals.keyNotKept);
    },
    reopenSlot(slot) {
      during(async (current) => {
        await current.files.reopen(slot);
        if (session === current) answers.slotReopened();
      }, refusalOfFiles);
    },
    addSlots(count) {
      // Without space the pool goes on with the slots that it has.
      session?.files.add(count).catch(() => {});
    },
    async measure() {
      try {
        const [{ usage = 0, quota = 0 }, persistent] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
        answers.measured(usage, quota, persistent);
      } catch { /* a browser that does not say */ }
    },
    askToPersist: () => askShellToPersist(),
  };
  return storage;
}

/**
 * The module's exports as answers. `woken` is called after each, since something may have to be drawn.
 * @param {() => object} module  The module's instance; there before the first request.
 */
export function answersOf(module, woken) {
  function withBytes(bytes, call) {
    const app = module();
    const address = app._malloc(bytes.length);
    app.HEAPU8.set(bytes, address);
    try {
      call(address);
    } finally {
      app.HEAPU8.fill(0, address, address + bytes.length);
      app._free(address);
    }
  }
  const calls = {
    opened(keyState, key) { withBytes(key ?? new Uint8Array(1), (address) => module()._app_storage_opened(keyState, address)); },
    ownedElsewhere() { module()._app_storage_owned_elsewhere(); },
    refused(reason, detail) {
      withBytes(new TextEncoder().encode(`${detail}\0`), (address) => module()._app_storage_refused(reason, address));
    },
    askedToRelease() { module()._app_storage_asked_to_release(); },
    keyCreated(key) { withBytes(key, (address) => module()._app_storage_key_created(address)); },
    slotReopened() { module()._app_storage_slot_reopened(); },
    measured(used, quota, persistent) { module()._app_storage_measured(used, quota, persistent ? 1 : 0); },
  };
  return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, (...rest) => {
    call(...rest);
    woken();
  }]));
}
