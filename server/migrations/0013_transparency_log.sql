-- The transparency log: Merkle trees of canonical JSON in the forms of C2SP (server/transparency/log_store.h).
--
-- Tiles are rows here, and not files beside the database, on purpose: a leaf is appended in the same transaction as the
-- change that it tells of, so that neither the change, the leaf nor the signed checkpoint over it is ever there without
-- the other two, whenever the power goes. The triggers keep the log append-only, whatever a program does.
CREATE TABLE transparency_log (
  number INTEGER NOT NULL PRIMARY KEY CHECK (number >= 1),  -- rises when a restore lost leaves that were signed
  origin TEXT NOT NULL UNIQUE,                       -- <host>/mingchou/log/<number>; the key's name
  verifier_key TEXT NOT NULL,                        -- the vkey of keys/log.key under that name
  begun_at INTEGER NOT NULL,
  previous TEXT CHECK (previous <> ''),              -- the signed checkpoint of the log before it, as the first leaf
                                                     -- names it; none: nothing came before
  CHECK (origin LIKE '_%/mingchou/log/' || number)
) STRICT;

-- One row for a tile from its first hash until it is full; the narrower ones are its beginnings.
CREATE TABLE log_tile (
  log_number INTEGER NOT NULL REFERENCES transparency_log (number),
  path TEXT NOT NULL,                                -- of the full tile: "tile/0/x001/067", "tile/entries/x001/067"
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 256),
  bytes BLOB NOT NULL,
  PRIMARY KEY (log_number, path),
  CHECK (path LIKE 'tile/entries/%' OR length(bytes) = 32 * width)
) STRICT;

CREATE TABLE log_checkpoint (
  log_number INTEGER NOT NULL REFERENCES transparency_log (number),
  size INTEGER NOT NULL CHECK (size >= 1),
  signed_at INTEGER NOT NULL,
  note TEXT NOT NULL CHECK (note <> ''),             -- the signed note
  PRIMARY KEY (log_number, size)
) STRICT;

CREATE TRIGGER transparency_log_update BEFORE UPDATE ON transparency_log BEGIN
  SELECT raise(ABORT, 'a log keeps its origin');
END;
CREATE TRIGGER transparency_log_delete BEFORE DELETE ON transparency_log BEGIN
  SELECT raise(ABORT, 'a log is never deleted');
END;
-- INSERT OR REPLACE deletes without the triggers for that; so what is put in is always new.
CREATE TRIGGER transparency_log_insert BEFORE INSERT ON transparency_log
WHEN NEW.number <= (SELECT ifnull(max(number), 0) FROM transparency_log) BEGIN
  SELECT raise(ABORT, 'a log follows the last one');
END;

CREATE TRIGGER log_tile_insert BEFORE INSERT ON log_tile
WHEN NEW.log_number IS NOT (SELECT max(number) FROM transparency_log)
  OR EXISTS (SELECT 1 FROM log_tile WHERE log_number = NEW.log_number AND path = NEW.path) BEGIN
  SELECT raise(ABORT, 'only the last log grows, by new tiles');
END;
CREATE TRIGGER log_tile_update BEFORE UPDATE ON log_tile
WHEN OLD.width = 256 OR NEW.width <= OLD.width OR substr(NEW.bytes, 1, length(OLD.bytes)) IS NOT OLD.bytes
  OR NEW.log_number IS NOT OLD.log_number OR NEW.path IS NOT OLD.path
  OR NEW.log_number IS NOT (SELECT max(number) FROM transparency_log) BEGIN
  SELECT raise(ABORT, 'a tile only grows, until it is full');
END;
CREATE TRIGGER log_tile_delete BEFORE DELETE ON log_tile BEGIN
  SELECT raise(ABORT, 'a tile is never deleted');
END;

CREATE TRIGGER log_checkpoint_insert BEFORE INSERT ON log_checkpoint
WHEN NEW.log_number IS NOT (SELECT max(number) FROM transparency_log)
  OR NEW.size <= (SELECT ifnull(max(size), 0) FROM log_checkpoint WHERE log_number = NEW.log_number) BEGIN
  SELECT raise(ABORT, 'a checkpoint covers more leaves than the last one');
END;
CREATE TRIGGER log_checkpoint_update BEFORE UPDATE ON log_checkpoint BEGIN
  SELECT raise(ABORT, 'a signed checkpoint does not change');
END;
CREATE TRIGGER log_checkpoint_delete BEFORE DELETE ON log_checkpoint BEGIN
  SELECT raise(ABORT, 'a signed checkpoint is never deleted');
END;
