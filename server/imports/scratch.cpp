#include "server/imports/scratch.h"

#include <array>
#include <cstdio>

#include "server/imports/mapping_json.h"

namespace mingchou::imports {
namespace {

constexpr std::array<std::string_view, 5> outcome_texts = {"good", "warning", "ignored", "duplicate", "error"};

constexpr std::string_view schema = R"sql(
  CREATE TABLE line (row INTEGER NOT NULL PRIMARY KEY, cells TEXT NOT NULL) STRICT;
  CREATE TABLE checked (
    row INTEGER NOT NULL PRIMARY KEY,
    outcome TEXT NOT NULL,
    key TEXT,
    "values" TEXT NOT NULL,
    problems TEXT NOT NULL,
    changes TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX checked_key ON checked (key, row) WHERE key IS NOT NULL;
  CREATE INDEX checked_outcome ON checked (outcome, row);
)sql";

}  // namespace

std::string_view text_of(Outcome outcome) { return outcome_texts[static_cast<std::size_t>(outcome)]; }

Result<Scratch> Scratch::create(const std::string& path) {
  remove(path);
  Database database = MC_TRY(Database::open({.path = path}));
  MC_TRY(database.run_script(schema));
  return Scratch(std::move(database));
}

Result<Scratch> Scratch::open(const std::string& path) {
  Database database = MC_TRY(Database::open({.path = path, .access = Access::read_write}));
  const auto columns =
      MC_TRY(database.number("SELECT COUNT(*) FROM pragma_table_info('checked') WHERE name = 'changes'"));
  if (columns == 0) MC_TRY(database.run("ALTER TABLE checked ADD COLUMN changes TEXT NOT NULL DEFAULT ''"));
  return Scratch(std::move(database));
}

void Scratch::remove(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::remove((path + suffix).c_str());
}

Result<> Scratch::add_line(const sheets::Row& row) {
  return database_.run("INSERT INTO line (row, cells) VALUES (?, ?)", std::int64_t{row.number}, cells_json(row));
}

Result<> Scratch::replace_line(const sheets::Row& row) {
  return database_.run("UPDATE line SET cells = ? WHERE row = ?", cells_json(row), std::int64_t{row.number});
}

Result<std::optional<sheets::Row>> Scratch::line(std::uint32_t row) {
  Statement find = MC_TRY(database_.prepare("SELECT cells FROM line WHERE row = ?"));
  find.bind(1, std::int64_t{row});
  if (!MC_TRY(find.step())) return std::nullopt;
  return row_of(row, find.text(0));
}

Result<std::vector<sheets::Row>> Scratch::lines_after(std::uint32_t row, int count) {
  Statement list = MC_TRY(database_.prepare("SELECT row, cells FROM line WHERE row > ? ORDER BY row LIMIT ?"));
  list.bind_all(std::int64_t{row}, count);
  std::vector<sheets::Row> rows;
  while (MC_TRY(list.step())) rows.push_back(row_of(static_cast<std::uint32_t>(list.int64(0)), list.text(1)));
  return rows;
}

Result<std::int64_t> Scratch::line_count() { return database_.number("SELECT COUNT(*) FROM line"); }

Result<> Scratch::clear_checks() { return database_.run("DELETE FROM checked"); }

Result<> Scratch::put_check(const CheckedLine& line) {
  const auto key = line.key.empty() ? std::nullopt : std::optional(line.key);
  return database_.run(
      R"(INSERT OR REPLACE INTO checked (row, outcome, key, "values", problems, changes) VALUES (?, ?, ?, ?, ?, ?))",
      std::int64_t{line.row}, text_of(line.outcome), key, line.values, line.problems, line.changes);
}

Result<std::optional<CheckedLine>> Scratch::check_of(std::uint32_t row) {
  Statement find = MC_TRY(database_.prepare(R"(SELECT outcome, key, "values", problems FROM checked WHERE row = ?)"));
  find.bind(1, std::int64_t{row});
  if (!MC_TRY(find.step())) return std::nullopt;
  CheckedLine line{.row = row,
                   .key = std::string(find.text(1)),
                   .values = std::string(find.text(2)),
                   .problems = std::string(find.text(3))};
  for (std::size_t i = 0; i < outcome_texts.size(); ++i)
    if (find.text(0) == outcome_texts[i]) line.outcome = static_cast<Outcome>(i);
  return line;
}

Result<std::optional<std::uint32_t>> Scratch::earlier_row(std::string_view key, std::uint32_t row) {
  Statement find = MC_TRY(database_.prepare("SELECT row FROM checked WHERE key = ? AND row < ? ORDER BY row LIMIT 1"));
  find.bind_all(key, std::int64_t{row});
  if (!MC_TRY(find.step())) return std::nullopt;
  return static_cast<std::uint32_t>(find.int64(0));
}

Result<std::vector<std::uint32_t>> Scratch::rows_with_key(std::string_view key) {
  constexpr int rows_max = 1000;
  Statement list = MC_TRY(database_.prepare("SELECT row FROM checked WHERE key = ? ORDER BY row LIMIT ?"));
  list.bind_all(key, rows_max);
  std::vector<std::uint32_t> rows;
  while (MC_TRY(list.step())) rows.push_back(static_cast<std::uint32_t>(list.int64(0)));
  return rows;
}

Result<Counts> Scratch::counts() {
  Counts counts;
  for (const std::string_view outcome : outcome_texts) counts.emplace(outcome, 0);
  Statement list = MC_TRY(database_.prepare("SELECT outcome, COUNT(*) FROM checked GROUP BY outcome"));
  while (MC_TRY(list.step())) counts[std::string(list.text(0))] = list.int64(1);
  counts["changed"] = MC_TRY(database_.number("SELECT COUNT(*) FROM checked WHERE changes <> ''"));
  return counts;
}

Result<std::vector<ShownLine>> Scratch::shown_after(std::uint32_t row, int count, const LineFilter& filter) {
  Statement list = MC_TRY(database_.prepare(R"sql(
    SELECT row, outcome, cells, problems, changes FROM checked JOIN line USING (row)
    WHERE row > ?1 AND (?2 = '' OR instr(?2, outcome) > 0 OR (?2 = 'changed' AND changes <> ''))
      AND (?3 = '' OR EXISTS (SELECT 1 FROM json_each(problems) WHERE value ->> 'code' = ?3 AND value ->> 'field' = ?4))
    ORDER BY row LIMIT ?5)sql"));
  list.bind_all(std::int64_t{row}, filter.outcomes, filter.code, filter.field, count);
  std::vector<ShownLine> lines;
  while (MC_TRY(list.step()))
    lines.push_back({static_cast<std::uint32_t>(list.int64(0)), std::string(list.text(1)), std::string(list.text(2)),
                     std::string(list.text(3)), std::string(list.text(4))});
  return lines;
}

Result<std::vector<ProblemKind>> Scratch::problem_kinds() {
  // There are fewer sentences times fields than this.
  constexpr int kinds_max = 500;
  Statement list = MC_TRY(database_.prepare(R"sql(
    SELECT problem.value, COUNT(DISTINCT row), SUM(problem.value ->> 'suggestion' <> ''), MIN(row)
    FROM checked, json_each(problems) AS problem
    WHERE outcome IN ('warning', 'duplicate', 'error')
    GROUP BY problem.value ->> 'severity', problem.value ->> 'code', problem.value ->> 'field'
    ORDER BY problem.value ->> 'severity' = 'warning', 2 DESC, 4 LIMIT ?)sql"));
  list.bind(1, kinds_max);
  std::vector<ProblemKind> kinds;
  while (MC_TRY(list.step())) kinds.push_back({std::string(list.text(0)), list.int64(1), list.int64(2)});
  return kinds;
}

Result<std::vector<Suggested>> Scratch::suggestions(std::string_view code, std::string_view field, int count) {
  Statement list = MC_TRY(database_.prepare(R"sql(
    SELECT row, problem.value ->> 'suggestion' FROM checked, json_each(problems) AS problem
    WHERE problem.value ->> 'code' = ?1 AND problem.value ->> 'field' = ?2 AND problem.value ->> 'suggestion' <> ''
    ORDER BY row LIMIT ?3)sql"));
  list.bind_all(code, field, count);
  std::vector<Suggested> found;
  while (MC_TRY(list.step())) found.push_back({static_cast<std::uint32_t>(list.int64(0)), std::string(list.text(1))});
  return found;
}

}  // namespace mingchou::imports
