-- Who is told of a check: the inspector that a user is, and in sealed tasks since when.

-- The account of somebody who stands in the register of inspectors: whose checks it sees. One account a person.
ALTER TABLE app_user ADD COLUMN inspector_id BLOB REFERENCES inspector (id)
  CHECK (inspector_id IS NULL OR (role = 'inspector' AND department_id IS NOT NULL));
CREATE UNIQUE INDEX app_user_inspector ON app_user (inspector_id) WHERE inspector_id IS NOT NULL;

-- Of a check of a sealed task: the last day on which it is for the departments alone, the task's last one
-- (shared/tasks/check_sight.h). A drawn task does not change.
ALTER TABLE target_check ADD COLUMN sealed_until TEXT;
UPDATE target_check SET sealed_until =
  (SELECT last_day FROM task WHERE task.id = task_id AND instr(content, '"is_sealed":true') > 0);

-- The day from which a department's inspectors are told of their checks of a sealed task. None: the first of its period.
CREATE TABLE check_disclosure (
  task_id BLOB NOT NULL REFERENCES task (id),
  department_id BLOB NOT NULL REFERENCES department (id),
  day TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (task_id, department_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX target_check_pages ON target_check (task_id, id);
-- Lists show what is not over, and all that is over piles up before it.
CREATE INDEX target_check_open ON target_check (id) WHERE state NOT IN ('closed', 'substituted');
