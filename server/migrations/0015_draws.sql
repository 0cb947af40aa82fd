-- Draws that are held for tasks (shared/ceremony/entities.h), what the transparency log was told of each, and the checks
-- that follow. `stage` is what the other columns say; it stands here for looking up.
CREATE TABLE draw (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  task_id BLOB NOT NULL REFERENCES task (id),
  round INTEGER NOT NULL CHECK (round >= 1),
  replaces_id BLOB REFERENCES draw (id),             -- the void draw of the round before
  suite TEXT NOT NULL CHECK (suite IN ('sha256', 'sm3')),
  deadline_s INTEGER NOT NULL CHECK (deadline_s >= 1),
  stage TEXT NOT NULL CHECK (stage IN ('inviting', 'consenting', 'revealing', 'settling', 'drawn', 'voided')),
  -- Files below blobs/: the two rosters with their key, and which entries of the registers their ids mean.
  roster_hash TEXT NOT NULL CHECK (length(roster_hash) = 64),
  ids_hash TEXT NOT NULL CHECK (length(ids_hash) = 64),
  target_count INTEGER NOT NULL,
  target_root BLOB NOT NULL CHECK (length(target_root) = 32),
  inspector_count INTEGER NOT NULL,
  inspector_root BLOB NOT NULL CHECK (length(inspector_root) = 32),
  plan TEXT,                                         -- canonical JSON, as it stands in the log
  plan_at_s INTEGER,                                 -- Unix seconds, of its leaf
  result TEXT,                                       -- canonical JSON
  result_hash BLOB CHECK (length(result_hash) = 32),
  result_at_s INTEGER,
  leaf_nonce BLOB CHECK (length(leaf_nonce) = 32),   -- conceals the result in its leaf
  void_reason TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL CHECK (revision >= 1),
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  CHECK ((round = 1) = (replaces_id IS NULL)),
  CHECK ((plan IS NULL) = (plan_at_s IS NULL)),
  CHECK ((result IS NULL) = (stage <> 'drawn') AND (result IS NULL) = (result_hash IS NULL)
    AND (result IS NULL) = (result_at_s IS NULL) AND (result IS NULL) = (leaf_nonce IS NULL)),
  CHECK ((stage = 'voided') = (void_reason <> ''))
) STRICT;

-- A round counts once its plan was logged.
CREATE UNIQUE INDEX draw_round ON draw (task_id, round) WHERE plan IS NOT NULL;
-- At most one draw of a task is on its way, and at most one has a result.
CREATE UNIQUE INDEX draw_open ON draw (task_id) WHERE stage <> 'voided';
CREATE INDEX draw_by_stage ON draw (stage, id);

-- 见证席位.
CREATE TABLE draw_seat (
  draw_id BLOB NOT NULL REFERENCES draw (id),
  id BLOB NOT NULL CHECK (length(id) = 16),
  position INTEGER NOT NULL CHECK (position >= 1),
  name TEXT NOT NULL CHECK (name <> ''),
  token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),  -- SHA-256 of the invitation's token
  verifier_key TEXT,                                 -- a vkey
  commitment BLOB CHECK (length(commitment) = 32),
  consent TEXT NOT NULL DEFAULT '',                  -- signed notes
  reveal TEXT NOT NULL DEFAULT '',
  strike TEXT NOT NULL DEFAULT '',
  secret BLOB CHECK (length(secret) = 32),
  PRIMARY KEY (draw_id, id),
  CHECK ((verifier_key IS NULL) = (commitment IS NULL)),
  CHECK ((secret IS NULL) = (reveal = '')),
  CHECK (reveal = '' OR strike = '')
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX draw_seat_token ON draw_seat (token_hash);

-- Public values, and what each person typed of them.
CREATE TABLE draw_value (
  draw_id BLOB NOT NULL REFERENCES draw (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  name TEXT NOT NULL CHECK (name <> ''),
  form TEXT NOT NULL,
  ref TEXT NOT NULL,
  is_in_room INTEGER NOT NULL CHECK (is_in_room IN (0, 1)),
  at_s INTEGER NOT NULL,                             -- Unix seconds at which it becomes known; 0: the plan will say
  else_form TEXT,
  else_ref TEXT,
  value TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (draw_id, position),
  CHECK ((else_form IS NULL) = (else_ref IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE draw_typed (
  draw_id BLOB NOT NULL REFERENCES draw (id),
  position INTEGER NOT NULL,
  typed_by TEXT NOT NULL,
  value TEXT NOT NULL,
  typed_at INTEGER NOT NULL,
  PRIMARY KEY (draw_id, position, typed_by)
) STRICT, WITHOUT ROWID;

-- The leaves of the log that tell of the draw, in their order.
CREATE TABLE draw_leaf (
  draw_id BLOB NOT NULL REFERENCES draw (id),
  log_number INTEGER NOT NULL,
  leaf_index INTEGER NOT NULL,
  leaf TEXT NOT NULL,
  PRIMARY KEY (draw_id, log_number, leaf_index)
) STRICT, WITHOUT ROWID;

-- 检查: one drawn target of one task. shared/tasks/check_states.h draws its life.
CREATE TABLE target_check (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  task_id BLOB NOT NULL REFERENCES task (id),
  draw_id BLOB NOT NULL REFERENCES draw (id),
  position INTEGER NOT NULL CHECK (position >= 1),   -- in the order of the draw
  target_id BLOB NOT NULL REFERENCES target (id),
  roster_id TEXT NOT NULL,                           -- as the rosters have it: the credit code, mostly
  state TEXT NOT NULL CHECK (state IN
    ('drawn', 'assigned', 'accepted', 'in_progress', 'completed', 'signed', 'received', 'reviewed', 'published',
     'withheld', 'closed', 'recalled', 'substituted')),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX target_check_of_draw ON target_check (draw_id, roster_id);
CREATE INDEX target_check_of_task ON target_check (task_id, position);
CREATE INDEX target_check_of_target ON target_check (target_id);

CREATE TABLE check_inspector (
  check_id BLOB NOT NULL REFERENCES target_check (id),
  slot INTEGER NOT NULL CHECK (slot >= 0),           -- of the team, over all departments
  inspector_id BLOB NOT NULL REFERENCES inspector (id),
  department_id BLOB NOT NULL REFERENCES department (id),
  PRIMARY KEY (check_id, slot)
) STRICT, WITHOUT ROWID;

CREATE INDEX check_of_inspector ON check_inspector (inspector_id, check_id);

-- 变更: a target that leaves its place, or an inspector. One person proposes it, another one confirms it; who comes then
-- is fixed by the draw (shared/draw/changes.h).
CREATE TABLE draw_change (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  draw_id BLOB NOT NULL REFERENCES draw (id),
  proposal TEXT NOT NULL,                            -- JSON: who leaves what, and why
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  position INTEGER CHECK (position >= 1),            -- in the order in which they were confirmed
  change TEXT,                                       -- canonical JSON, as its leaf conceals it
  nonce BLOB CHECK (length(nonce) = 32),
  confirmed_by TEXT,
  confirmed_at INTEGER,
  CHECK ((position IS NULL) = (change IS NULL) AND (position IS NULL) = (nonce IS NULL)
    AND (position IS NULL) = (confirmed_by IS NULL) AND (position IS NULL) = (confirmed_at IS NULL)),
  CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
  CHECK (position IS NULL OR withdrawn_at IS NULL)
) STRICT;

CREATE UNIQUE INDEX draw_change_order ON draw_change (draw_id, position) WHERE position IS NOT NULL;
CREATE INDEX draw_change_of ON draw_change (draw_id, id);

CREATE TRIGGER draw_change_update BEFORE UPDATE ON draw_change
WHEN OLD.position IS NOT NULL OR OLD.withdrawn_at IS NOT NULL OR NEW.draw_id IS NOT OLD.draw_id
  OR NEW.proposal IS NOT OLD.proposal OR NEW.proposed_by IS NOT OLD.proposed_by BEGIN
  SELECT raise(ABORT, 'a change that was confirmed or withdrawn stays so');
END;
CREATE TRIGGER draw_change_delete BEFORE DELETE ON draw_change BEGIN
  SELECT raise(ABORT, 'a change is never deleted');
END;

-- What is fixed stays fixed, whatever a program does: a plan that was logged, a note that was signed, a result.
CREATE TRIGGER draw_update BEFORE UPDATE ON draw
WHEN NEW.id IS NOT OLD.id OR NEW.task_id IS NOT OLD.task_id OR NEW.round IS NOT OLD.round
  OR NEW.suite IS NOT OLD.suite OR NEW.deadline_s IS NOT OLD.deadline_s OR NEW.roster_hash IS NOT OLD.roster_hash
  OR NEW.ids_hash IS NOT OLD.ids_hash OR NEW.target_root IS NOT OLD.target_root
  OR NEW.inspector_root IS NOT OLD.inspector_root
  OR (OLD.plan IS NOT NULL AND (NEW.plan IS NOT OLD.plan OR NEW.plan_at_s IS NOT OLD.plan_at_s))
  OR OLD.stage IN ('drawn', 'voided') BEGIN
  SELECT raise(ABORT, 'what a draw has fixed does not change');
END;
CREATE TRIGGER draw_delete BEFORE DELETE ON draw BEGIN
  SELECT raise(ABORT, 'a draw is never deleted');
END;
CREATE TRIGGER draw_seat_update BEFORE UPDATE ON draw_seat
WHEN NEW.draw_id IS NOT OLD.draw_id OR NEW.id IS NOT OLD.id OR NEW.name IS NOT OLD.name
  OR (OLD.verifier_key IS NOT NULL AND (NEW.verifier_key IS NOT OLD.verifier_key
    OR NEW.commitment IS NOT OLD.commitment))
  OR (OLD.consent <> '' AND NEW.consent IS NOT OLD.consent)
  OR (OLD.reveal <> '' AND (NEW.reveal IS NOT OLD.reveal OR NEW.secret IS NOT OLD.secret))
  OR (OLD.strike <> '' AND NEW.strike IS NOT OLD.strike) BEGIN
  SELECT raise(ABORT, 'what a witness has given does not change');
END;
CREATE TRIGGER draw_seat_delete BEFORE DELETE ON draw_seat
WHEN (SELECT plan FROM draw WHERE id = OLD.draw_id) IS NOT NULL BEGIN
  SELECT raise(ABORT, 'the plan names this witness');
END;
CREATE TRIGGER draw_value_update BEFORE UPDATE ON draw_value
WHEN OLD.value <> '' OR NEW.name IS NOT OLD.name OR NEW.form IS NOT OLD.form OR NEW.ref IS NOT OLD.ref
  OR NEW.is_in_room IS NOT OLD.is_in_room OR (OLD.at_s <> 0 AND NEW.at_s IS NOT OLD.at_s) BEGIN
  SELECT raise(ABORT, 'a value that was read does not change');
END;
CREATE TRIGGER draw_leaf_update BEFORE UPDATE ON draw_leaf BEGIN
  SELECT raise(ABORT, 'the log does not change');
END;
CREATE TRIGGER draw_leaf_delete BEFORE DELETE ON draw_leaf BEGIN
  SELECT raise(ABORT, 'the log does not change');
END;
CREATE TRIGGER target_check_delete BEFORE DELETE ON target_check BEGIN
  SELECT raise(ABORT, 'a check is never deleted');
END;
