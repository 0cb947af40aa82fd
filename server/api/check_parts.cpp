#include "server/api/check_parts.h"

#include <algorithm>

#include "shared/access/register_fields.h"

namespace mingchou::server {

bool is_inspector(const Caller& caller) { return caller.user().profile.role == access::Role::inspector; }

tasks::CheckReader reader_of(const Caller& caller) {
  const access::Profile& profile = caller.user().profile;
  return {.role = profile.role, .department_id = profile.department_id, .inspector_id = profile.inspector_id};
}

Result<const tasks::StoredTask*> task_of(Tasks& known, Database& database, const StoredCheck& check) {
  if (!known.contains(check.task_id)) {
    auto task = MC_TRY(tasks::find_task(database, check.task_id));
    if (!task) return fail(Error("store.internal").because("a check without its task"));
    known.emplace(check.task_id, *std::move(task));
  }
  return &known.at(check.task_id);
}

void write_text_or_null(json::Writer& writer, std::string_view name, std::string_view text) {
  writer.key(name);
  if (text.empty())
    writer.null();
  else
    writer.value(text);
}

void write_target(json::Writer& writer, const StoredCheck& check, access::Role role) {
  writer.key("target").begin_object().field("id", check.target_id.uuid.text()).field("name", check.target_name);
  write_text_or_null(writer, "credit_code", check.credit_code);
  writer.field("township_code", check.township_code);
  write_text_or_null(writer, "address",
                     access::may_see_field(role, "target", "address") ? check.address : std::string_view());
  writer.end_object();
}

void write_team(json::Writer& writer, const StoredCheck& check) {
  writer.key("inspectors").begin_array();
  for (std::size_t i = 0; i < check.team.size(); ++i) {
    const CheckMember& member = check.team[i];
    writer.begin_object()
        .field("inspector_id", member.place.inspector_id.uuid.text())
        .field("name", member.name)
        .field("department_id", member.place.department_id.uuid.text())
        .field("department_name", member.department_name)
        .field("is_lead", i == 0)
        .end_object();
  }
  writer.end_array();
}

void write_task_name(json::Writer& writer, const tasks::StoredTask& task) {
  writer.key("task").begin_object().field("id", task.task.id.uuid.text()).field("number", task.number);
  writer.field("name", task.task.work.name).end_object();
}

Result<VisitView> VisitView::of(const StoredVisit& visit, Tasks& known, Database& database) {
  VisitView view;
  view.teams_.reserve(visit.checks.size());
  for (const StoredCheck& check : visit.checks) {
    std::vector<tasks::CheckPlace>& team = view.teams_.emplace_back();
    for (const CheckMember& member : check.team) team.push_back(member.place);
    const tasks::StoredTask* task = MC_TRY(task_of(known, database, check));
    view.checks_.push_back({.task = &task->task, .team = team});
  }
  return view;
}

Result<> write_joint_visit(json::Writer& writer, const StoredCheck& check, Tasks& known, Database& database,
                           const Caller& caller, CivilDate today) {
  writer.key("joint_visit");
  const auto id = MC_TRY(visit_of_check(database, check.id));
  auto visit = id ? MC_TRY(find_visit(database, *id)) : std::nullopt;
  // Whose target has left its place goes nowhere.
  if (visit) std::erase_if(visit->checks, [](const StoredCheck& one) { return tasks::is_over(one.state); });
  const bool is_agreed = visit && visit->state == tasks::VisitState::agreed;
  if (!is_agreed || visit->checks.size() < 2 || !std::ranges::contains(visit->checks, check.id, &StoredCheck::id)) {
    writer.null();
    return {};
  }
  const VisitView view = MC_TRY(VisitView::of(*visit, known, database));
  if (!tasks::is_told_of_visit(reader_of(caller), view.checks(), today)) {
    writer.null();
    return {};
  }
  writer.begin_object().field("id", visit->id->uuid.text());
  write_optional(writer, "first_day", visit->first_day);
  write_optional(writer, "last_day", visit->last_day);
  write_id(writer, "lead_department_id", visit->lead_department_id);
  writer.key("others").begin_array();
  for (const StoredCheck& other : visit->checks) {
    if (other.id == check.id) continue;
    const tasks::StoredTask* task = MC_TRY(task_of(known, database, other));
    writer.begin_object();
    write_task_name(writer, *task);
    write_team(writer, other);
    writer.end_object();
  }
  writer.end_array().end_object();
  return {};
}

}  // namespace mingchou::server
