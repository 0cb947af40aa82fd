// Licences of active targets that have expired or will: the list of a department's duty, by their last days, walked
// over an index. A request looks at a bounded number of rows: a page may then be short, and still have a next one.
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

inline constexpr int licence_page_default = 50;
inline constexpr int licence_page_max = 200;
/// Counted exactly up to here.
inline constexpr std::int64_t licences_counted_max = 10'000;

struct LicenceQuery {
  /// From the reader's scope, never from a request.
  std::optional<DepartmentId> within = {};
  std::optional<DepartmentId> department_id = {};
  /// Those whose last day is this one or before, and not before `from`.
  CivilDate by;
  std::optional<CivilDate> from = {};
  /// Of the page before; empty for the first one.
  std::string cursor = {};
  int limit = licence_page_default;
};

struct ExpiringLicence {
  Licence licence;
  TargetId target_id;
  std::string target_name;
  DepartmentId department_id;
};

struct LicencePage {
  std::vector<ExpiringLicence> licences;
  std::optional<std::string> next_cursor;
};

/// Errors: registry.bad_cursor, registry.bad_limit, those of the store.
Result<LicencePage> list_expiring_licences(Database& db, const LicenceQuery& query);
/// All that fit the query, whatever its cursor and limit; licences_counted_max + 1 stands for more.
Result<std::int64_t> count_expiring_licences(Database& db, const LicenceQuery& query);

}  // namespace mingchou
