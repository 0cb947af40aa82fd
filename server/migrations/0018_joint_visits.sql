-- 联合上门 (shared/tasks/joint_visits.h): what was decided about checks of one target that several tasks have, and how
-- often a department may visit a target. What is proposed is worked out from the checks and stands nowhere.
CREATE TABLE joint_visit (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  target_id BLOB NOT NULL REFERENCES target (id),
  state TEXT NOT NULL CHECK (state IN ('agreed', 'declined')),
  -- Of one that was agreed on, also after it was called off.
  first_day TEXT,
  last_day TEXT CHECK (last_day >= first_day),
  lead_department_id BLOB REFERENCES department (id),
  agreed_at INTEGER,
  agreed_by TEXT,
  declined_at INTEGER,
  declined_by TEXT,
  reason TEXT NOT NULL DEFAULT '',                   -- why it was declined or called off
  CHECK ((agreed_at IS NULL) = (agreed_by IS NULL) AND (agreed_at IS NULL) = (first_day IS NULL)
    AND (agreed_at IS NULL) = (last_day IS NULL) AND (agreed_at IS NULL) = (lead_department_id IS NULL)),
  CHECK ((declined_at IS NULL) = (declined_by IS NULL) AND (declined_at IS NULL) = (reason = '')),
  CHECK ((state = 'declined') = (declined_at IS NOT NULL) AND (state = 'declined' OR agreed_at IS NOT NULL))
) STRICT;

CREATE INDEX joint_visit_of_target ON joint_visit (target_id);
CREATE INDEX joint_visit_by_state ON joint_visit (state, id);

-- The checks that go together. `is_agreed` is the visit's state: a check is of at most one visit that takes place.
CREATE TABLE joint_visit_check (
  visit_id BLOB NOT NULL REFERENCES joint_visit (id),
  check_id BLOB NOT NULL REFERENCES target_check (id),
  is_agreed INTEGER NOT NULL CHECK (is_agreed IN (0, 1)),
  PRIMARY KEY (visit_id, check_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX joint_visit_of_check ON joint_visit_check (check_id) WHERE is_agreed = 1;

-- As is_to_come() of shared/tasks/check_states.h has it: by target, among which joint visits are looked for.
CREATE INDEX target_check_to_come ON target_check (target_id, task_id)
  WHERE state IN ('drawn', 'assigned', 'accepted', 'recalled');

-- 年度检查频次上限 (国办发〔2024〕54号), which each department sets for itself, or the county for it; visit_cap is the
-- county's own. No row, or null: none.
CREATE TABLE department_visit_cap (
  department_id BLOB NOT NULL REFERENCES department (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  visits_max INTEGER CHECK (visits_max BETWEEN 1 AND 1000),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (department_id, year)
) STRICT, WITHOUT ROWID;

-- A decision stands, whatever a program does; an agreement can be called off.
CREATE TRIGGER joint_visit_update BEFORE UPDATE ON joint_visit
WHEN OLD.state <> 'agreed' OR NEW.state <> 'declined' OR NEW.id IS NOT OLD.id OR NEW.target_id IS NOT OLD.target_id
  OR NEW.first_day IS NOT OLD.first_day OR NEW.last_day IS NOT OLD.last_day
  OR NEW.lead_department_id IS NOT OLD.lead_department_id OR NEW.agreed_at IS NOT OLD.agreed_at
  OR NEW.agreed_by IS NOT OLD.agreed_by BEGIN
  SELECT raise(ABORT, 'a decision about a joint visit does not change');
END;
CREATE TRIGGER joint_visit_delete BEFORE DELETE ON joint_visit BEGIN
  SELECT raise(ABORT, 'a joint visit is never deleted');
END;
CREATE TRIGGER joint_visit_check_update BEFORE UPDATE ON joint_visit_check
WHEN NEW.visit_id IS NOT OLD.visit_id OR NEW.check_id IS NOT OLD.check_id OR NEW.is_agreed > OLD.is_agreed BEGIN
  SELECT raise(ABORT, 'a decision about a joint visit does not change');
END;
CREATE TRIGGER joint_visit_check_delete BEFORE DELETE ON joint_visit_check BEGIN
  SELECT raise(ABORT, 'a joint visit keeps its checks');
END;
