#include "shared/tasks/rules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/codes/tables.h"

namespace mingchou::tasks {
namespace {

Result<> check_bound(std::string_view code, std::int64_t value, std::int64_t first, std::int64_t last) {
  if (value < first || value > last) return fail(Error(code).with("max", static_cast<long long>(last)));
  return {};
}

bool is_industry_within(const std::string& part, const std::string& whole) {
  if (whole.size() > 1 || part.size() == 1) return part.starts_with(whole);
  const auto section = industry_section_of(part);
  return section && section->code == whole;
}

template <class T>
bool is_list_within(const std::vector<T>& part, const std::vector<T>& whole) {
  return whole.empty() || std::ranges::all_of(part, [&](const T& one) { return std::ranges::contains(whole, one); });
}

bool are_industries_within(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return whole.empty() || std::ranges::all_of(part, [&](const std::string& one) {
           return std::ranges::any_of(whole, [&](const std::string& other) { return is_industry_within(one, other); });
         });
}

Result<> check_origin(Task& task) {
  if (task.is_special()) {
    task.special_reason =
        MC_TRY(items::tidy_lines("special_reason", task.special_reason, items::reason_characters_max));
    return {};
  }
  if (!task.special_reason.empty()) return fail(Error("tasks.reason_on_planned"));
  return {};
}

Result<> check_strata(Task& task) {
  if (task.strata.size() > strata_max)
    return fail(Error("tasks.strata_max").with("max", static_cast<long long>(strata_max)));
  std::set<std::string> names;
  for (Stratum& stratum : task.strata) {
    stratum.name = MC_TRY(items::tidy_line("strata.name", stratum.name, items::code_characters_max));
    if (!names.insert(stratum.name).second) return fail(Error("tasks.stratum_repeated").with("name", stratum.name));
    stratum.range = MC_TRY(plans::check_range(std::move(stratum.range)));
    stratum.quantity = MC_TRY(plans::check_quantity(stratum.quantity));
    if (!is_within(stratum.range, task.work.range))
      return fail(Error("tasks.stratum_beyond_range").with("name", stratum.name));
    MC_TRY(check_bound("tasks.substitutes_range", stratum.substitute_count, 0, substitutes_bound));
  }
  return check_bound("tasks.substitutes_range", task.substitute_count, 0, substitutes_bound);
}

Result<> check_requirements(std::vector<std::string>& list, std::string_view field) {
  if (list.size() > requirements_max)
    return fail(Error("tasks.requirements_max").with("max", static_cast<long long>(requirements_max)));
  for (std::string& one : list) one = MC_TRY(items::tidy_line(field, one, items::line_characters_max));
  std::ranges::sort(list);
  list.erase(std::ranges::unique(list).begin(), list.end());
  return {};
}

std::vector<DepartmentId> departments_of(const plans::Row& work) {
  std::vector<DepartmentId> ids{work.initiating_department_id};
  ids.insert(ids.end(), work.participating_department_ids.begin(), work.participating_department_ids.end());
  return ids;
}

/// In the order of the departments, so that the same team is the same task.
Result<> check_team(Task& task) {
  const std::vector<DepartmentId> departments = departments_of(task.work);
  if (task.team.size() != departments.size()) return fail(Error("tasks.team_departments"));
  std::vector<TeamPlace> ordered;
  int certified = 0;
  for (const DepartmentId& id : departments) {
    const auto place = std::ranges::find(task.team, id, &TeamPlace::department_id);
    if (place == task.team.end()) return fail(Error("tasks.team_departments"));
    MC_TRY(check_bound("tasks.place_range", place->inspector_count, 1, inspectors_of_place_max));
    MC_TRY(check_requirements(place->certificate_fields, "team.certificate_fields"));
    MC_TRY(check_requirements(place->specialties, "team.specialties"));
    certified += place->inspector_count;
    ordered.push_back(*place);
  }
  if (certified < inspectors_of_team_min)
    return fail(Error("tasks.team_too_small").with("min", static_cast<long long>(inspectors_of_team_min)));
  task.team = std::move(ordered);
  return {};
}

Error differs(std::string_view field) { return Error("tasks.differs_from_plan").with("field", field); }

auto item_keys(const plans::Row& row) {
  std::set<std::pair<items::ListId, items::ItemId>> keys;
  for (const plans::PlannedItem& item : row.items) keys.emplace(item.list_id, item.item_id);
  return keys;
}

}  // namespace

bool is_within(const Range& part, const Range& whole) {
  return is_list_within(part.kinds, whole.kinds) && is_list_within(part.regions, whole.regions) &&
         are_industries_within(part.industries, whole.industries) && is_list_within(part.tags, whole.tags) &&
         is_list_within(part.risk_classes, whole.risk_classes);
}

Range narrowed(const Range& part, const Range& whole) {
  Range both = part;
  const auto take = [](auto& list, const auto& from) {
    if (list.empty()) list = from;
  };
  take(both.kinds, whole.kinds);
  take(both.regions, whole.regions);
  take(both.industries, whole.industries);
  take(both.tags, whole.tags);
  take(both.risk_classes, whole.risk_classes);
  return both;
}

Result<Task> check_task(Task task) {
  task.work = MC_TRY(plans::check_row(std::move(task.work), task.work.first_day.year()));
  MC_TRY(check_origin(task));
  MC_TRY(check_strata(task));
  MC_TRY(check_team(task));
  MC_TRY(check_bound("tasks.months_range", task.exclusions.checked_within_months, 0, exclusion_months_bound));
  MC_TRY(check_bound("tasks.load_range", task.load_max, 1, load_bound));
  return task;
}

Result<> check_against_plan(const Task& task, const plans::Row& planned) {
  const plans::Row& work = task.work;
  if (item_keys(work) != item_keys(planned)) return fail(differs("items"));
  if (work.initiating_department_id != planned.initiating_department_id)
    return fail(differs("initiating_department_id"));
  const std::set<DepartmentId> others(work.participating_department_ids.begin(),
                                      work.participating_department_ids.end());
  if (others !=
      std::set<DepartmentId>(planned.participating_department_ids.begin(), planned.participating_department_ids.end()))
    return fail(differs("participating_department_ids"));
  if (work.is_directed != planned.is_directed) return fail(differs("is_directed"));
  if (work.range != planned.range) return fail(differs("range"));
  if (work.quantity != planned.quantity) return fail(differs("quantity"));
  if (work.first_day < planned.first_day || work.last_day > planned.last_day) return fail(differs("period"));
  return {};
}

}  // namespace mingchou::tasks
