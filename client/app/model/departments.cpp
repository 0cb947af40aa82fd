#include "client/app/model/departments.h"

#include "client/app/model/answers.h"
#include "shared/json/fields.h"
#include "shared/json/json.h"

namespace mingchou::client {
namespace {

using department_limits::count_max;
using department_limits::text_bytes_max;

Result<DepartmentEntry> read_department(json::ObjectReader& reader) {
  DepartmentEntry department;
  department.id = MC_TRY(reader.text("id", {1, 64}));
  department.code = MC_TRY(reader.text("code", {0, text_bytes_max}));
  department.name = MC_TRY(reader.text("name", {1, text_bytes_max}));
  department.short_name = MC_TRY(reader.text("short_name", {0, text_bytes_max}));
  department.kind = department_kind_from(MC_TRY(reader.text("kind", {0, text_bytes_max})));
  department.inspector_count = MC_TRY(reader.integer("inspector_count", {0, count_max}));
  department.target_count = MC_TRY(reader.integer("target_count", {0, count_max}));
  return department;
}

}  // namespace

std::string_view word_of(DepartmentKind kind) {
  switch (kind) {
    case DepartmentKind::joint_meeting_office:
      return "joint_meeting_office";
    case DepartmentKind::bureau:
      return "bureau";
    case DepartmentKind::branch:
      return "branch";
    case DepartmentKind::other:
      break;
  }
  return "";
}

DepartmentKind department_kind_from(std::string_view word) {
  for (const DepartmentKind kind :
       {DepartmentKind::joint_meeting_office, DepartmentKind::bureau, DepartmentKind::branch})
    if (word == word_of(kind)) return kind;
  return DepartmentKind::other;
}

Result<DepartmentPage> read_department_page(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  DepartmentPage page;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, department_limits::departments_max})))
    page.departments.push_back(MC_TRY(read_department(item)));
  const json::Value cursor = MC_TRY(reader.value("next_cursor"));
  if (const auto next = cursor.text(); next && next->size() <= text_bytes_max)
    page.next_cursor = *next;
  else if (!cursor.is_null())
    return fail(Error("json.field_not_text").with("field", "next_cursor"));
  return page;
}

std::string department_page_path(std::string_view cursor) {
  std::string path = "/api/v1/departments?limit=" + std::to_string(department_limits::page_size);
  if (!cursor.empty()) path += "&cursor=" + percent_encoded(cursor);
  return path;
}

}  // namespace mingchou::client
