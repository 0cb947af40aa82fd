#include "shared/tasks/draw_plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shared/codes/tables.h"
#include "shared/items/rules.h"
#include "shared/tasks/rules.h"

namespace mingchou::tasks {
namespace {

/// Prefixes of codes: a section's letter is written as its divisions.
std::vector<std::string> prefixes_of(const std::vector<std::string>& industries) {
  std::vector<std::string> prefixes;
  for (const std::string& entry : industries) {
    if (entry.size() > 1) {
      prefixes.push_back(entry);
      continue;
    }
    for (const IndustryDivision& division : industry_divisions())
      if (const auto section = industry_section_of(division.code); section && section->code == entry)
        prefixes.emplace_back(division.code);
  }
  std::ranges::sort(prefixes);
  return prefixes;
}

/// Nothing of an empty list, which asks nothing.
std::optional<std::vector<std::string>> unless_empty(std::vector<std::string> list) {
  if (list.empty()) return std::nullopt;
  return list;
}

draw::Where where_of(const Range& range, const Frame& frame) {
  std::vector<std::string> kinds, tags;
  for (const TargetKind kind : range.kinds) kinds.emplace_back(text_of(kind));
  for (const TagId& tag : range.tags) {
    const auto name = frame.tag_names.find(tag);
    // An id that nothing bears fits nothing.
    tags.push_back(name == frame.tag_names.end() ? tag.uuid.text() : name->second);
  }
  std::ranges::sort(tags);
  draw::Where where;
  where.region = unless_empty(range.regions);
  where.industry = unless_empty(prefixes_of(range.industries));
  where.tags = unless_empty(std::move(tags));
  where.type = unless_empty(std::move(kinds));
  where.risk = unless_empty(range.risk_classes);
  return where;
}

draw::Quota quota_of(const Quantity& quantity) {
  const auto value = static_cast<std::uint64_t>(quantity.value);
  switch (quantity.kind) {
    case QuantityKind::count:
      return draw::CountQuota{value};
    case QuantityKind::ratio:
      // Up, so that a small register is not exempt.
      return draw::RatioQuota{value, items::basis_points_all, draw::Rounding::up, std::nullopt};
    case QuantityKind::batch_order:
      break;
  }
  return draw::RatioQuota{1, 1, draw::Rounding::up, std::nullopt};
}

draw::Stratum stratum_of(std::string name, const Range& range, const Quantity& quantity, std::int64_t substitutes,
                         const Frame& frame) {
  draw::Stratum stratum{std::move(name), where_of(range, frame), quota_of(quantity), std::nullopt};
  if (substitutes > 0) stratum.substitutes = static_cast<std::uint64_t>(substitutes);
  return stratum;
}

draw::TeamSlot slot_of(const TeamPlace& place, const Frame& frame) {
  const auto name = frame.department_names.find(place.department_id);
  return {.dept = name == frame.department_names.end() ? place.department_id.uuid.text() : name->second,
          .count = static_cast<std::uint64_t>(place.inspector_count),
          .certs = place.certificate_fields,
          .skills = place.specialties};
}

}  // namespace

draw::Plan draw_plan_of(const Task& task, const Frame& frame) {
  draw::Plan plan;
  plan.task = task.id.uuid.text();
  plan.mode = task.is_sealed ? draw::Mode::sealed : draw::Mode::open;
  plan.window_from = task.work.first_day.text();
  plan.window_to = task.work.last_day.text();
  for (const Stratum& stratum : task.strata)
    plan.strata.push_back(stratum_of(stratum.name, narrowed(stratum.range, task.work.range), stratum.quantity,
                                     stratum.substitute_count, frame));
  if (task.strata.empty())
    plan.strata.push_back(
        stratum_of(std::string(whole_stratum), task.work.range, task.work.quantity, task.substitute_count, frame));
  plan.team.max_load = static_cast<std::uint64_t>(task.load_max);
  for (const TeamPlace& place : task.team) plan.team.slots.push_back(slot_of(place, frame));
  return plan;
}

AskedInternals internals_asked(const draw::Plan& plan) {
  AskedInternals asked;
  for (const draw::Stratum& stratum : plan.strata) {
    asked.risk = asked.risk || stratum.where.risk.has_value();
    if (stratum.where.tags) std::ranges::copy(*stratum.where.tags, std::back_inserter(asked.tags));
  }
  std::ranges::sort(asked.tags);
  const auto twice = std::ranges::unique(asked.tags);
  asked.tags.erase(twice.begin(), twice.end());
  return asked;
}

bool AskedInternals::is_within(const AskedInternals& other) const {
  return (!risk || other.risk) && std::ranges::includes(other.tags, tags);
}

draw::Target frozen_row(draw::Target row, const AskedInternals& asked) {
  if (!asked.risk) row.risk.clear();
  std::erase_if(row.tags, [&asked](const std::string& tag) { return !std::ranges::binary_search(asked.tags, tag); });
  return row;
}

}  // namespace mingchou::tasks
