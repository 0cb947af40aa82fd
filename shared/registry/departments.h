// Reading departments: the list of GET /api/v1/departments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou {

inline constexpr int department_page_default = 50;
inline constexpr int department_page_max = 200;

struct DepartmentSummary {
  DepartmentId id;
  std::string code, name, short_name;
  /// joint_meeting_office, bureau or branch.
  std::string kind;
  /// Current rows of the registers, whatever their status.
  std::int64_t inspector_count = 0;
  std::int64_t target_count = 0;
};

struct DepartmentPage {
  std::vector<DepartmentSummary> departments;
  /// For the next page; nothing on the last one. Opaque, but made of ASCII letters, digits and '-' only.
  std::optional<std::string> next_cursor;
};

/// Current departments in their order of protocol. `cursor` is empty for the first page. Stays right while rows are
/// added or ended between pages. Errors: registry.bad_cursor, registry.bad_limit, and those of the store.
Result<DepartmentPage> list_departments(Database& db, std::string_view cursor = {},
                                        int limit = department_page_default);

}  // namespace mingchou
