// Pages of the audit trail, newest first, filtered; a department's own rows only where the reader may see no others.
#pragma once

#include <vector>

#include "server/audit/trail.h"

namespace mingchou::server::audit {

inline constexpr int page_default = 50;
inline constexpr int page_max = 200;

struct Query {
  /// Only rows of this department: from the reader's scope, never from the request.
  std::optional<DepartmentId> within_department;
  std::optional<Uuid> actor_id, entity_id, department_id;
  std::optional<std::string> action, entity, actor_role;
  /// from <= at < to.
  std::optional<Instant> from, to;
  /// Rows before this one; nothing for the newest.
  std::optional<std::int64_t> before_sequence;
  int limit = page_default;
};

struct Page {
  std::vector<Entry> entries;
  std::optional<std::int64_t> next_before_sequence;
};

Result<Page> read_page(Database& database, const Query& query);

/// `select` over audit_entry with the query's conditions, then `rest`. `bound`: its parameters that are bound already;
/// `rest` has none but those after them.
struct Prepared {
  Statement rows;
  int bound = 0;
};
Result<Prepared> prepare(Database& database, std::string_view select, const Query& query, std::string_view rest);

}  // namespace mingchou::server::audit
