-- What the server keeps for itself, apart from the domain.

-- Reports of clients about their own health (start, errors, storage, network): for finding out why a tablet in a
-- village does not work. Append-only; no data of inspections and no names belong in them. `op_id` comes from the
-- client and makes a repeated report harmless.
CREATE TABLE client_event (
  sequence INTEGER NOT NULL PRIMARY KEY,             -- rises by one with each report
  op_id BLOB NOT NULL UNIQUE CHECK (length(op_id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('start', 'error', 'storage', 'network', 'update', 'performance')),
  app_version TEXT NOT NULL CHECK (length(app_version) BETWEEN 1 AND 64),
  text TEXT NOT NULL CHECK (length(CAST(text AS BLOB)) <= 2048),
  received_at INTEGER NOT NULL                       -- UTC milliseconds, the server's clock
) STRICT;

CREATE INDEX client_event_by_kind ON client_event (kind, sequence);
