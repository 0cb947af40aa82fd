#include "shared/json/canonical.h"
#include "shared/plans/store_row.h"

namespace mingchou::plans {
namespace {

constexpr std::string_view row_columns = "content, position, revision, changed_at, changed_by";

Result<StoredRow> row_of(const Statement& row) {
  auto read = parse_row(row.text(0));
  if (!read)
    return fail(Error("store.damaged")
                    .with("path", "plan_row")
                    .because("a row of a plan that can't be read: " + read.error().code));
  return StoredRow{.row = *std::move(read),
                   .position = row.int64(1),
                   .revision = row.int64(2),
                   .changed_at = row.instant(3),
                   .changed_by = std::string(row.text(4))};
}

Result<std::string> content_of_row(const Row& row) {
  std::string content = MC_TRY(json::strict_canonical(to_json(row)));
  if (content.size() > row_bytes_max) return fail(Error("plans.row_too_long"));
  return content;
}

Result<Row> checked(Database& db, const Version& draft, Row row) {
  Row tidied = MC_TRY(check_row(std::move(row), draft.year));
  return check_surroundings(std::move(tidied), surroundings_of(db));
}

/// The row as it is, if it has the revision that the caller saw.
Result<StoredRow> unchanged(Database& db, const VersionId& version_id, const RowId& id, std::int64_t expected) {
  auto row = MC_TRY(find_row(db, version_id, id));
  if (!row || row->revision != expected) return fail(Error("plans.changed_meanwhile"));
  return *std::move(row);
}

}  // namespace

Result<> touch(Database& db, const VersionId& id, const Write& write) {
  return db.run("UPDATE plan_version SET revision = revision + 1, changed_at = ? WHERE id = ?", write.at, id);
}

Result<> store_row(Database& db, const VersionId& version_id, const Row& row, const Write& write) {
  return db.run(R"sql(
    UPDATE plan_row SET initiating_department_id = ?, first_day = ?, last_day = ?, content = ?,
                        revision = revision + 1, changed_at = ?, changed_by = ?
    WHERE version_id = ? AND row_id = ?)sql",
                row.initiating_department_id, row.first_day.text(), row.last_day.text(), MC_TRY(content_of_row(row)),
                write.at, write.by, version_id, row.id);
}

Result<std::vector<StoredRow>> read_rows(Database& db, const VersionId& version_id) {
  Statement read = MC_TRY(
      db.prepare("SELECT " + std::string(row_columns) + " FROM plan_row WHERE version_id = ? ORDER BY position"));
  read.bind(1, version_id);
  std::vector<StoredRow> rows;
  while (MC_TRY(read.step())) rows.push_back(MC_TRY(row_of(read)));
  return rows;
}

Result<std::optional<StoredRow>> find_row(Database& db, const VersionId& version_id, const RowId& id) {
  Statement find =
      MC_TRY(db.prepare("SELECT " + std::string(row_columns) + " FROM plan_row WHERE version_id = ? AND row_id = ?"));
  find.bind_all(version_id, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return MC_TRY(row_of(find));
}

Result<> insert_row(Database& db, const Version& draft, Row row, const Write& write) {
  const Version now = MC_TRY(demand_step_now(db, draft.id, Event::edit));
  if (now.row_count >= static_cast<std::int64_t>(rows_max))
    return fail(Error("plans.too_many_rows").with("max", static_cast<long long>(rows_max)));
  const Row tidied = MC_TRY(checked(db, now, std::move(row)));
  Statement last = MC_TRY(db.prepare("SELECT coalesce(max(position), 0) FROM plan_row WHERE version_id = ?"));
  last.bind(1, draft.id);
  MC_TRY(last.step());
  const std::int64_t position = last.int64(0) + 1;
  last.reset();
  const std::string content = MC_TRY(content_of_row(tidied));
  MC_TRY(db.run(R"sql(
    INSERT INTO plan_row (version_id, row_id, position, initiating_department_id, first_day, last_day, content,
                          revision, changed_at, changed_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?))sql",
                draft.id, tidied.id, position, tidied.initiating_department_id, tidied.first_day.text(),
                tidied.last_day.text(), content, write.at, write.by));
  return touch(db, draft.id, write);
}

Result<> update_row(Database& db, const Version& draft, Row row, std::int64_t expected, const Write& write) {
  const Version now = MC_TRY(demand_step_now(db, draft.id, Event::edit));
  const StoredRow before = MC_TRY(unchanged(db, draft.id, row.id, expected));
  const Row tidied = MC_TRY(checked(db, now, std::move(row)));
  if (tidied == before.row) return {};
  MC_TRY(store_row(db, draft.id, tidied, write));
  return touch(db, draft.id, write);
}

Result<> remove_row(Database& db, const Version& draft, const RowId& id, std::int64_t expected, const Write& write) {
  MC_TRY(demand_step_now(db, draft.id, Event::edit));
  MC_TRY(unchanged(db, draft.id, id, expected));
  MC_TRY(db.run("DELETE FROM plan_row WHERE version_id = ? AND row_id = ?", draft.id, id));
  return touch(db, draft.id, write);
}

}  // namespace mingchou::plans
