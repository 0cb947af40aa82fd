// The files of the storage: OPFS, folder mingchou/slots, opened once and held open. The wasm module reads and writes
// through `handles`; what stands in the files is its own business (shared/store/block_pool.cpp). Runs in the worker.

const FOLDER = ['mingchou', 'slots'];
const NAME = /^slot-(\d{3})$/;
const FIRST_SLOTS = 8;
/** limits::block_slots_max */
const SLOTS_MAX = 256;
/** A page that was reloaded meets the old page's files, open for a moment still. */
const BUSY_MS_MAX = 10_000;
/** What browsers say of a file that is open elsewhere; the second is WebKit's older word for it. */
const BUSY = new Set(['NoModificationAllowedError', 'InvalidStateError']);
const WAIT_MS_FIRST = 10;
const WAIT_MS_MAX = 500;

export class FilesBusy extends Error {}
/** Nobody wants the files any more. */
export class Abandoned extends Error {}

const nameOf = (number) => `slot-${String(number).padStart(3, '0')}`;

export function makeFiles() {
  /** By slot. @type {FileSystemSyncAccessHandle[]} */
  const handles = [];
  /** @type {FileSystemFileHandle[]} */
  const files = [];
  let folder = null;
  let nextNumber = 0;
  let closed = false;
  let adding = false;

  /** Tries until the file is free, but not for ever. */
  async function openOne(file, deadline) {
    for (let waitMs = WAIT_MS_FIRST; ; waitMs = Math.min(2 * waitMs, WAIT_MS_MAX)) {
      if (closed) throw new Abandoned();
      try {
        const handle = await file.createSyncAccessHandle();
        if (!closed) return handle;
        handle.close();
        throw new Abandoned();
      } catch (error) {
        if (!BUSY.has(error.name)) throw error;
        if (performance.now() > deadline) throw new FilesBusy(error.message);
      }
      await new Promise((resolve) => { setTimeout(resolve, waitMs); });
    }
  }

  async function openListed(deadline) {
    const found = [];
    for await (const [name, file] of folder.entries()) if (file.kind === 'file' && NAME.test(name)) found.push([name, file]);
    found.sort(([a], [b]) => (a < b ? -1 : 1));
    // All at once: each is a round trip to the browser's process.
    const opened = await Promise.allSettled(found.map(([, file]) => openOne(file, deadline)));
    const failed = opened.find(({ status }) => status === 'rejected');
    if (failed || closed) {
      for (const { value } of opened) value?.close();
      throw failed?.reason ?? new Abandoned();
    }
    found.forEach(([name, file], slot) => {
      files.push(file);
      handles.push(opened[slot].value);
      nextNumber = Number(name.match(NAME)[1]) + 1;
    });
  }

  async function create(count, deadline) {
    for (; count > 0 && nextNumber < SLOTS_MAX; count -= 1) {
      const file = await folder.getFileHandle(nameOf(nextNumber), { create: true });
      const handle = await openOne(file, deadline);
      nextNumber += 1;
      files.push(file);
      // Last: from here on the module sees it.
      handles.push(handle);
    }
  }

  return {
    handles,
    async open() {
      const deadline = performance.now() + BUSY_MS_MAX;
      folder = await navigator.storage.getDirectory();
      for (const name of FOLDER) folder = await folder.getDirectoryHandle(name, { create: true });
      await openListed(deadline);
      await create(FIRST_SLOTS - handles.length, deadline);
    },
    async reopen(slot) {
      handles[slot].close();
      handles[slot] = await openOne(files[slot], performance.now() + BUSY_MS_MAX);
    },
    async add(count) {
      if (adding) return;
      adding = true;
      try {
        await create(count, performance.now() + BUSY_MS_MAX);
      } finally {
        adding = false;
      }
    },
    /** At once, and for good. */
    close() {
      closed = true;
      for (const handle of handles.splice(0)) handle.close();
    },
  };
}
