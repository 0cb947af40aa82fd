#include "shared/plans/diff.h"

#include <algorithm>

namespace mingchou::plans {

Diff diff(std::span<const Row> before, std::span<const Row> after) {
  Diff result;
  for (const Row& row : after) {
    const auto was = std::ranges::find(before, row.id, &Row::id);
    if (was == before.end())
      result.added.push_back(row);
    else if (*was != row)
      result.changed.push_back(
          {.id = row.id, .name = row.name, .fields = items::field_changes(fields_of(*was), fields_of(row))});
  }
  for (const Row& row : before)
    if (!std::ranges::contains(after, row.id, &Row::id)) result.removed.push_back(row);
  return result;
}

}  // namespace mingchou::plans
