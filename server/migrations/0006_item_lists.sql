-- 抽查事项清单: one list of a department, and one joint list. A list is not a row with a history like an entity of the
-- registers (0002) but a document in versions: what was issued never changes again, because tasks pin it by its hash and
-- the public has read it. shared/items/versions.h draws the life of a version.
CREATE TABLE item_list (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('department', 'joint')),
  department_id BLOB REFERENCES department (id),
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  CHECK ((kind = 'joint') = (department_id IS NULL))
) STRICT;

CREATE UNIQUE INDEX item_list_of_department ON item_list (department_id) WHERE department_id IS NOT NULL;
CREATE UNIQUE INDEX item_list_joint ON item_list (kind) WHERE kind = 'joint';

CREATE TABLE item_list_version (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  list_id BLOB NOT NULL REFERENCES item_list (id),
  number INTEGER CHECK (number >= 1),                -- 1, 2, 3, … of those issued
  state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'superseded', 'withdrawn', 'discarded')),
  based_on_id BLOB REFERENCES item_list_version (id),
  effective_from TEXT,
  effective_to TEXT,                                 -- the first day on which it no longer holds
  approved_on TEXT,
  approved_by TEXT,
  document_number TEXT,
  reason TEXT,
  content_hash BLOB CHECK (length(content_hash) = 32),  -- SHA-256, shared/items/content.h says over which bytes
  withdrawn_on TEXT,                                 -- the day of that decision; effective_to says what it decided
  withdrawal_reason TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),   -- rises with every change of the version and of its items
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  issued_at INTEGER,
  issued_by TEXT,
  CHECK (state IN ('draft', 'discarded') OR (number IS NOT NULL AND effective_from IS NOT NULL
    AND approved_on IS NOT NULL AND approved_by <> '' AND document_number <> '' AND reason <> ''
    AND content_hash IS NOT NULL AND issued_at IS NOT NULL AND issued_by IS NOT NULL)),
  CHECK (state <> 'superseded' OR effective_to IS NOT NULL),
  CHECK ((state = 'withdrawn') = (withdrawn_on IS NOT NULL)),
  CHECK (state <> 'withdrawn' OR (effective_to IS NOT NULL AND withdrawal_reason <> ''))
) STRICT;

CREATE UNIQUE INDEX item_list_version_number ON item_list_version (list_id, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX item_list_version_draft ON item_list_version (list_id) WHERE state = 'draft';
CREATE INDEX item_list_version_of ON item_list_version (list_id, id);

-- The items of each version, whole, so that no version leans on another one. `content` is the item as canonical JSON;
-- the columns beside it are taken from it for looking up and for the rules that the schema itself can keep.
CREATE TABLE item_list_item (
  version_id BLOB NOT NULL REFERENCES item_list_version (id),
  item_id BLOB NOT NULL CHECK (length(item_id) = 16),  -- the same through all versions
  position INTEGER NOT NULL CHECK (position >= 1),
  code TEXT NOT NULL CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  category TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('key', 'general')),
  cap_basis_points INTEGER,
  initiating_department_id BLOB NOT NULL REFERENCES department (id),
  content TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (version_id, item_id),
  CHECK ((kind = 'general') = (cap_basis_points IS NOT NULL)),
  CHECK (cap_basis_points IS NULL OR cap_basis_points BETWEEN 1 AND 9999)
) STRICT;

CREATE UNIQUE INDEX item_list_item_code ON item_list_item (version_id, code);
CREATE INDEX item_list_item_order ON item_list_item (version_id, position);
CREATE INDEX item_list_item_of_department ON item_list_item (initiating_department_id);

-- Where and when a version, or its withdrawal, was made public. A wrong record is voided, not changed.
CREATE TABLE item_list_publication (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  version_id BLOB NOT NULL REFERENCES item_list_version (id),
  notice TEXT NOT NULL CHECK (notice IN ('issue', 'withdrawal')),
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

CREATE UNIQUE INDEX item_list_publication_once ON item_list_publication (version_id, notice, channel)
  WHERE voided_at IS NULL;
CREATE INDEX item_list_publication_of ON item_list_publication (version_id, id);

-- The list was looked through for a year and stays as it is: that fulfils the duty of that year like a new version.
CREATE TABLE item_list_review (
  list_id BLOB NOT NULL REFERENCES item_list (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  version_id BLOB NOT NULL REFERENCES item_list_version (id),
  note TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (list_id, year)
) STRICT;

-- What uses a version: a task, which names the hash that it was made with. Never taken away.
CREATE TABLE item_list_pin (
  version_id BLOB NOT NULL REFERENCES item_list_version (id),
  holder_kind TEXT NOT NULL CHECK (holder_kind <> ''),
  holder_id BLOB NOT NULL CHECK (length(holder_id) = 16),
  pinned_for TEXT NOT NULL,                          -- the day on which the version had to hold
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (version_id, holder_kind, holder_id)
) STRICT;

-- What was issued stands, whatever a program does.
CREATE TRIGGER item_list_item_insert BEFORE INSERT ON item_list_item
WHEN (SELECT state FROM item_list_version WHERE id = NEW.version_id) IS NOT 'draft' BEGIN
  SELECT raise(ABORT, 'only the items of a draft change');
END;
CREATE TRIGGER item_list_item_update BEFORE UPDATE ON item_list_item
WHEN (SELECT state FROM item_list_version WHERE id = OLD.version_id) IS NOT 'draft'
  OR NEW.version_id IS NOT OLD.version_id OR NEW.item_id IS NOT OLD.item_id BEGIN
  SELECT raise(ABORT, 'only the items of a draft change');
END;
CREATE TRIGGER item_list_item_delete BEFORE DELETE ON item_list_item
WHEN (SELECT state FROM item_list_version WHERE id = OLD.version_id) IS NOT 'draft' BEGIN
  SELECT raise(ABORT, 'only the items of a draft change');
END;
CREATE TRIGGER item_list_version_update BEFORE UPDATE ON item_list_version
WHEN OLD.state <> 'draft' AND (NEW.state IN ('draft', 'discarded') OR NEW.list_id IS NOT OLD.list_id
  OR NEW.number IS NOT OLD.number OR NEW.effective_from IS NOT OLD.effective_from
  OR NEW.approved_on IS NOT OLD.approved_on OR NEW.approved_by IS NOT OLD.approved_by
  OR NEW.document_number IS NOT OLD.document_number OR NEW.reason IS NOT OLD.reason
  OR NEW.content_hash IS NOT OLD.content_hash OR NEW.issued_at IS NOT OLD.issued_at
  OR NEW.issued_by IS NOT OLD.issued_by) BEGIN
  SELECT raise(ABORT, 'what was issued does not change');
END;
CREATE TRIGGER item_list_version_delete BEFORE DELETE ON item_list_version BEGIN
  SELECT raise(ABORT, 'a version is never deleted');
END;
CREATE TRIGGER item_list_pin_delete BEFORE DELETE ON item_list_pin BEGIN
  SELECT raise(ABORT, 'a version stays pinned');
END;
