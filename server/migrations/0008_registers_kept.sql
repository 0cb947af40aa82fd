-- What keeping the registers takes beyond their entries: experts, the training log, the cap on visits, and the index
-- that lists of targets are found by.

-- Checks that the inspector may have in one draw; none: as many as the plan lets anybody have.
ALTER TABLE inspector ADD COLUMN capacity INTEGER CHECK (capacity BETWEEN 1 AND 1000);

-- A tag's name gets mended; what it was stands in the audit trail.
ALTER TABLE tag ADD COLUMN revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1);

-- Somebody who changes departments takes the certificate along: it is nobody else's among those who are current, which
-- the writer checks (shared/registry/register_checks.h). The row of who has ended keeps it, too.
DROP INDEX certificate_number;
CREATE INDEX certificate_number ON certificate (number);

-- 专家库: of testing bodies, institutes, trades. They assist, have no certificate of enforcement and never count as one
-- of the two inspectors (国办发〔2024〕54号), so they are no inspectors with a mark, but a register of their own.
CREATE TABLE expert (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  sex TEXT CHECK (sex IN ('female', 'male')),
  department_id BLOB NOT NULL REFERENCES department (id),  -- that keeps the entry and may call on the expert
  institution TEXT NOT NULL,
  title TEXT,                                        -- 职称 or position
  phone TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'inactive')),
  source TEXT NOT NULL,
  external_number TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX expert_by_department ON expert (department_id, id) WHERE valid_to IS NULL;

CREATE TABLE expert_revision (
  expert_id BLOB NOT NULL REFERENCES expert (id),
  revision INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (expert_id, revision)
) STRICT;

-- 专业领域, one row each.
CREATE TABLE expert_field (
  expert_id BLOB NOT NULL REFERENCES expert (id),
  field TEXT NOT NULL CHECK (field <> ''),
  PRIMARY KEY (expert_id, field)
) STRICT, WITHOUT ROWID;

-- 资格证书, such as 注册安全工程师. Without a last day they hold without end.
CREATE TABLE expert_qualification (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  expert_id BLOB NOT NULL REFERENCES expert (id),
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  authority TEXT NOT NULL,
  issued_on TEXT,
  expires_on TEXT
) STRICT;

CREATE INDEX expert_qualification_of ON expert_qualification (expert_id);

-- 业务培训. A course that was entered by mistake ends; it is not deleted.
CREATE TABLE training (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  department_id BLOB NOT NULL REFERENCES department (id),
  held_on TEXT NOT NULL,
  topic TEXT NOT NULL CHECK (topic <> ''),
  organiser TEXT NOT NULL,
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 1 AND 100000),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX training_by_department ON training (department_id, held_on, id) WHERE valid_to IS NULL;
CREATE INDEX training_by_day ON training (held_on, id) WHERE valid_to IS NULL;

CREATE TABLE training_attendance (
  training_id BLOB NOT NULL REFERENCES training (id),
  inspector_id BLOB NOT NULL REFERENCES inspector (id),
  PRIMARY KEY (training_id, inspector_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX training_attendance_of ON training_attendance (inspector_id);

-- The yearly cap on visits (国办发〔2024〕54号), set for the county. A year without a row has no cap yet.
CREATE TABLE visit_cap (
  year INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 2000 AND 9999),
  visits_max INTEGER NOT NULL CHECK (visits_max BETWEEN 1 AND 1000),
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Visits of a target in a year, counted by the checks; a joint visit counts once. No row: none.
CREATE TABLE target_visit (
  target_id BLOB NOT NULL REFERENCES target (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  visit_count INTEGER NOT NULL CHECK (visit_count >= 1),
  PRIMARY KEY (target_id, year)
) STRICT, WITHOUT ROWID;

-- The index of current targets, kept by shared/registry/target_index.cpp in the transaction of each change. `number` is
-- the target's row in target_term and rises with creation; lists of search results are in its order. The other two are
-- the orders in which lists may be sorted besides.
CREATE TABLE target_row (
  number INTEGER NOT NULL PRIMARY KEY,
  target_id BLOB NOT NULL UNIQUE REFERENCES target (id),
  name_order BLOB NOT NULL,                          -- by pinyin
  last_checked_on TEXT NOT NULL                      -- "" for never
) STRICT;

CREATE INDEX target_row_by_name ON target_row (name_order, number);
CREATE INDEX target_row_by_check ON target_row (last_checked_on, number);

-- Each target as a set of terms: pairs of characters of its name, pinyin initials, parts of its codes, and its values of
-- each filter. A list with any filters and any words is the intersection of the terms' rows, in their order.
-- In PostgreSQL this is a column `terms text[]` with a GIN index, and MATCH is `terms @> ARRAY[…]`.
CREATE VIRTUAL TABLE target_term USING fts5 (
  terms, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
);

-- Which form of terms the index holds; 0 before it is first built. Another than the program's: it is built anew at start.
CREATE TABLE target_index_form (
  form INTEGER NOT NULL
) STRICT;
INSERT INTO target_index_form (form) VALUES (0);
