-- What the provincial platform answered about an entry that it was sent (平台回执): the last answer only, earlier ones
-- stand in the revisions. NULL while there is none.
ALTER TABLE target ADD COLUMN receipt_result TEXT CHECK (receipt_result IN ('accepted', 'refused'));
ALTER TABLE target ADD COLUMN receipt_message TEXT;
ALTER TABLE target ADD COLUMN receipt_on TEXT;
ALTER TABLE inspector ADD COLUMN receipt_result TEXT CHECK (receipt_result IN ('accepted', 'refused'));
ALTER TABLE inspector ADD COLUMN receipt_message TEXT;
ALTER TABLE inspector ADD COLUMN receipt_on TEXT;
ALTER TABLE expert ADD COLUMN receipt_result TEXT CHECK (receipt_result IN ('accepted', 'refused'));
ALTER TABLE expert ADD COLUMN receipt_message TEXT;
ALTER TABLE expert ADD COLUMN receipt_on TEXT;

-- How many were refused is asked at every look at the home screen.
CREATE INDEX target_refused ON target (responsible_department_id) WHERE valid_to IS NULL AND receipt_result = 'refused';

-- Experts are brought as files, too: the list of registers was part of two tables, which are made anew. Those that
-- refer to sessions go first and come back, so that no reference is ever broken.
CREATE TABLE import_session_made_anew (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  register TEXT NOT NULL CHECK (register IN ('targets', 'inspectors', 'experts')),
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
INSERT INTO import_session_made_anew (id, register, department_id, file_name, file_hash, file_bytes, state, sheets,
    mapping, counts, error, created_at, created_by, changed_at)
  SELECT id, register, department_id, file_name, file_hash, file_bytes, state, sheets,
    mapping, counts, error, created_at, created_by, changed_at FROM import_session;

CREATE TABLE import_mend_made_anew (
  session_id BLOB NOT NULL REFERENCES import_session_made_anew (id),
  row INTEGER NOT NULL,                              -- as in the file, from 1
  column INTEGER NOT NULL,                           -- from 0
  value TEXT NOT NULL,
  PRIMARY KEY (session_id, row, column)
) STRICT, WITHOUT ROWID;
INSERT INTO import_mend_made_anew (session_id, row, column, value)
  SELECT session_id, row, column, value FROM import_mend;

CREATE TABLE import_entry_made_anew (
  session_id BLOB NOT NULL REFERENCES import_session_made_anew (id),
  row INTEGER NOT NULL,
  entity_id BLOB NOT NULL CHECK (length(entity_id) = 16),
  revision INTEGER NOT NULL,                         -- that the import made; a later one is somebody's change
  PRIMARY KEY (session_id, row)
) STRICT, WITHOUT ROWID;
INSERT INTO import_entry_made_anew (session_id, row, entity_id, revision)
  SELECT session_id, row, entity_id, revision FROM import_entry;

DROP TABLE import_mend;
DROP TABLE import_entry;
DROP TABLE import_session;
-- Renaming takes the references along.
ALTER TABLE import_session_made_anew RENAME TO import_session;
ALTER TABLE import_mend_made_anew RENAME TO import_mend;
ALTER TABLE import_entry_made_anew RENAME TO import_entry;
CREATE INDEX import_session_list ON import_session (department_id, id);
CREATE INDEX import_session_state ON import_session (state);

CREATE TABLE import_template_made_anew (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  department_id BLOB NOT NULL REFERENCES department (id),
  register TEXT NOT NULL CHECK (register IN ('targets', 'inspectors', 'experts')),
  name TEXT NOT NULL CHECK (name <> ''),
  mapping TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
INSERT INTO import_template_made_anew (id, department_id, register, name, mapping, created_at, created_by)
  SELECT id, department_id, register, name, mapping, created_at, created_by FROM import_template;
DROP TABLE import_template;
ALTER TABLE import_template_made_anew RENAME TO import_template;
CREATE UNIQUE INDEX import_template_name ON import_template (department_id, register, name);
