-- Several people may use one tablet: what one of them is typing is theirs.
CREATE TABLE draft_of_user (
  user TEXT NOT NULL,                                -- as in `op`; '' before there were accounts
  target_id BLOB NOT NULL CHECK (length(target_id) = 16),
  note_id BLOB NOT NULL CHECK (length(note_id) IN (0, 16)),
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (target_id, note_id, user)
) STRICT, WITHOUT ROWID;
INSERT INTO draft_of_user (user, target_id, note_id, text, changed_at)
  SELECT '', target_id, note_id, text, changed_at FROM draft;
DROP TABLE draft;
ALTER TABLE draft_of_user RENAME TO draft;
