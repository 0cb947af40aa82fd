-- The tablet itself, what its person set, and the notes.

-- One row, made when the database is made.
CREATE TABLE tablet (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  device BLOB NOT NULL CHECK (length(device) = 16),  -- UUIDv7
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  created_at INTEGER NOT NULL
) STRICT;

-- Language, theme, text size and the like. Nothing secret.
CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Notes as they stand: a projection of the operations on entity 'note', which can be made anew from them at any time
-- (Notes::rebuild). Earlier wordings and withdrawn ones stay readable in `op`.
-- There is no foreign key to the register: notes outlive the targets that they are about.
CREATE TABLE note (
  position INTEGER NOT NULL PRIMARY KEY,             -- order in which they were made
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  target_id BLOB NOT NULL CHECK (length(target_id) = 16),
  target_name TEXT NOT NULL,                         -- when the note was made
  text TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),   -- 1 as added, one more for each change
  author TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  withdrawn_reason TEXT,                             -- set: withdrawn
  last_op BLOB NOT NULL REFERENCES op (op_id)
) STRICT;

CREATE INDEX note_of_target ON note (target_id, position);

-- What is being typed and not saved as a note yet; overwritten at each pause, gone when the note is saved.
CREATE TABLE draft (
  target_id BLOB NOT NULL CHECK (length(target_id) = 16),
  note_id BLOB NOT NULL CHECK (length(note_id) IN (0, 16)),  -- the note that is being mended; empty: a new one
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (target_id, note_id)
) STRICT, WITHOUT ROWID;
