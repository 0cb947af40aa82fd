#include "client/app/checks/checks_json.h"

#include <algorithm>
#include <utility>

#include "client/app/model/json_parts.h"
#include "client/app/model/pages.h"
#include "shared/json/sentences.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

using namespace json_parts;

constexpr json::Size some_rows{0, check_limits::people_max};
constexpr json::Range some_count{0, number_max};

/// "" for null.
Result<std::string> read_optional_text(json::ObjectReader& reader, std::string_view name) {
  return std::string(MC_TRY(reader.value(name)).text().value_or("").substr(0, some_text.max));
}

Result<CheckInspector> read_inspector(json::ObjectReader& reader) {
  CheckInspector inspector;
  inspector.id = MC_TRY(read_uuid(reader, "inspector_id"));
  inspector.name = MC_TRY(read_text(reader, "name"));
  inspector.department = MC_TRY(read_text(reader, "department_name"));
  inspector.is_lead = MC_TRY(reader.boolean("is_lead"));
  return inspector;
}

Result<> read_task(json::ObjectReader& of, Check& check) {
  auto reader = MC_TRY(of.object("task"));
  check.task_number = MC_TRY(read_text(reader, "number"));
  check.task_name = MC_TRY(read_text(reader, "name"));
  return {};
}

Result<> read_target(json::ObjectReader& of, Check& check) {
  auto reader = MC_TRY(of.object("target"));
  check.target_id = MC_TRY(read_uuid(reader, "id"));
  check.target_name = MC_TRY(read_text(reader, "name"));
  check.credit_code = MC_TRY(read_optional_text(reader, "credit_code"));
  check.township_code = MC_TRY(read_text(reader, "township_code"));
  check.address = MC_TRY(read_optional_text(reader, "address"));
  return {};
}

Result<CheckLoad::Person> read_person(json::ObjectReader& reader) {
  CheckLoad::Person person;
  person.name = MC_TRY(read_text(reader, "name"));
  person.count = MC_TRY(reader.integer("check_count", some_count));
  person.open = MC_TRY(reader.integer("open_count", some_count));
  return person;
}

Result<CheckLoad::Department> read_department(json::ObjectReader& reader) {
  CheckLoad::Department department;
  department.id = MC_TRY(read_uuid(reader, "department_id"));
  department.name = MC_TRY(read_text(reader, "name"));
  department.count = MC_TRY(reader.integer("check_count", some_count));
  department.open = MC_TRY(reader.integer("open_count", some_count));
  department.told_from = MC_TRY(read_optional_day(reader, "told_from"));
  for (json::ObjectReader& person : MC_TRY(reader.objects("inspectors", some_rows)))
    department.people.push_back(MC_TRY(read_person(person)));
  std::ranges::stable_sort(department.people, std::ranges::greater(), &CheckLoad::Person::count);
  return department;
}

Result<CheckVisit::Other> read_other(json::ObjectReader& reader) {
  CheckVisit::Other other;
  auto task = MC_TRY(reader.object("task"));
  other.task_number = MC_TRY(read_text(task, "number"));
  other.task_name = MC_TRY(read_text(task, "name"));
  for (json::ObjectReader& inspector : MC_TRY(reader.objects("inspectors", some_rows)))
    other.inspectors.push_back(MC_TRY(read_inspector(inspector)));
  return other;
}

/// What this device kept before there were joint visits has none.
Result<std::optional<CheckVisit>> read_visit(json::ObjectReader& of) {
  if (!of.has("joint_visit") || MC_TRY(of.value("joint_visit")).is_null()) return std::nullopt;
  auto reader = MC_TRY(of.object("joint_visit"));
  CheckVisit visit;
  visit.first_day = MC_TRY(read_day(reader, "first_day"));
  visit.last_day = MC_TRY(read_day(reader, "last_day"));
  for (json::ObjectReader& other : MC_TRY(reader.objects("others", some_rows)))
    visit.others.push_back(MC_TRY(read_other(other)));
  return visit;
}

void write_task(json::Writer& writer, std::string_view number, std::string_view name) {
  writer.key("task").begin_object().field("number", number).field("name", name).end_object();
}

void write_inspectors(json::Writer& writer, std::span<const CheckInspector> inspectors) {
  writer.key("inspectors").begin_array();
  for (const CheckInspector& inspector : inspectors)
    writer.begin_object()
        .field("inspector_id", inspector.id.text())
        .field("name", inspector.name)
        .field("department_name", inspector.department)
        .field("is_lead", inspector.is_lead)
        .end_object();
  writer.end_array();
}

void write_visit(json::Writer& writer, const CheckVisit& visit) {
  writer.begin_object().field("first_day", visit.first_day.text()).field("last_day", visit.last_day.text());
  writer.key("others").begin_array();
  for (const CheckVisit::Other& other : visit.others) {
    writer.begin_object();
    write_task(writer, other.task_number, other.task_name);
    write_inspectors(writer, other.inspectors);
    writer.end_object();
  }
  writer.end_array().end_object();
}

void write_check(json::Writer& writer, const Check& check) {
  writer.begin_object().field("id", check.id.text()).field("state", text_of(check.state));
  write_task(writer, check.task_number, check.task_name);
  writer.key("target").begin_object().field("id", check.target_id.text()).field("name", check.target_name);
  writer.field("credit_code", check.credit_code).field("township_code", check.township_code);
  writer.field("address", check.address).end_object();
  write_inspectors(writer, check.inspectors);
  writer.key("items").begin_array();
  for (const CheckItem& item : check.items)
    writer.begin_object().field("code", item.code).field("name", item.name).end_object();
  writer.end_array().field("first_day", check.first_day.text()).field("last_day", check.last_day.text());
  if (check.visit) {
    writer.key("joint_visit");
    write_visit(writer, *check.visit);
  }
  json::write_sentences(writer, "warnings", check.warnings);
  writer.end_object();
}

}  // namespace

Result<Check> read_check(json::ObjectReader& reader) {
  Check check;
  check.id = MC_TRY(read_uuid(reader, "id"));
  check.state = MC_TRY(read_word(reader, "state", tasks::check_state_from));
  MC_TRY(read_task(reader, check));
  MC_TRY(read_target(reader, check));
  for (json::ObjectReader& inspector : MC_TRY(reader.objects("inspectors", some_rows)))
    check.inspectors.push_back(MC_TRY(read_inspector(inspector)));
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", some_rows))) {
    CheckItem& read = check.items.emplace_back();
    read.code = MC_TRY(read_text(item, "code"));
    read.name = MC_TRY(read_text(item, "name"));
  }
  check.first_day = MC_TRY(read_day(reader, "first_day"));
  check.last_day = MC_TRY(read_day(reader, "last_day"));
  check.visit = MC_TRY(read_visit(reader));
  // What this device kept before there were any has none.
  if (reader.has("warnings")) check.warnings = MC_TRY(read_sentences(reader, "warnings"));
  return check;
}

Result<CheckLoad> read_check_load(json::ObjectReader& reader) {
  CheckLoad load;
  load.count = MC_TRY(reader.integer("check_count", some_count));
  load.open = MC_TRY(reader.integer("open_count", some_count));
  load.without_team = MC_TRY(reader.integer("without_team_count", some_count));
  for (json::ObjectReader& department : MC_TRY(reader.objects("departments", some_rows)))
    load.departments.push_back(MC_TRY(read_department(department)));
  return load;
}

std::string checks_json(std::span<const Check> checks) {
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const Check& check : checks) write_check(writer, check);
  return std::move(writer.end_array().end_object()).take();
}

Result<std::vector<Check>> read_checks(std::string_view json) {
  return MC_TRY(read_rows(json, check_limits::checks_max, read_check)).rows;
}

}  // namespace mingchou::client
