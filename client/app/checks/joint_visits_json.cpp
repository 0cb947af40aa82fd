#include "client/app/checks/joint_visits_json.h"

#include <algorithm>
#include <utility>

#include "client/app/model/json_parts.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

using namespace json_parts;

constexpr json::Size some_rows{0, visit_limits::parts_max};

/// "" for null.
Result<std::string> read_optional_text(json::ObjectReader& reader, std::string_view name) {
  return std::string(MC_TRY(reader.value(name)).text().value_or("").substr(0, some_text.max));
}

Result<JointVisit::Part> read_part(json::ObjectReader& reader) {
  JointVisit::Part part;
  part.check_id = MC_TRY(read_uuid(reader, "id"));
  auto task = MC_TRY(reader.object("task"));
  part.task_number = MC_TRY(read_text(task, "number"));
  part.task_name = MC_TRY(read_text(task, "name"));
  part.first_day = MC_TRY(read_day(reader, "first_day"));
  part.last_day = MC_TRY(read_day(reader, "last_day"));
  part.state = MC_TRY(read_word(reader, "state", tasks::check_state_from));
  part.sealed_until = MC_TRY(read_optional_day(reader, "sealed_until"));
  part.joins = MC_TRY(reader.boolean("joins"));
  return part;
}

Result<JointVisit::Department> read_department(json::ObjectReader& reader) {
  JointVisit::Department department;
  department.id = MC_TRY(read_uuid(reader, "id"));
  department.name = MC_TRY(read_text(reader, "name"));
  return department;
}

/// What is decided about: the checks, as the list was read.
json::Writer begun_body(const JointVisit& visit, tasks::VisitState decision) {
  json::Writer writer;
  writer.begin_object().key("check_ids").begin_array();
  for (const JointVisit::Part& part : visit.parts) writer.value(part.check_id.text());
  writer.end_array().field("days_near", tasks::days_near_default).field("decision", text_of(decision));
  return writer;
}

bool is_to_come(const JointVisit::Part& part) { return tasks::is_to_come(part.state); }

}  // namespace

bool is_sealed(const JointVisit& visit, CivilDate today) {
  return std::ranges::any_of(
      visit.parts, [&](const JointVisit::Part& part) { return part.sealed_until && today <= *part.sealed_until; });
}

bool may_be_called_off(const JointVisit& visit, CivilDate today) {
  return visit.state == tasks::VisitState::agreed && visit.last_day && today <= *visit.last_day &&
         std::ranges::any_of(visit.parts, is_to_come);
}

std::optional<JointVisit> agreed_again(const JointVisit& visit, CivilDate today) {
  const bool was_agreed = visit.state == tasks::VisitState::declined && visit.first_day && visit.last_day;
  if (!was_agreed || !visit.may_be_agreed || *visit.last_day < today) return std::nullopt;
  JointVisit again = visit;
  again.first_day = std::max(*visit.first_day, today);
  return again;
}

bool is_same(const JointVisit& one, const JointVisit& other) {
  return one.id == other.id &&
         std::ranges::equal(one.parts, other.parts, {}, &JointVisit::Part::check_id, &JointVisit::Part::check_id);
}

Result<JointVisit> read_joint_visit(json::ObjectReader& reader) {
  JointVisit visit;
  visit.id = MC_TRY(read_optional_uuid(reader, "id"));
  visit.state = MC_TRY(read_word(reader, "state", tasks::visit_state_from));
  visit.may_be_agreed = MC_TRY(reader.boolean("may_be_agreed"));
  auto target = MC_TRY(reader.object("target"));
  visit.target_id = MC_TRY(read_uuid(target, "id"));
  visit.target_name = MC_TRY(read_text(target, "name"));
  visit.address = MC_TRY(read_optional_text(target, "address"));
  visit.first_day = MC_TRY(read_optional_day(reader, "first_day"));
  visit.last_day = MC_TRY(read_optional_day(reader, "last_day"));
  visit.days_apart = static_cast<int>(MC_TRY(reader.integer("days_apart", {0, tasks::days_near_max})));
  visit.lead_department_id = MC_TRY(read_optional_uuid(reader, "lead_department_id"));
  for (json::ObjectReader& department : MC_TRY(reader.objects("departments", some_rows)))
    visit.departments.push_back(MC_TRY(read_department(department)));
  for (json::ObjectReader& part : MC_TRY(reader.objects("checks", some_rows)))
    visit.parts.push_back(MC_TRY(read_part(part)));
  visit.warnings = MC_TRY(read_sentences(reader, "warnings"));
  visit.reason = MC_TRY(read_text(reader, "reason"));
  visit.decided_by = MC_TRY(read_optional_text(reader, "decided_by"));
  if (!MC_TRY(reader.value("decided_at")).is_null()) visit.decided_at = MC_TRY(read_instant(reader, "decided_at"));
  return visit;
}

std::optional<std::string> agreement_body(const JointVisit& visit) {
  if (!visit.first_day || !visit.last_day || !visit.lead_department_id) return std::nullopt;
  json::Writer writer = begun_body(visit, tasks::VisitState::agreed);
  writer.field("first_day", visit.first_day->text()).field("last_day", visit.last_day->text());
  return std::move(writer.field("lead_department_id", visit.lead_department_id->text()).end_object()).take();
}

Result<DepartmentVisitCap> read_department_cap(json::ObjectReader& reader) {
  DepartmentVisitCap cap;
  cap.department_id = MC_TRY(read_uuid(reader, "department_id"));
  cap.department = MC_TRY(read_text(reader, "department_name"));
  if (!MC_TRY(reader.value("visits_max")).is_null())
    cap.visits_max = MC_TRY(reader.integer("visits_max", {1, number_max}));
  cap.reason = MC_TRY(read_text(reader, "reason"));
  cap.recorded_by = MC_TRY(read_text(reader, "recorded_by"));
  cap.revision = MC_TRY(reader.integer("revision", {0, number_max}));
  return cap;
}

std::string department_cap_body(const SaveDepartmentCap& request) {
  json::Writer writer;
  writer.begin_object().key("visits_max");
  if (request.visits_max)
    writer.value(*request.visits_max);
  else
    writer.null();
  return std::move(writer.field("reason", request.reason).end_object()).take();
}

std::string refusal_body(const JointVisit& visit, std::string_view reason) {
  json::Writer writer = begun_body(visit, tasks::VisitState::declined);
  return std::move(writer.field("reason", reason).end_object()).take();
}

}  // namespace mingchou::client
