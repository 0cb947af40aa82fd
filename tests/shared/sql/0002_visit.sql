CREATE TABLE visit(id INTEGER PRIMARY KEY, person BLOB NOT NULL REFERENCES person(id)) STRICT;
CREATE INDEX visit_by_person ON visit(person);
