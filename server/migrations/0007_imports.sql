-- Imports of departments' files into a register. The file itself is a blob (server/data/blobs.h); its rows as read and
-- checked stand in a scratch database of their own below imports/, which can be made anew from the file, the mapping
-- and the mends, so only these are kept here.
CREATE TABLE import_session (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  register TEXT NOT NULL CHECK (register IN ('targets', 'inspectors')),
  department_id BLOB NOT NULL REFERENCES department (id),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  file_hash TEXT NOT NULL CHECK (length(file_hash) = 64),
  file_bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('reading', 'ready', 'failed', 'cancelled', 'applying', 'applied', 'undoing', 'undone', 'discarded')),
  sheets TEXT NOT NULL,                              -- JSON: names of the sheets
  mapping TEXT NOT NULL,                             -- JSON: server/imports/mapping_json.h
  counts TEXT NOT NULL,                              -- JSON: rows by what became of them
  error TEXT NOT NULL,                               -- JSON: why it failed, or why the last step did not happen; ''
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX import_session_list ON import_session (department_id, id);
CREATE INDEX import_session_state ON import_session (state);

-- What a person typed over a cell of the file.
CREATE TABLE import_mend (
  session_id BLOB NOT NULL REFERENCES import_session (id),
  row INTEGER NOT NULL,                              -- as in the file, from 1
  column INTEGER NOT NULL,                           -- from 0
  value TEXT NOT NULL,
  PRIMARY KEY (session_id, row, column)
) STRICT, WITHOUT ROWID;

-- What an import has made: for undoing it as a whole.
CREATE TABLE import_entry (
  session_id BLOB NOT NULL REFERENCES import_session (id),
  row INTEGER NOT NULL,
  entity_id BLOB NOT NULL CHECK (length(entity_id) = 16),
  revision INTEGER NOT NULL,                         -- that the import made; a later one is somebody's change
  PRIMARY KEY (session_id, row)
) STRICT, WITHOUT ROWID;

-- Mappings kept for files that look the same.
CREATE TABLE import_template (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  department_id BLOB NOT NULL REFERENCES department (id),
  register TEXT NOT NULL CHECK (register IN ('targets', 'inspectors')),
  name TEXT NOT NULL CHECK (name <> ''),
  mapping TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX import_template_name ON import_template (department_id, register, name);
