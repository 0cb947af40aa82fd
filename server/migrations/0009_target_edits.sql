-- One change made to many targets at once (批量修改): what was changed, and of each target what the field was before, so
-- that the whole can be taken back while nobody has changed them since. The states themselves stand in target_revision,
-- as after any other change.
CREATE TABLE target_bulk_edit (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  -- Whose targets they are; none: of several departments.
  department_id BLOB REFERENCES department (id),
  change TEXT NOT NULL,                              -- JSON, as it was asked for
  reason TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  undone_at INTEGER,
  undone_by TEXT
) STRICT;

CREATE TABLE target_bulk_edit_row (
  edit_id BLOB NOT NULL REFERENCES target_bulk_edit (id),
  target_id BLOB NOT NULL REFERENCES target (id),
  revision INTEGER NOT NULL,                         -- that the edit made
  before TEXT NOT NULL,                              -- JSON of the fields that it changed
  PRIMARY KEY (edit_id, target_id)
) STRICT, WITHOUT ROWID;

-- Licences in the order of their last days, walked a page at a time.
DROP INDEX target_licence_expiry;
CREATE INDEX target_licence_expiry ON target_licence (expires_on, id) WHERE expires_on IS NOT NULL;
