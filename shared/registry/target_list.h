// Pages of the target register: filtered, searched, in one of several orders, in time that does not grow with the
// register.
//
// Rows come out of the index (target_index.h) in the order of creation. The two other orders have indexes of their own,
// which are walked where many rows fit; where few do, those are collected and sorted. A request looks at a bounded
// number of rows: a page may then be short, or even empty, and still have a next one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/registry/target_terms.h"
#include "shared/store/database.h"

namespace mingchou {

inline constexpr int target_page_default = 50;
inline constexpr int target_page_max = 200;
/// Counted exactly up to here.
inline constexpr std::int64_t targets_counted_max = 10'000;

enum class TargetOrder { created, newest, name, last_check };
std::string_view text_of(TargetOrder order);
std::optional<TargetOrder> target_order_from(std::string_view text);

struct TargetQuery {
  TargetFilter filter = {};
  TargetOrder order = TargetOrder::created;
  /// Of the page before; empty for the first one.
  std::string cursor = {};
  int limit = target_page_default;
};

/// A row of the list: nothing personal but what a receipt may say. Who may see the risk class and the message of a
/// receipt is for the caller to say.
struct TargetSummary {
  TargetId id;
  std::string kind, name, status, township_code;
  std::optional<std::string> credit_code, registration_number, industry_code, station, area, last_checked_on,
      risk_class;
  Receipt receipt;
  DepartmentId responsible_department_id;
  std::vector<TagId> tags;
  std::int64_t revision = 1;
};

struct TargetTotal {
  std::int64_t count = 0;
  enum class Kind {
    exact,
    at_least,  // counting ended here
    about,     // some of these hold the words' characters, but not next to each other
  } kind = Kind::exact;
};
std::string_view text_of(TargetTotal::Kind kind);

struct TargetPage {
  std::vector<TargetSummary> targets;
  std::optional<std::string> next_cursor;
  /// On the first page only.
  std::optional<TargetTotal> total;
};

/// Errors: registry.bad_cursor, registry.bad_limit, those of TargetSearch::of and of the store.
Result<TargetPage> list_targets(Database& db, const TargetQuery& query);

}  // namespace mingchou
