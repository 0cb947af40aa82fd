#include "client/app/tasks/tasks_json.h"

#include <utility>

#include "client/app/model/answers.h"
#include "client/app/model/json_parts.h"
#include "shared/json/writer.h"
#include "shared/tasks/content.h"

namespace mingchou::client {
namespace {

using namespace json_parts;

constexpr json::Range some_count{0, number_max};
constexpr json::Size some_rows{0, 1000};

Result<std::int64_t> read_count(json::ObjectReader& reader, std::string_view name) {
  return reader.integer(name, some_count);
}

Result<std::vector<ReasonCount>> read_reasons(json::ObjectReader& reader, std::string_view name) {
  std::vector<ReasonCount> reasons;
  for (json::ObjectReader& one : MC_TRY(reader.objects(name, some_rows))) {
    ReasonCount reason{std::string(MC_TRY(one.text("reason", some_word))), 0};
    reason.count = MC_TRY(read_count(one, "count"));
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

Result<TaskCounts::Stratum> read_stratum(json::ObjectReader& reader) {
  TaskCounts::Stratum stratum;
  stratum.name = MC_TRY(read_text(reader, "name"));
  stratum.eligible = MC_TRY(read_count(reader, "eligible_count"));
  stratum.drawn = MC_TRY(read_count(reader, "drawn_count"));
  stratum.substitutes = MC_TRY(read_count(reader, "substitute_count"));
  return stratum;
}

Result<TaskCounts::Place> read_place(json::ObjectReader& reader) {
  TaskCounts::Place place;
  place.department_id = {MC_TRY(read_uuid(reader, "department_id"))};
  place.in_roster = MC_TRY(read_count(reader, "roster_count"));
  place.barred = MC_TRY(read_reasons(reader, "barred"));
  place.eligible = MC_TRY(read_count(reader, "eligible_count"));
  place.places = MC_TRY(read_count(reader, "places"));
  place.needed = MC_TRY(read_count(reader, "needed"));
  place.load = MC_TRY(read_count(reader, "load"));
  return place;
}

}  // namespace

Result<KeptTask> read_kept_task(json::ObjectReader& reader) {
  KeptTask kept;
  kept.task = MC_TRY(tasks::read_task(reader));
  kept.task.id = {MC_TRY(read_uuid(reader, "id"))};
  kept.number = MC_TRY(read_text(reader, "number"));
  kept.state = MC_TRY(read_word(reader, "state", tasks::state_from));
  kept.void_reason = MC_TRY(read_text(reader, "void_reason"));
  kept.created_at = MC_TRY(read_instant(reader, "created_at"));
  kept.created_by = MC_TRY(read_text(reader, "created_by"));
  kept.changed_at = MC_TRY(read_instant(reader, "changed_at"));
  kept.changed_by = MC_TRY(read_text(reader, "changed_by"));
  kept.revision = MC_TRY(read_count(reader, "revision"));
  return kept;
}

Result<TaskCounts> read_task_counts(json::ObjectReader& reader) {
  TaskCounts counts;
  counts.concerned = MC_TRY(read_count(reader, "concerned_count"));
  counts.outside = MC_TRY(read_count(reader, "outside_count"));
  counts.eligible = MC_TRY(read_count(reader, "eligible_count"));
  counts.drawn = MC_TRY(read_count(reader, "drawn_count"));
  counts.may_be_drawn = MC_TRY(reader.boolean("may_be_drawn"));
  counts.excluded = MC_TRY(read_reasons(reader, "excluded"));
  for (json::ObjectReader& stratum : MC_TRY(reader.objects("strata", some_rows)))
    counts.strata.push_back(MC_TRY(read_stratum(stratum)));
  for (json::ObjectReader& place : MC_TRY(reader.objects("team", some_rows)))
    counts.team.push_back(MC_TRY(read_place(place)));
  counts.refusals = MC_TRY(read_sentences(reader, "refusals"));
  counts.remedies = MC_TRY(read_sentences(reader, "remedies"));
  counts.warnings = MC_TRY(read_sentences(reader, "warnings"));
  return counts;
}

Result<TaskDraw> read_task_draw(json::ObjectReader& reader) {
  TaskDraw draw;
  draw.id = MC_TRY(read_uuid(reader, "id"));
  draw.round = MC_TRY(read_count(reader, "round"));
  draw.stage = MC_TRY(read_word(reader, "stage", ceremony::stage_from));
  return draw;
}

std::string task_body(const tasks::Task& task) {
  json::Writer writer;
  writer.begin_object();
  tasks::write_fields(writer, task);
  return std::move(writer.end_object()).take();
}

}  // namespace mingchou::client
