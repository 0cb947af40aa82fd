-- What the server said last to a user of this tablet, to be read without network: their own checks. The server has it
-- all, so it can be lost, and goes when something newer is read.
CREATE TABLE kept_answer (
  user TEXT NOT NULL,                                -- as in `op`
  what TEXT NOT NULL CHECK (what <> ''),
  content TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (user, what)
) STRICT, WITHOUT ROWID;
