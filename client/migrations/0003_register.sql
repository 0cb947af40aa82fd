-- The target register as downloaded from the server: a copy that nobody edits here.
--
-- A download is one generation. It arrives beside the current one and takes its place in one transaction when it is
-- whole; the old one is then removed in steps. So at any moment there is a whole register or none, and a download goes
-- on where it was interrupted. Rows have the generation first in their keys for that.
--
-- Parts are named by the hash of their content. One that the current generation holds, or one that was overtaken by a
-- newer snapshot while it arrived, is copied from there instead of fetched again.

CREATE TABLE register_generation (
  generation INTEGER NOT NULL PRIMARY KEY CHECK (generation >= 1),
  state TEXT NOT NULL CHECK (state IN ('arriving', 'overtaken', 'current', 'leaving')),
  snapshot TEXT NOT NULL CHECK (length(snapshot) = 64),
  made_at INTEGER NOT NULL,                          -- by the server
  installed_at INTEGER,                              -- when it became current here
  target_count INTEGER NOT NULL,                     -- as the manifest says
  targets_written INTEGER NOT NULL,                  -- rows of register_target, so that nobody has to count them
  bytes INTEGER NOT NULL,                            -- on the network
  raw_bytes INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX register_one_arriving ON register_generation (state) WHERE state = 'arriving';
CREATE UNIQUE INDEX register_one_current ON register_generation (state) WHERE state = 'current';

-- The parts of a generation. `rows_written` lines of each stand in the tables below; `target_count` of them are targets,
-- with ids that rise from `first_id` to `last_id`.
CREATE TABLE register_part (
  generation INTEGER NOT NULL REFERENCES register_generation (generation),
  part INTEGER NOT NULL CHECK (part >= 0),
  row_count INTEGER NOT NULL CHECK (row_count >= 0),
  bytes INTEGER NOT NULL,
  raw_bytes INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  rows_written INTEGER NOT NULL CHECK (rows_written BETWEEN 0 AND row_count),
  target_count INTEGER NOT NULL CHECK (target_count BETWEEN 0 AND rows_written),
  first_id BLOB,
  last_id BLOB,
  PRIMARY KEY (generation, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX register_part_by_content ON register_part (sha256);

CREATE TABLE register_department (
  generation INTEGER NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  position INTEGER NOT NULL,                         -- in the server's order
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (generation, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE register_tag (
  generation INTEGER NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (generation, id)
) STRICT, WITHOUT ROWID;

-- Fields as in server/migrations/0002_registers.sql, without what is internal. Enumerations are kept as the server
-- wrote them, also those that this program does not know. The snapshot comes in the order of ids, so rows are always
-- added at the end of this tree.
CREATE TABLE register_target (
  generation INTEGER NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  credit_code TEXT,
  registration_number TEXT,
  holder_id BLOB,
  form TEXT,
  established_on TEXT,
  registration_authority TEXT,
  status TEXT NOT NULL,
  legal_person TEXT,
  township_code TEXT NOT NULL,
  address TEXT,
  contact_name TEXT,
  contact_phone TEXT,
  industry_code TEXT,
  responsible_department_id BLOB NOT NULL,
  station TEXT,
  area TEXT,
  last_checked_on TEXT,
  revision INTEGER NOT NULL,
  tags BLOB NOT NULL,                                -- ids of 16 bytes, one behind the other
  licences TEXT NOT NULL,                            -- JSON: [{id, name, number, authority, issued_on, expires_on}]
  PRIMARY KEY (generation, id)
) STRICT, WITHOUT ROWID;
