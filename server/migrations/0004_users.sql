-- Who may sign in, and what stands against guessing.
--
-- The table is "app_user" because "user" is a reserved word of PostgreSQL. A user's history is the audit trail (0005),
-- which keeps before and after of every change; there is no revision table beside it.
CREATE TABLE app_user (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  -- Never given to a second person, not even after the first has left: the trail names people by it.
  login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 2 AND 32 AND login = lower(login)),
  name TEXT NOT NULL CHECK (name <> ''),             -- of the person
  role TEXT NOT NULL CHECK (role IN ('system_administrator', 'joint_meeting_office', 'department_administrator',
    'inspector', 'reviewer', 'auditor', 'county_viewer')),
  department_id BLOB REFERENCES department (id),     -- the one department that the user acts for
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  password_hash TEXT NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  password_set_at INTEGER NOT NULL,
  must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
  password_expires_at INTEGER,                       -- of an initial password that nobody has used
  -- Its password is known to everybody: signs in only where nobody else can reach the server.
  is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
  last_sign_in_at INTEGER,
  revision INTEGER NOT NULL CHECK (revision >= 1),   -- rises with every change that the API shows; its ETag
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK (role NOT IN ('department_administrator', 'inspector', 'reviewer') OR department_id IS NOT NULL)
) STRICT;

CREATE INDEX app_user_by_department ON app_user (department_id, login);
CREATE INDEX app_user_administrators ON app_user (status) WHERE role = 'system_administrator';

-- Sessions. The token is in the browser's cookie alone; here is its SHA-256 (it has 256 bits of its own, so it needs no
-- slow hash). Rows of ended sessions go after a while (server/accounts/session.cpp): what happened is in the trail.
CREATE TABLE session (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  user_id BLOB NOT NULL REFERENCES app_user (id),
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,                       -- whatever happens
  ended_at INTEGER,
  address TEXT NOT NULL,                             -- the peer that signed in
  agent TEXT NOT NULL                                -- its User-Agent, cut: so that people know their own devices
) STRICT;

CREATE INDEX session_of_user ON session (user_id, created_at);
CREATE INDEX session_by_creation ON session (created_at);

-- Failed sign-ins, counted by whom they were tried against and from where (server/accounts/attempts.h says how).
-- `subject` is a SHA-256, so that what people type by mistake into the field of the name is not kept.
CREATE TABLE sign_in_attempt (
  kind TEXT NOT NULL CHECK (kind IN ('pair', 'address', 'user')),
  subject BLOB NOT NULL CHECK (length(subject) = 32),
  failure_count INTEGER NOT NULL CHECK (failure_count >= 0),
  counted_at INTEGER NOT NULL,                       -- from here on failures are forgotten, one after the other
  blocked_until INTEGER NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_attempt_age ON sign_in_attempt (counted_at);

-- TOTP (RFC 6238). The secret is sealed with a key from keys/accounts.key, and recovery codes are kept as HMACs under
-- another one: who gets the database alone gets neither.
CREATE TABLE second_factor (
  user_id BLOB NOT NULL PRIMARY KEY REFERENCES app_user (id),
  sealed_secret BLOB NOT NULL,
  confirmed_at INTEGER,                              -- none: begun, not yet asked for at sign-in
  last_step INTEGER NOT NULL,                        -- of the newest code taken; a code counts once
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
  user_id BLOB NOT NULL REFERENCES second_factor (user_id) ON DELETE CASCADE,
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
  PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;
