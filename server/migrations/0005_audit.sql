-- The audit trail: who did what and when, with the state before and after. Append-only, each row chained to the one
-- before it by SHA-256 (server/audit/trail.h says over which bytes), so that a row that somebody changed, removed or
-- put in is found by `mingchou check`. Rows cut off at the end are found only by whoever noted the head that it
-- prints.
CREATE TABLE audit_entry (
  sequence INTEGER NOT NULL PRIMARY KEY,             -- 1, 2, 3, … without a gap
  at INTEGER NOT NULL,
  actor_id BLOB REFERENCES app_user (id),            -- none: the program itself, its command line, or nobody signed in
  actor_login TEXT NOT NULL,                         -- "(program)" and the like where there is no user
  actor_role TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action <> ''),         -- "user.create"
  entity TEXT NOT NULL,                              -- "user"
  entity_id BLOB CHECK (length(entity_id) = 16),
  department_id BLOB REFERENCES department (id),     -- whose internal matter it is; none: the county's
  request TEXT NOT NULL,                             -- the request's id in the log
  address TEXT NOT NULL,                             -- the peer; "" for none
  before TEXT,                                       -- canonical JSON, never with a secret in it
  after TEXT,
  previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX audit_entry_of_department ON audit_entry (department_id, sequence);
CREATE INDEX audit_entry_of_actor ON audit_entry (actor_id, sequence);
CREATE INDEX audit_entry_of_entity ON audit_entry (entity_id, sequence);
CREATE INDEX audit_entry_of_action ON audit_entry (action, sequence);
CREATE INDEX audit_entry_by_time ON audit_entry (at, sequence);

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;
-- INSERT OR REPLACE deletes without the trigger above; a row is therefore only ever put behind the last one.
CREATE TRIGGER audit_entry_in_order BEFORE INSERT ON audit_entry
WHEN NEW.sequence IS NOT (SELECT ifnull(max(sequence), 0) + 1 FROM audit_entry)
  OR NEW.previous_hash IS NOT ifnull((SELECT hash FROM audit_entry ORDER BY sequence DESC LIMIT 1), zeroblob(32))
BEGIN
  SELECT raise(ABORT, 'an audit entry goes behind the last one');
END;
