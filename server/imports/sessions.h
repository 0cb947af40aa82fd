// Imports as mingchou.db knows them: what was brought, how it is mapped, what was mended, what became of it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/imports/row_check.h"
#include "server/imports/scratch.h"
#include "shared/base/time.h"
#include "shared/store/database.h"

namespace mingchou::imports {

struct SessionTag;
using SessionId = Id<SessionTag>;

struct Session {
  SessionId id;
  Register which = Register::targets;
  DepartmentId department;
  std::string file_name, file_hash;
  std::int64_t file_bytes = 0;
  /// reading, ready, failed, cancelled, applying, applied, undoing, undone, discarded.
  std::string state;
  /// JSON.
  std::string sheets, mapping, counts, error;
  Instant created_at, changed_at;
  std::string created_by;
};

Result<> insert_session(Database& database, const Session& session);
Result<std::optional<Session>> find_session(Database& database, const SessionId& id);
/// Newest first, discarded ones left out.
Result<std::vector<Session>> list_sessions(Database& database, const std::optional<DepartmentId>& within, int limit);

/// Moves a session from one state to another. Error: imports.not_now {state} if it is in none of `from` (words
/// separated by blanks).
Result<> move_session(Database& database, const SessionId& id, std::string_view from, std::string_view to, Instant now);
/// Sets the columns given (JSON); "" leaves one as it is.
struct SessionChange {
  std::string sheets = {}, mapping = {}, counts = {};
  std::optional<std::string> error = {};
};
Result<> change_session(Database& database, const SessionId& id, const SessionChange& change, Instant now);
/// After a restart: what was under way was not finished.
Result<> settle_interrupted(Database& database, Instant now);

/// By row, then by column.
using Mends = std::map<std::uint32_t, std::map<std::uint32_t, std::string>>;
Result<Mends> read_mends(Database& database, const SessionId& id);
/// Beyond this the file itself should be mended. Error: imports.too_many_mends {mends_max}.
inline constexpr std::int64_t mends_max = 20'000;
struct Mend {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::string value;
};
Result<> put_mends(Database& database, const SessionId& id, std::span<const Mend> mends);
void apply_mends(sheets::Row& row, const Mends& mends);

struct Template {
  Uuid id;
  Register which = Register::targets;
  std::string name, mapping;
};
/// Newest first.
Result<std::vector<Template>> list_templates(Database& database, const DepartmentId& department, Register which);
/// One of the same name is replaced. Error: imports.too_many_templates {templates_max}.
inline constexpr std::int64_t templates_max = 100;
Result<> put_template(Database& database, const Template& made, const DepartmentId& department, std::string_view by,
                      Instant now);
Result<bool> remove_template(Database& database, const Uuid& id, const DepartmentId& department);

/// The template whose columns are all among the headers, if there is one; the columns for these headers.
std::optional<Mapping> mapping_by_template(const std::vector<Template>& templates,
                                           const std::vector<std::string>& headers);

}  // namespace mingchou::imports
