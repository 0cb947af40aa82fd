#include "server/imports/sessions.h"

#include <algorithm>

#include "server/imports/mapping_json.h"

namespace mingchou::imports {
namespace {

constexpr std::string_view session_columns =
    "id, register, department_id, file_name, file_hash, file_bytes, state, sheets, mapping, counts, error, created_at, "
    "changed_at, created_by";

Session session_of(const Statement& row) {
  return {.id = {row.uuid(0).value_or(Uuid{})},
          .which = register_from(row.text(1)).value_or(Register::targets),
          .department = {row.uuid(2).value_or(Uuid{})},
          .file_name = std::string(row.text(3)),
          .file_hash = std::string(row.text(4)),
          .file_bytes = row.int64(5),
          .state = std::string(row.text(6)),
          .sheets = std::string(row.text(7)),
          .mapping = std::string(row.text(8)),
          .counts = std::string(row.text(9)),
          .error = std::string(row.text(10)),
          .created_at = row.instant(11),
          .changed_at = row.instant(12),
          .created_by = std::string(row.text(13))};
}

std::optional<std::string_view> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

}  // namespace

Result<> insert_session(Database& database, const Session& s) {
  return database.run(R"sql(
    INSERT INTO import_session (id, register, department_id, file_name, file_hash, file_bytes, state, sheets, mapping,
                                counts, error, created_at, created_by, changed_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'reading', '[]', '{}', '{}', '', ?7, ?8, ?7))sql",
                      s.id, text_of(s.which), s.department, s.file_name, s.file_hash, s.file_bytes, s.created_at,
                      s.created_by);
}

Result<std::optional<Session>> find_session(Database& database, const SessionId& id) {
  Statement find =
      MC_TRY(database.prepare("SELECT " + std::string(session_columns) + " FROM import_session WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return session_of(find);
}

Result<std::vector<Session>> list_sessions(Database& database, const std::optional<DepartmentId>& within, int limit) {
  Statement list = MC_TRY(database.prepare("SELECT " + std::string(session_columns) +
                                           " FROM import_session WHERE state <> 'discarded' AND (?1 IS NULL OR "
                                           "department_id = ?1) ORDER BY id DESC LIMIT ?2"));
  list.bind_all(within, limit);
  std::vector<Session> sessions;
  while (MC_TRY(list.step())) sessions.push_back(session_of(list));
  return sessions;
}

Result<> move_session(Database& database, const SessionId& id, std::string_view from, std::string_view to,
                      Instant now) {
  MC_TRY(
      database.run("UPDATE import_session SET state = ?1, changed_at = ?2 WHERE id = ?3 AND instr(' ' || ?4 || ' ', ' "
                   "' || state || ' ')",
                   to, now, id, from));
  if (database.changes() == 1) return {};
  const auto session = MC_TRY(find_session(database, id));
  return fail(Error("imports.not_now").with("state", session ? session->state : "discarded"));
}

Result<> change_session(Database& database, const SessionId& id, const SessionChange& change, Instant now) {
  return database.run(R"sql(
    UPDATE import_session SET sheets = coalesce(?1, sheets), mapping = coalesce(?2, mapping),
      counts = coalesce(?3, counts), error = coalesce(?4, error), changed_at = ?5 WHERE id = ?6)sql",
                      unless_empty(change.sheets), unless_empty(change.mapping), unless_empty(change.counts),
                      change.error, now, id);
}

Result<> settle_interrupted(Database& database, Instant now) {
  const std::string error = error_json(Error("imports.interrupted"));
  MC_TRY(database.run("UPDATE import_session SET state = 'failed', error = ?1, changed_at = ?2 WHERE state = 'reading'",
                      error, now));
  // Their transactions did not come to an end, so nothing of them is there.
  MC_TRY(database.run("UPDATE import_session SET state = 'ready', error = ?1, changed_at = ?2 WHERE state = 'applying'",
                      error, now));
  return database.run(
      "UPDATE import_session SET state = 'applied', error = ?1, changed_at = ?2 WHERE state = 'undoing'", error, now);
}

Result<Mends> read_mends(Database& database, const SessionId& id) {
  Statement list = MC_TRY(database.prepare("SELECT row, column, value FROM import_mend WHERE session_id = ?"));
  list.bind(1, id);
  Mends mends;
  while (MC_TRY(list.step()))
    mends[static_cast<std::uint32_t>(list.int64(0))][static_cast<std::uint32_t>(list.int64(1))] = list.text(2);
  return mends;
}

Result<> put_mends(Database& database, const SessionId& id, std::span<const Mend> mends) {
  Statement count = MC_TRY(database.prepare("SELECT COUNT(*) FROM import_mend WHERE session_id = ?"));
  count.bind(1, id);
  if (MC_TRY(count.step()) && count.int64(0) + static_cast<std::int64_t>(mends.size()) > mends_max)
    return fail(Error("imports.too_many_mends").with("mends_max", mends_max));
  count.reset();
  for (const Mend& mend : mends)
    MC_TRY(database.run("INSERT OR REPLACE INTO import_mend (session_id, row, column, value) VALUES (?, ?, ?, ?)", id,
                        std::int64_t{mend.row}, std::int64_t{mend.column}, mend.value));
  return {};
}

void apply_mends(sheets::Row& row, const Mends& mends) {
  const auto found = mends.find(row.number);
  if (found == mends.end()) return;
  for (const auto& [column, value] : found->second) {
    if (row.cells.size() <= column) row.cells.resize(column + 1UL);
    row.cells[column] = value.empty() ? sheets::Cell{} : sheets::Cell::of_text(value);
  }
}

Result<std::vector<Template>> list_templates(Database& database, const DepartmentId& department, Register which) {
  Statement list = MC_TRY(database.prepare(
      "SELECT id, name, mapping FROM import_template WHERE department_id = ? AND register = ? ORDER BY id DESC"));
  list.bind_all(department, text_of(which));
  std::vector<Template> templates;
  while (MC_TRY(list.step()))
    templates.push_back({list.uuid(0).value_or(Uuid{}), which, std::string(list.text(1)), std::string(list.text(2))});
  return templates;
}

Result<> put_template(Database& database, const Template& made, const DepartmentId& department, std::string_view by,
                      Instant now) {
  MC_TRY(database.run("DELETE FROM import_template WHERE department_id = ? AND register = ? AND name = ?", department,
                      text_of(made.which), made.name));
  const auto templates = MC_TRY(list_templates(database, department, made.which));
  if (static_cast<std::int64_t>(templates.size()) >= templates_max)
    return fail(Error("imports.too_many_templates").with("templates_max", templates_max));
  return database.run(
      "INSERT INTO import_template (id, department_id, register, name, mapping, created_at, created_by) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      made.id, department, text_of(made.which), made.name, made.mapping, now, by);
}

Result<bool> remove_template(Database& database, const Uuid& id, const DepartmentId& department) {
  MC_TRY(database.run("DELETE FROM import_template WHERE id = ? AND department_id = ?", id, department));
  return database.changes() == 1;
}

std::optional<Mapping> mapping_by_template(const std::vector<Template>& templates,
                                           const std::vector<std::string>& headers) {
  for (const Template& known : templates) {
    const Mapping given = mapping_of(known.which, known.mapping);
    Mapping fitted{
        .which = known.which, .columns = Columns(headers.size()), .headers = headers, .defaults = given.defaults};
    bool fits = false;
    for (std::size_t column = 0; column < given.columns.size(); ++column) {
      if (given.columns[column].empty()) continue;
      const auto place = std::ranges::find_if(headers, [&](const std::string& header) {
        return fold_header(header) == fold_header(given.headers[column]);
      });
      fits = place != headers.end();
      if (!fits) break;
      fitted.columns[static_cast<std::size_t>(place - headers.begin())] = given.columns[column];
    }
    if (fits) return fitted;
  }
  return std::nullopt;
}

}  // namespace mingchou::imports
