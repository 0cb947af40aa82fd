-- For the tests of migrations: an old table, with text that a careless embedding would break: ";" "\n" '[x]' ${y} 明抽
CREATE TABLE person(id BLOB PRIMARY KEY, name TEXT NOT NULL, note TEXT DEFAULT 'a;b\n[c] ${d} "明抽"') STRICT;
