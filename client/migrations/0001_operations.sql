-- What people did on this tablet, for good: every change is one row of `op`, written in the same transaction as the
-- local state that it changes (shared/sync/operation.h has the form and the hash).
--
-- * Rows are never deleted and only their `state` changes; the triggers hold that against slips of the program.
-- * `dev_seq` counts 1, 2, 3 … within (device, epoch), and `prev_hash` is the hash of the row before: a gap or a changed
--   row is found by OperationLog::verify(), and the server sees a restored or cloned tablet as a fork.
-- * Rows of other devices may stand here too (pulled from the server), each in a chain of its own.
-- Instants are UTC milliseconds, ids 16-byte BLOBs, hashes 32-byte BLOBs.

CREATE TABLE op (
  op_id BLOB NOT NULL PRIMARY KEY CHECK (length(op_id) = 16),
  device BLOB NOT NULL CHECK (length(device) = 16),
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  dev_seq INTEGER NOT NULL CHECK (dev_seq >= 1),
  user TEXT NOT NULL,
  entity TEXT NOT NULL CHECK (entity <> ''),
  entity_id BLOB NOT NULL CHECK (length(entity_id) = 16),
  kind TEXT NOT NULL CHECK (kind <> ''),
  base_rev INTEGER NOT NULL CHECK (base_rev >= 0),
  patch TEXT NOT NULL,                               -- canonical JSON of an object
  at INTEGER NOT NULL,                               -- by the tablet's clock
  clock_offset INTEGER,                              -- server's clock minus the tablet's; NULL: never measured
  prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  -- A partition: every operation is in exactly one of these.
  state TEXT NOT NULL CHECK (state IN ('saved', 'sent', 'accepted', 'safe', 'rejected', 'conflict', 'quarantined')),
  UNIQUE (device, epoch, dev_seq)
) STRICT;

CREATE INDEX op_of_entity ON op (entity, entity_id);
-- What is still on its way is a handful among years of operations that are safe.
CREATE INDEX op_by_state ON op (state, device, epoch, dev_seq);

CREATE TRIGGER op_never_changes
BEFORE UPDATE OF op_id, device, epoch, dev_seq, user, entity, entity_id, kind, base_rev, patch, at, clock_offset,
                 prev_hash, hash ON op
BEGIN
  SELECT RAISE(ABORT, 'an operation never changes');
END;

CREATE TRIGGER op_never_goes BEFORE DELETE ON op
BEGIN
  SELECT RAISE(ABORT, 'an operation never goes');
END;
