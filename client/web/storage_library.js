// What the storage imports from JavaScript: calls on open files, and requests that are answered later. Linked by
// --js-library. The object `storage` comes from client/shell/storage.js.
addToLibrary({
  // -1: the file failed, or is closed; -2: no space.
  $opfsFault: function (error) {
    return error && error.name === 'QuotaExceededError' ? -2 : -1;
  },

  opfs_slot_count: function () {
    return Module['storage'].handles.length;
  },
  opfs_read__deps: ['$opfsFault'],
  opfs_read: function (slot, offset, into, bytes) {
    try {
      return Module['storage'].handles[slot].read(HEAPU8.subarray(into, into + bytes), { at: offset });
    } catch (error) {
      return opfsFault(error);
    }
  },
  opfs_write__deps: ['$opfsFault'],
  opfs_write: function (slot, offset, from, bytes) {
    try {
      return Module['storage'].handles[slot].write(HEAPU8.subarray(from, from + bytes), { at: offset });
    } catch (error) {
      return opfsFault(error);
    }
  },
  opfs_truncate__deps: ['$opfsFault'],
  opfs_truncate: function (slot, size) {
    try {
      Module['storage'].handles[slot].truncate(size);
      return 0;
    } catch (error) {
      return opfsFault(error);
    }
  },
  opfs_sync__deps: ['$opfsFault'],
  opfs_sync: function (slot) {
    try {
      Module['storage'].handles[slot].flush();
      return 0;
    } catch (error) {
      return opfsFault(error);
    }
  },
  opfs_size__deps: ['$opfsFault'],
  opfs_size: function (slot) {
    try {
      return Module['storage'].handles[slot].getSize();
    } catch (error) {
      return opfsFault(error);
    }
  },

  storage_open: function (take_over) {
    Module['storage'].open(take_over === 1);
  },
  storage_close: function () {
    Module['storage'].close();
  },
  storage_create_key: function () {
    Module['storage'].createKey();
  },
  storage_reopen_slot: function (slot) {
    Module['storage'].reopenSlot(slot);
  },
  storage_add_slots: function (count) {
    Module['storage'].addSlots(count);
  },
  storage_measure: function () {
    Module['storage'].measure();
  },
  storage_ask_to_persist: function () {
    Module['storage'].askToPersist();
  },
});
