// What became of an entity: its states, newest first, each with what it changed field by field.
//
// A state that an end made changes nothing in the entity; it tells who ended it and why. Who may see which field is
// for the caller to say: changes name theirs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/registry/register_reader.h"
#include "shared/store/database.h"

namespace mingchou {

struct FieldChange {
  /// "address"; of a part with an id "licences/<id>" if it came or went, "licences/<id>/expires_on" if it changed.
  std::string field;
  /// JSON; "" where there was none.
  std::string before, after;
  bool operator==(const FieldChange&) const = default;
};

/// Between two contents (content.h), in the order of the fields. What is no JSON object counts as an empty one.
std::vector<FieldChange> changes_between(std::string_view before, std::string_view after);

struct HistoryEntry {
  EntityState state;
  /// Against the state before; of the first one nothing.
  std::vector<FieldChange> changes;
};

inline constexpr int history_page_default = 20;
inline constexpr int history_page_max = 50;

struct HistoryPage {
  std::vector<HistoryEntry> entries;
  /// Entries before this revision are on the next page.
  std::optional<std::int64_t> next_before_revision;
};

/// `before_revision`: only states before that one. Error: registry.not_found, registry.bad_limit, those of the store.
Result<HistoryPage> list_history(Database& db, const DepartmentId& id,
                                 std::optional<std::int64_t> before_revision = std::nullopt,
                                 int limit = history_page_default);
Result<HistoryPage> list_history(Database& db, const TargetId& id,
                                 std::optional<std::int64_t> before_revision = std::nullopt,
                                 int limit = history_page_default);
Result<HistoryPage> list_history(Database& db, const ExpertId& id,
                                 std::optional<std::int64_t> before_revision = std::nullopt,
                                 int limit = history_page_default);
Result<HistoryPage> list_history(Database& db, const InspectorId& id,
                                 std::optional<std::int64_t> before_revision = std::nullopt,
                                 int limit = history_page_default);

}  // namespace mingchou
