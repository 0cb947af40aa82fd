-- 年度联合抽查计划: one plan a year, in versions like an item list (0006). What was submitted to the joint meeting never
-- changes unless it is sent back; what was approved never does. shared/plans/versions.h draws the life of a version.
CREATE TABLE plan (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX plan_of_year ON plan (year);

CREATE TABLE plan_version (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  plan_id BLOB NOT NULL REFERENCES plan (id),
  number INTEGER CHECK (number >= 1),                -- 1, 2, 3, …; a discarded one gives its number back
  state TEXT NOT NULL CHECK (state IN
    ('draft', 'submitted', 'approved', 'filed', 'published', 'superseded', 'ended', 'discarded')),
  based_on_id BLOB REFERENCES plan_version (id),     -- of an adjustment: the version that it was copied from
  reason TEXT,                                       -- and why
  submitted_at INTEGER,
  submitted_by TEXT,
  content_hash BLOB CHECK (length(content_hash) = 32),  -- SHA-256, shared/plans/content.h says over which bytes
  return_reason TEXT,                                -- of the last time that it was sent back
  approved_on TEXT,                                  -- the day of the joint meeting
  minutes_number TEXT,
  approved_at INTEGER,
  approved_by TEXT,
  filed_on TEXT,                                     -- 备案 with the county government
  filing_number TEXT,
  filed_at INTEGER,
  filed_by TEXT,
  published_at INTEGER,                              -- when it stood on both channels
  published_by TEXT,
  ended_at INTEGER,
  ended_by TEXT,
  end_reason TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),   -- rises with every change of the version and of its rows
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK ((state = 'discarded') = (number IS NULL)),
  CHECK ((based_on_id IS NULL) = (reason IS NULL) AND reason IS NOT ''),
  CHECK ((state IN ('draft', 'discarded')) = (submitted_at IS NULL)
    AND (submitted_at IS NULL) = (submitted_by IS NULL) AND (submitted_at IS NULL) = (content_hash IS NULL)),
  CHECK ((state IN ('draft', 'discarded', 'submitted')) = (approved_at IS NULL)
    AND (approved_at IS NULL) = (approved_by IS NULL) AND (approved_at IS NULL) = (approved_on IS NULL)
    AND (approved_at IS NULL) = (minutes_number IS NULL) AND minutes_number IS NOT ''),
  CHECK ((state IN ('draft', 'discarded', 'submitted', 'approved')) = (filed_at IS NULL)
    AND (filed_at IS NULL) = (filed_by IS NULL) AND (filed_at IS NULL) = (filed_on IS NULL)
    AND (filed_at IS NULL) = (filing_number IS NULL) AND filing_number IS NOT ''),
  CHECK ((state IN ('published', 'superseded', 'ended')) = (published_at IS NOT NULL)
    AND (published_at IS NULL) = (published_by IS NULL)),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL)
    AND (ended_at IS NULL) = (end_reason IS NULL) AND end_reason IS NOT '')
) STRICT;

CREATE UNIQUE INDEX plan_version_number ON plan_version (plan_id, number) WHERE number IS NOT NULL;
-- At most one version is on its way, and at most one is the plan.
CREATE UNIQUE INDEX plan_version_open ON plan_version (plan_id)
  WHERE state IN ('draft', 'submitted', 'approved', 'filed');
CREATE UNIQUE INDEX plan_version_published ON plan_version (plan_id) WHERE state = 'published';
CREATE INDEX plan_version_of ON plan_version (plan_id, id);

-- The rows of each version, whole, so that no version leans on another one. `content` is the row as canonical JSON; the
-- columns beside it are taken from it for looking up.
CREATE TABLE plan_row (
  version_id BLOB NOT NULL REFERENCES plan_version (id),
  row_id BLOB NOT NULL CHECK (length(row_id) = 16),  -- the same through all versions
  position INTEGER NOT NULL CHECK (position >= 1),
  initiating_department_id BLOB NOT NULL REFERENCES department (id),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CHECK (last_day >= first_day),
  content TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (version_id, row_id)
) STRICT;

CREATE UNIQUE INDEX plan_row_order ON plan_row (version_id, position);
CREATE INDEX plan_row_of_department ON plan_row (initiating_department_id);

-- Where and when a version was made public. A wrong record is voided, not changed.
CREATE TABLE plan_publication (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  version_id BLOB NOT NULL REFERENCES plan_version (id),
  channel TEXT NOT NULL CHECK (channel IN ('department_portal', 'publicity_system')),
  published_on TEXT NOT NULL,
  address TEXT NOT NULL CHECK (address <> ''),       -- of the page, or a number on the channel
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  voided_at INTEGER,
  voided_by TEXT,
  void_reason TEXT,
  CHECK ((voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE UNIQUE INDEX plan_publication_once ON plan_publication (version_id, channel) WHERE voided_at IS NULL;
CREATE INDEX plan_publication_of ON plan_publication (version_id, id);

-- What was submitted stands, whatever a program does.
CREATE TRIGGER plan_row_insert BEFORE INSERT ON plan_row
WHEN (SELECT state FROM plan_version WHERE id = NEW.version_id) IS NOT 'draft' BEGIN
  SELECT raise(ABORT, 'only the rows of a draft change');
END;
CREATE TRIGGER plan_row_update BEFORE UPDATE ON plan_row
WHEN (SELECT state FROM plan_version WHERE id = OLD.version_id) IS NOT 'draft'
  OR NEW.version_id IS NOT OLD.version_id OR NEW.row_id IS NOT OLD.row_id BEGIN
  SELECT raise(ABORT, 'only the rows of a draft change');
END;
CREATE TRIGGER plan_row_delete BEFORE DELETE ON plan_row
WHEN (SELECT state FROM plan_version WHERE id = OLD.version_id) IS NOT 'draft' BEGIN
  SELECT raise(ABORT, 'only the rows of a draft change');
END;
CREATE TRIGGER plan_version_update BEFORE UPDATE ON plan_version
WHEN NEW.plan_id IS NOT OLD.plan_id OR NEW.based_on_id IS NOT OLD.based_on_id OR NEW.reason IS NOT OLD.reason
  OR NEW.created_at IS NOT OLD.created_at OR NEW.created_by IS NOT OLD.created_by
  OR (NEW.number IS NOT OLD.number AND NEW.state <> 'discarded')
  OR (NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN
    ('draft>submitted', 'draft>discarded', 'submitted>draft', 'submitted>approved', 'approved>filed',
     'filed>published', 'published>superseded', 'published>ended'))
  OR (OLD.submitted_at IS NOT NULL AND NEW.state <> 'draft' AND (NEW.submitted_at IS NOT OLD.submitted_at
    OR NEW.submitted_by IS NOT OLD.submitted_by OR NEW.content_hash IS NOT OLD.content_hash))
  OR (OLD.approved_at IS NOT NULL AND (NEW.approved_at IS NOT OLD.approved_at
    OR NEW.approved_by IS NOT OLD.approved_by OR NEW.approved_on IS NOT OLD.approved_on
    OR NEW.minutes_number IS NOT OLD.minutes_number))
  OR (OLD.filed_at IS NOT NULL AND (NEW.filed_at IS NOT OLD.filed_at OR NEW.filed_by IS NOT OLD.filed_by
    OR NEW.filed_on IS NOT OLD.filed_on OR NEW.filing_number IS NOT OLD.filing_number))
  OR (OLD.published_at IS NOT NULL AND (NEW.published_at IS NOT OLD.published_at
    OR NEW.published_by IS NOT OLD.published_by))
  OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NOT OLD.ended_at OR NEW.ended_by IS NOT OLD.ended_by
    OR NEW.end_reason IS NOT OLD.end_reason)) BEGIN
  SELECT raise(ABORT, 'what was submitted does not change');
END;
CREATE TRIGGER plan_version_delete BEFORE DELETE ON plan_version BEGIN
  SELECT raise(ABORT, 'a version is never deleted');
END;
CREATE TRIGGER plan_update BEFORE UPDATE ON plan BEGIN
  SELECT raise(ABORT, 'a plan keeps its year');
END;
CREATE TRIGGER plan_delete BEFORE DELETE ON plan BEGIN
  SELECT raise(ABORT, 'a plan is never deleted');
END;
CREATE TRIGGER plan_publication_update BEFORE UPDATE ON plan_publication
WHEN OLD.voided_at IS NOT NULL OR NEW.version_id IS NOT OLD.version_id OR NEW.channel IS NOT OLD.channel
  OR NEW.published_on IS NOT OLD.published_on OR NEW.address IS NOT OLD.address
  OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by BEGIN
  SELECT raise(ABORT, 'a record of a publication is voided, not changed');
END;
CREATE TRIGGER plan_publication_delete BEFORE DELETE ON plan_publication BEGIN
  SELECT raise(ABORT, 'a record of a publication is voided, not deleted');
END;
