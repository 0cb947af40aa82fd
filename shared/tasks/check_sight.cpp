#include "shared/tasks/check_sight.h"

#include "shared/access/grants.h"

namespace mingchou::tasks {
namespace {

bool is_granted(access::Role role, access::Action action) {
  return access::scope_of(role, action) != access::Scope::none;
}

}  // namespace

bool may_know_drawn(access::Role role, const Task& task, CivilDate today) {
  return !task.is_sealed || task.work.last_day < today || is_granted(role, access::Action::draw_hold) ||
         is_granted(role, access::Action::draw_audit);
}

}  // namespace mingchou::tasks
