#include "shared/tasks/content.h"

#include "shared/items/json_parts.h"
#include "shared/json/canonical.h"

namespace mingchou::tasks {
namespace {

using items::id_from;
using items::id_text;
using items::read_word;

/// Beyond every bound of a rule: the rule says it better.
constexpr json::Range any{-1'000'000'000, 1'000'000'000};

void write_json(json::Writer& writer, std::string_view name, const std::string& text) {
  const auto value = json::parse(text);
  if (value) writer.field(name, value->root());
}

void write_plan_row(json::Writer& writer, const PlanRowKey& key) {
  writer.key("plan_row")
      .begin_object()
      .field("plan_id", id_text(key.plan_id))
      .field("version_id", id_text(key.version_id))
      .field("row_id", id_text(key.row_id))
      .end_object();
}

void write_strata(json::Writer& writer, const std::vector<Stratum>& strata) {
  writer.key("strata").begin_array();
  for (const Stratum& stratum : strata) {
    writer.begin_object().field("name", stratum.name);
    write_json(writer, "range", plans::range_json(stratum.range));
    write_json(writer, "quantity", plans::quantity_json(stratum.quantity));
    writer.field("substitute_count", stratum.substitute_count).end_object();
  }
  writer.end_array();
}

void write_texts(json::Writer& writer, std::string_view name, const std::vector<std::string>& texts) {
  writer.key(name).begin_array();
  for (const std::string& text : texts) writer.value(text);
  writer.end_array();
}

void write_team(json::Writer& writer, const std::vector<TeamPlace>& team) {
  writer.key("team").begin_array();
  for (const TeamPlace& place : team) {
    writer.begin_object().field("department_id", id_text(place.department_id));
    writer.field("inspector_count", place.inspector_count);
    write_texts(writer, "certificate_fields", place.certificate_fields);
    write_texts(writer, "specialties", place.specialties);
    writer.end_object();
  }
  writer.end_array();
}

Result<std::optional<PlanRowKey>> read_plan_row(json::ObjectReader& task) {
  auto reader = MC_TRY(task.optional_object("plan_row"));
  if (!reader) return std::nullopt;
  PlanRowKey key;
  key.plan_id = MC_TRY(read_word<plans::PlanId>(*reader, "plan_id", id_from<plans::PlanId>));
  key.version_id = MC_TRY(read_word<plans::VersionId>(*reader, "version_id", id_from<plans::VersionId>));
  key.row_id = MC_TRY(read_word<plans::RowId>(*reader, "row_id", id_from<plans::RowId>));
  MC_TRY(reader->refuse_other_fields());
  return key;
}

Result<plans::Row> read_work(json::ObjectReader& task) {
  auto reader = MC_TRY(task.object("work"));
  // It is there in what was shown, and follows from the rest.
  MC_TRY(reader.optional_text("id", items::word_bytes));
  plans::Row work = MC_TRY(plans::read_row(reader));
  MC_TRY(reader.refuse_other_fields());
  return work;
}

Result<std::vector<Stratum>> read_strata(json::ObjectReader& task) {
  std::vector<Stratum> strata;
  for (json::ObjectReader& reader : MC_TRY(task.objects("strata", items::list_size))) {
    Stratum stratum;
    stratum.name = MC_TRY(items::read_text(reader, "name"));
    stratum.range = MC_TRY(plans::read_range(reader));
    stratum.quantity = MC_TRY(plans::read_quantity(reader));
    stratum.substitute_count = MC_TRY(reader.integer("substitute_count", any));
    MC_TRY(reader.refuse_other_fields());
    strata.push_back(std::move(stratum));
  }
  return strata;
}

Result<Exclusions> read_exclusions(json::ObjectReader& task) {
  auto reader = MC_TRY(task.object("exclusions"));
  Exclusions exclusions;
  exclusions.checked_within_months = static_cast<int>(MC_TRY(reader.integer("checked_within_months", any)));
  exclusions.at_visit_cap = MC_TRY(reader.boolean("at_visit_cap"));
  MC_TRY(reader.refuse_other_fields());
  return exclusions;
}

Result<std::vector<std::string>> read_texts(json::ObjectReader& reader, std::string_view name) {
  std::vector<std::string> texts;
  for (const std::string_view text : MC_TRY(reader.texts(name, items::list_size, items::text_bytes)))
    texts.emplace_back(text);
  return texts;
}

Result<std::vector<TeamPlace>> read_team(json::ObjectReader& task) {
  std::vector<TeamPlace> team;
  for (json::ObjectReader& reader : MC_TRY(task.objects("team", items::list_size))) {
    TeamPlace place;
    place.department_id = MC_TRY(read_word<DepartmentId>(reader, "department_id", id_from<DepartmentId>));
    place.inspector_count = static_cast<int>(MC_TRY(reader.integer("inspector_count", any)));
    place.certificate_fields = MC_TRY(read_texts(reader, "certificate_fields"));
    place.specialties = MC_TRY(read_texts(reader, "specialties"));
    MC_TRY(reader.refuse_other_fields());
    team.push_back(std::move(place));
  }
  return team;
}

}  // namespace

void write_fields(json::Writer& writer, const Task& task) {
  if (task.plan_row)
    write_plan_row(writer, *task.plan_row);
  else
    writer.field("special_reason", task.special_reason);
  writer.key("work").begin_object();
  plans::write_fields(writer, task.work);
  writer.end_object();
  write_strata(writer, task.strata);
  writer.field("substitute_count", task.substitute_count);
  writer.key("exclusions")
      .begin_object()
      .field("checked_within_months", task.exclusions.checked_within_months)
      .field("at_visit_cap", task.exclusions.at_visit_cap)
      .end_object();
  write_team(writer, task.team);
  writer.field("load_max", task.load_max).field("is_sealed", task.is_sealed);
}

Result<std::string> to_json(const Task& task) {
  json::Writer writer;
  writer.begin_object();
  write_fields(writer, task);
  return json::strict_canonical(std::move(writer.end_object()).take());
}

Result<Task> read_task(json::ObjectReader& reader) {
  Task task;
  task.plan_row = MC_TRY(read_plan_row(reader));
  task.special_reason = MC_TRY(items::read_optional(reader, "special_reason")).value_or("");
  task.work = MC_TRY(read_work(reader));
  task.strata = MC_TRY(read_strata(reader));
  task.substitute_count = MC_TRY(reader.integer("substitute_count", any));
  task.exclusions = MC_TRY(read_exclusions(reader));
  task.team = MC_TRY(read_team(reader));
  task.load_max = static_cast<int>(MC_TRY(reader.integer("load_max", any)));
  task.is_sealed = MC_TRY(reader.boolean("is_sealed"));
  return task;
}

Result<Task> parse_task(std::string_view text) {
  const json::Document document = MC_TRY(json::parse(text));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Task task = MC_TRY(read_task(reader));
  MC_TRY(reader.refuse_other_fields());
  return task;
}

}  // namespace mingchou::tasks
