// The same names in SQLite: FTS5 with trigrams (which can't find words of one or two characters by itself and falls
// back to reading all rows) and LIKE over a plain table.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

#include "tests/bench/search_bench.h"

namespace {

void run(sqlite3* db, const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    std::fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
    std::abort();
  }
}

void fill(sqlite3* db, const char* insert, const std::vector<BenchRow>& rows) {
  run(db, "BEGIN");
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db, insert, -1, &statement, nullptr);
  for (const BenchRow& row : rows) {
    sqlite3_bind_text(statement, 1, row.name.data(), static_cast<int>(row.name.size()), SQLITE_STATIC);
    sqlite3_step(statement);
    sqlite3_reset(statement);
  }
  sqlite3_finalize(statement);
  run(db, "COMMIT");
}

std::size_t count(sqlite3_stmt* statement, const std::string& text) {
  const std::string pattern = "%" + text + "%";
  sqlite3_bind_text(statement, 1, pattern.data(), static_cast<int>(pattern.size()), SQLITE_TRANSIENT);
  sqlite3_step(statement);
  const auto found = static_cast<std::size_t>(sqlite3_column_int64(statement, 0));
  sqlite3_reset(statement);
  return found;
}

}  // namespace

void bench_sqlite(const std::vector<BenchRow>& rows, const std::vector<std::string>& queries) {
  sqlite3* db = nullptr;
  sqlite3_open(":memory:", &db);
  run(db, "CREATE TABLE plain(name TEXT)");
  run(db, "CREATE VIRTUAL TABLE trigrams USING fts5(name, tokenize = 'trigram')");
  for (const char* table : {"plain", "trigrams"}) {
    const double start = now_ms();
    fill(db, ("INSERT INTO " + std::string(table) + "(name) VALUES (?)").c_str(), rows);
    std::printf("  SQLite %s filled in %.0f ms\n", table, now_ms() - start);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db, ("SELECT count(*) FROM " + std::string(table) + " WHERE name LIKE ?").c_str(), -1,
                       &statement, nullptr);
    time_queries(("SQLite LIKE over " + std::string(table)).c_str(), queries, 3,
                 [&](const std::string& text) { return count(statement, text); });
    sqlite3_finalize(statement);
  }
  sqlite3_close(db);
}
