#include "shared/tasks/check_sight.h"

#include <algorithm>

#include "shared/access/grants.h"

namespace mingchou::tasks {
namespace {

bool is_granted(access::Role role, access::Action action) {
  return access::scope_of(role, action) != access::Scope::none;
}

/// Whether all who go there are told of it.
bool is_told(const VisitSight& check, CivilDate today) {
  if (!check.task->is_sealed) return true;
  if (check.team.empty()) return told_from(*check.task, {}) <= today;
  return std::ranges::all_of(check.team,
                             [&](const CheckPlace& place) { return told_from(*check.task, place.told_from) <= today; });
}

}  // namespace

bool knows_sealed(access::Role role) {
  return is_granted(role, access::Action::draw_hold) || is_granted(role, access::Action::draw_audit);
}

bool may_know_drawn(access::Role role, const Task& task, CivilDate today) {
  return !task.is_sealed || task.work.last_day < today || knows_sealed(role);
}

bool sees_check(const CheckReader& reader, const Task& task, std::span<const CheckPlace> team, CivilDate today) {
  const access::Scope scope = access::scope_of(reader.role, access::Action::checks_read);
  if (scope != access::Scope::own && scope != access::Scope::all) return false;
  // Of checks "own" is one's own for those who make them.
  if (reader.role == access::Role::inspector) {
    const auto own = std::ranges::find(team, reader.inspector_id, &CheckPlace::inspector_id);
    if (!reader.inspector_id || own == team.end()) return false;
    const auto from = told_from(task, own->told_from);
    return !from || *from <= today;
  }
  const bool is_within =
      scope == access::Scope::all || (reader.department_id && task.work.concerns(*reader.department_id));
  return is_within && may_know_drawn(reader.role, task, today);
}

bool sees_all_checks(const CheckReader& reader, std::span<const VisitSight> checks, CivilDate today) {
  return std::ranges::all_of(
      checks, [&](const VisitSight& check) { return sees_check(reader, *check.task, check.team, today); });
}

bool is_told_of_visit(const CheckReader& reader, std::span<const VisitSight> checks, CivilDate today) {
  if (sees_all_checks(reader, checks, today)) return true;
  const bool sees_one = std::ranges::any_of(
      checks, [&](const VisitSight& check) { return sees_check(reader, *check.task, check.team, today); });
  switch (reader.role) {
    case access::Role::department_administrator:
      return sees_one;
    case access::Role::inspector:
      return sees_one && std::ranges::all_of(checks, [&](const VisitSight& check) { return is_told(check, today); });
    case access::Role::reviewer:
      return sees_one && std::ranges::all_of(checks, [&](const VisitSight& check) {
               return may_know_drawn(reader.role, *check.task, today);
             });
    default:
      return false;
  }
}

std::optional<CivilDate> told_from(const Task& task, const std::optional<CivilDate>& day_set) {
  if (!task.is_sealed) return std::nullopt;
  return day_set.value_or(task.work.first_day);
}

Result<> check_disclosure(const Task& task, const std::optional<CivilDate>& before, CivilDate day, CivilDate today) {
  const auto from = told_from(task, before);
  if (!from) return fail(Error("tasks.not_sealed"));
  if (*from <= today) return fail(Error("tasks.told_already").with("day", from->text()));
  if (task.work.last_day < day) return fail(Error("tasks.disclosure_late").with("last_day", task.work.last_day.text()));
  return {};
}

}  // namespace mingchou::tasks
