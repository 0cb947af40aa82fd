#include "shared/tasks/check_sight.h"

#include <algorithm>

#include "shared/access/grants.h"

namespace mingchou::tasks {
namespace {

bool is_granted(access::Role role, access::Action action) {
  return access::scope_of(role, action) != access::Scope::none;
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
