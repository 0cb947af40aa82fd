#include "shared/plans/entities.h"

#include <algorithm>
#include <array>

namespace mingchou::plans {
namespace {

constexpr std::array<std::string_view, quantity_kind_count> quantity_kinds{"ratio", "count", "batch_order"};

}  // namespace

std::string_view text_of(QuantityKind kind) { return quantity_kinds[static_cast<std::size_t>(kind)]; }

std::optional<QuantityKind> quantity_kind_from(std::string_view text) {
  const auto* const found = std::ranges::find(quantity_kinds, text);
  if (found == quantity_kinds.end()) return std::nullopt;
  return static_cast<QuantityKind>(found - quantity_kinds.begin());
}

bool Row::concerns(const DepartmentId& department) const {
  return initiating_department_id == department || std::ranges::contains(participating_department_ids, department);
}

}  // namespace mingchou::plans
