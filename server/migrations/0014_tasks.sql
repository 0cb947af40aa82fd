-- 抽查任务: what is drawn for, from a row of an approved yearly plan or as a special inspection with its own reason.
-- shared/tasks/states.h draws the life of a task. `content` is the task as canonical JSON (shared/tasks/content.h); the
-- columns beside it are taken from it for looking up. What a task was before a change stands in the audit trail.
CREATE TABLE task (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  number TEXT NOT NULL CHECK (number <> ''),         -- 任务编号
  state TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'drawn', 'running', 'done', 'voided')),
  initiating_department_id BLOB NOT NULL REFERENCES department (id),
  plan_version_id BLOB,
  plan_row_id BLOB,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CHECK (last_day >= first_day),
  content TEXT NOT NULL,
  void_reason TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL CHECK (revision >= 1),
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  FOREIGN KEY (plan_version_id, plan_row_id) REFERENCES plan_row (version_id, row_id),
  CHECK ((plan_version_id IS NULL) = (plan_row_id IS NULL)),
  CHECK ((state = 'voided') = (void_reason <> ''))
) STRICT;

CREATE UNIQUE INDEX task_number ON task (number);
CREATE INDEX task_of_row ON task (plan_row_id) WHERE plan_row_id IS NOT NULL;

-- Every department of the task's team.
CREATE TABLE task_department (
  task_id BLOB NOT NULL REFERENCES task (id),
  department_id BLOB NOT NULL REFERENCES department (id),
  PRIMARY KEY (department_id, task_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_department_of ON task_department (task_id);

-- The versions of item lists that the task holds to since it was made ready; item_list_pin keeps every one that it ever
-- held to.
CREATE TABLE task_item_list (
  task_id BLOB NOT NULL REFERENCES task (id),
  version_id BLOB NOT NULL REFERENCES item_list_version (id),
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
  PRIMARY KEY (task_id, version_id)
) STRICT, WITHOUT ROWID;

-- What was made ready stands until it is opened again, and what was drawn for stands for good, whatever a program does.
CREATE TRIGGER task_update BEFORE UPDATE ON task
WHEN NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.created_at IS NOT OLD.created_at
  OR NEW.created_by IS NOT OLD.created_by OR NEW.initiating_department_id IS NOT OLD.initiating_department_id
  OR NEW.plan_version_id IS NOT OLD.plan_version_id OR NEW.plan_row_id IS NOT OLD.plan_row_id
  OR (OLD.state <> 'draft' AND (NEW.content IS NOT OLD.content OR NEW.first_day IS NOT OLD.first_day
    OR NEW.last_day IS NOT OLD.last_day))
  OR (NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN
    ('draft>ready', 'draft>voided', 'ready>draft', 'ready>drawn', 'ready>voided', 'drawn>running',
     'running>done')) BEGIN
  SELECT raise(ABORT, 'a task that was made ready does not change');
END;
CREATE TRIGGER task_delete BEFORE DELETE ON task BEGIN
  SELECT raise(ABORT, 'a task is never deleted');
END;
CREATE TRIGGER task_item_list_update BEFORE UPDATE ON task_item_list BEGIN
  SELECT raise(ABORT, 'a list is pinned anew, not changed');
END;
CREATE TRIGGER task_item_list_delete BEFORE DELETE ON task_item_list
WHEN (SELECT state FROM task WHERE id = OLD.task_id) IS NOT 'draft' BEGIN
  SELECT raise(ABORT, 'a task that was made ready keeps its lists');
END;
