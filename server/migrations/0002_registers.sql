-- Departments and the two registers (两库): who is inspected, and who inspects.
--
-- Forms that every entity here keeps:
-- * `id` is a UUIDv7, 16 bytes; credit codes and numbers are attributes, because they change and get mended.
-- * The entity's table holds its newest state. Its `…_revision` table holds every earlier state as one canonical JSON
--   text with tags, licences and so on inside, so that a later column needs no change of history. The state on a day
--   is the one with valid_from <= day < valid_to.
-- * `revision` counts from 1 and is the ETag of the API. `valid_from` is the civil date (Asia/Shanghai) from which the
--   state holds, `recorded_at` the instant (UTC milliseconds) it was written, `recorded_by` who wrote it, `reason` why.
-- * Nothing is deleted. What ends gets `valid_to`, the first day on which it no longer holds; rows without it are
--   current, and partial indexes keep numbers unique among those only.
-- * Civil dates are TEXT `YYYY-MM-DD`. Enumerations are TEXT in English; their Chinese names are the client's.
-- Plain types, CHECKs, foreign keys and partial indexes only, so that the same schema stands in PostgreSQL
-- (BLOB → bytea, INTEGER → bigint, without STRICT).

CREATE TABLE department (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  code TEXT NOT NULL CHECK (code <> ''),             -- short, in capitals; in numbers of tasks and files
  name TEXT NOT NULL CHECK (name <> ''),             -- as on its seal
  short_name TEXT NOT NULL CHECK (short_name <> ''),
  -- joint_meeting_office plans and supervises but never inspects (国办发〔2024〕54号): it may have no inspectors and no targets.
  kind TEXT NOT NULL CHECK (kind IN ('joint_meeting_office', 'bureau', 'branch')),
  sort_order INTEGER NOT NULL,
  phone TEXT,
  address TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX department_code ON department (code) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX department_name ON department (name) WHERE valid_to IS NULL;
CREATE INDEX department_list ON department (sort_order, id) WHERE valid_to IS NULL;

CREATE TABLE department_revision (
  department_id BLOB NOT NULL REFERENCES department (id),
  revision INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (department_id, revision)
) STRICT;

-- 监管标签: what targets are marked with, such as 特种设备使用 or 包容审慎.
CREATE TABLE tag (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX tag_name ON tag (name) WHERE valid_to IS NULL;

-- 检查对象. Market entities have credit codes; products, projects and behaviours have none and may name the market
-- entity behind them.
CREATE TABLE target (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL CHECK (kind IN
    ('enterprise', 'self_employed', 'cooperative', 'institution', 'product', 'project', 'behaviour')),
  name TEXT NOT NULL CHECK (name <> ''),
  credit_code TEXT CHECK (length(credit_code) = 18),
  registration_number TEXT CHECK (length(registration_number) = 15),  -- 注册号, before the credit code
  holder_id BLOB REFERENCES target (id),             -- producer, builder or actor
  form TEXT,                                         -- 主体类型, such as 有限责任公司（自然人独资）
  established_on TEXT,
  registration_authority TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'deregistered', 'licence_revoked', 'withdrawn', 'moved_out')),
  legal_person TEXT,                                 -- 法定代表人, 经营者, 负责人
  township_code TEXT NOT NULL,                       -- nine digits, assets/codes/regions.tsv
  address TEXT,
  contact_name TEXT,
  contact_phone TEXT,
  industry_code TEXT,                                -- GB/T 4754, two to four digits, leading zero kept
  responsible_department_id BLOB NOT NULL REFERENCES department (id),  -- 谁审批、谁监管，谁主管、谁监管
  station TEXT,                                      -- 属地监管所
  area TEXT,                                         -- 责任区
  -- Internal: never in a public export, and only for supervisors.
  risk_class TEXT CHECK (risk_class IN ('A', 'B', 'C', 'D')),
  risk_source TEXT,
  risk_on TEXT,
  food_risk_class TEXT CHECK (food_risk_class IN ('A', 'B', 'C', 'D')),  -- another classification, by food law
  last_checked_on TEXT,
  source TEXT NOT NULL,                              -- where the row came from: a file, the platform, a person
  external_number TEXT,                              -- the provincial platform's
  revision INTEGER NOT NULL CHECK (revision >= 1),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  CHECK (kind NOT IN ('product', 'project', 'behaviour') OR (credit_code IS NULL AND registration_number IS NULL)),
  CHECK (kind IN ('product', 'project', 'behaviour') OR holder_id IS NULL)
) STRICT;

CREATE UNIQUE INDEX target_credit_code ON target (credit_code) WHERE valid_to IS NULL AND credit_code IS NOT NULL;
CREATE INDEX target_registration_number ON target (registration_number) WHERE registration_number IS NOT NULL;
CREATE INDEX target_holder ON target (holder_id) WHERE holder_id IS NOT NULL;
-- Lists page by id, which is the order of creation; each filter finds its rows in that order.
CREATE INDEX target_by_department ON target (responsible_department_id, id) WHERE valid_to IS NULL;
CREATE INDEX target_by_township ON target (township_code, id) WHERE valid_to IS NULL;
CREATE INDEX target_by_industry ON target (industry_code, id) WHERE valid_to IS NULL;
CREATE INDEX target_by_status ON target (status, id) WHERE valid_to IS NULL;
CREATE INDEX target_by_kind ON target (kind, id) WHERE valid_to IS NULL;

CREATE TABLE target_revision (
  target_id BLOB NOT NULL REFERENCES target (id),
  revision INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (target_id, revision)
) STRICT;

CREATE TABLE target_tag (
  target_id BLOB NOT NULL REFERENCES target (id),
  tag_id BLOB NOT NULL REFERENCES tag (id),
  PRIMARY KEY (tag_id, target_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX target_tag_of ON target_tag (target_id);

-- 许可证. Part of the target: its changes are revisions of the target.
CREATE TABLE target_licence (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  target_id BLOB NOT NULL REFERENCES target (id),
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  authority TEXT NOT NULL,
  issued_on TEXT,
  expires_on TEXT                                    -- the last valid day; none: without end
) STRICT;

CREATE INDEX target_licence_of ON target_licence (target_id);
CREATE INDEX target_licence_expiry ON target_licence (expires_on) WHERE expires_on IS NOT NULL;

-- 执法检查人员. Experts are another register: they assist and never count as inspectors.
CREATE TABLE inspector (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  staff_number TEXT NOT NULL CHECK (staff_number <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  sex TEXT CHECK (sex IN ('female', 'male')),
  department_id BLOB NOT NULL REFERENCES department (id),
  unit TEXT,                                         -- 所在科室、监管所或中队
  township_code TEXT,                                -- of a station's people
  position TEXT,
  phone TEXT,
  -- 行政执法类公务员, 具有行政执法资格的工作人员, 从事日常监管工作的人员
  person_kind TEXT NOT NULL CHECK (person_kind IN ('civil_servant', 'qualified_staff', 'supervision_staff')),
  status TEXT NOT NULL CHECK (status IN ('active', 'on_leave', 'seconded', 'suspended', 'left')),
  source TEXT NOT NULL,
  external_number TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX inspector_staff_number ON inspector (department_id, staff_number) WHERE valid_to IS NULL;
CREATE INDEX inspector_by_department ON inspector (department_id, id) WHERE valid_to IS NULL;
CREATE INDEX inspector_by_status ON inspector (status, id) WHERE valid_to IS NULL;

CREATE TABLE inspector_revision (
  inspector_id BLOB NOT NULL REFERENCES inspector (id),
  revision INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (inspector_id, revision)
) STRICT;

-- 执法证. Whether one is valid on the day of a check decides whether its holder may be drawn and may inspect.
CREATE TABLE certificate (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  inspector_id BLOB NOT NULL REFERENCES inspector (id),
  number TEXT NOT NULL CHECK (number <> ''),
  field TEXT NOT NULL,                               -- 执法领域
  authority TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  expires_on TEXT NOT NULL                           -- the last valid day
) STRICT;

CREATE UNIQUE INDEX certificate_number ON certificate (number);
CREATE INDEX certificate_of ON certificate (inspector_id, expires_on);
CREATE INDEX certificate_expiry ON certificate (expires_on);

-- 业务专长 and 资格资质, one row each.
CREATE TABLE inspector_specialty (
  inspector_id BLOB NOT NULL REFERENCES inspector (id),
  specialty TEXT NOT NULL CHECK (specialty <> ''),
  PRIMARY KEY (inspector_id, specialty)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspector_leave (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  inspector_id BLOB NOT NULL REFERENCES inspector (id),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  reason TEXT NOT NULL,
  CHECK (first_day <= last_day)
) STRICT;

CREATE INDEX inspector_leave_of ON inspector_leave (inspector_id, last_day);

-- 回避关系 (行政处罚法 43): this inspector never checks this target.
CREATE TABLE recusal (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  inspector_id BLOB NOT NULL REFERENCES inspector (id),
  target_id BLOB NOT NULL REFERENCES target (id),
  reason TEXT NOT NULL,
  entered_by_side TEXT NOT NULL CHECK (entered_by_side IN ('inspector', 'target', 'department')),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX recusal_pair ON recusal (inspector_id, target_id) WHERE valid_to IS NULL;
CREATE INDEX recusal_of_target ON recusal (target_id) WHERE valid_to IS NULL;

-- How many current rows each department has in the registers: counting a million targets for every list of departments
-- would take a third of a second. Kept by the triggers below alone.
CREATE TABLE department_count (
  department_id BLOB NOT NULL PRIMARY KEY REFERENCES department (id),
  inspector_count INTEGER NOT NULL CHECK (inspector_count >= 0),
  target_count INTEGER NOT NULL CHECK (target_count >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER department_count_begin AFTER INSERT ON department BEGIN
  INSERT INTO department_count (department_id, inspector_count, target_count) VALUES (NEW.id, 0, 0);
END;

CREATE TRIGGER target_count_insert AFTER INSERT ON target WHEN NEW.valid_to IS NULL BEGIN
  UPDATE department_count SET target_count = target_count + 1 WHERE department_id = NEW.responsible_department_id;
END;
CREATE TRIGGER target_count_update AFTER UPDATE OF responsible_department_id, valid_to ON target BEGIN
  UPDATE department_count SET target_count = target_count - 1
    WHERE OLD.valid_to IS NULL AND department_id = OLD.responsible_department_id;
  UPDATE department_count SET target_count = target_count + 1
    WHERE NEW.valid_to IS NULL AND department_id = NEW.responsible_department_id;
END;
CREATE TRIGGER target_count_delete AFTER DELETE ON target WHEN OLD.valid_to IS NULL BEGIN
  UPDATE department_count SET target_count = target_count - 1 WHERE department_id = OLD.responsible_department_id;
END;

CREATE TRIGGER inspector_count_insert AFTER INSERT ON inspector WHEN NEW.valid_to IS NULL BEGIN
  UPDATE department_count SET inspector_count = inspector_count + 1 WHERE department_id = NEW.department_id;
END;
CREATE TRIGGER inspector_count_update AFTER UPDATE OF department_id, valid_to ON inspector BEGIN
  UPDATE department_count SET inspector_count = inspector_count - 1
    WHERE OLD.valid_to IS NULL AND department_id = OLD.department_id;
  UPDATE department_count SET inspector_count = inspector_count + 1
    WHERE NEW.valid_to IS NULL AND department_id = NEW.department_id;
END;
CREATE TRIGGER inspector_count_delete AFTER DELETE ON inspector WHEN OLD.valid_to IS NULL BEGIN
  UPDATE department_count SET inspector_count = inspector_count - 1 WHERE department_id = OLD.department_id;
END;
