// What a task would draw, counted as the registers stand: of a task that is kept, and of one that is being edited.
#include "server/api/handlers.h"
#include "server/api/tasks.h"
#include "server/checks/visit_cap_store.h"
#include "server/core/problem.h"
#include "server/data/readers.h"
#include "shared/json/sentences.h"
#include "shared/messages/messages.h"
#include "shared/registry/rules.h"
#include "shared/tasks/content.h"
#include "shared/tasks/rules.h"

namespace mingchou::server {
namespace {

using tasks::Assessment;
using tasks::Task;

void write_excluded(json::Writer& writer, const Assessment& assessment) {
  writer.key("excluded").begin_array();
  for (std::size_t i = 1; i < assessment.excluded.size(); ++i)
    if (assessment.excluded[i] > 0)
      writer.begin_object()
          .field("reason", draw::exclusion_code(static_cast<draw::Exclusion>(i)))
          .field("count", assessment.excluded[i])
          .end_object();
  writer.end_array();
}

void write_strata(json::Writer& writer, const Assessment& assessment) {
  writer.key("strata").begin_array();
  for (const tasks::StratumCount& stratum : assessment.strata)
    writer.begin_object()
        .field("name", stratum.name)
        .field("eligible_count", stratum.eligible)
        .field("drawn_count", stratum.drawn)
        .field("substitute_count", stratum.substitutes)
        .end_object();
  writer.end_array();
}

void write_team(json::Writer& writer, const Assessment& assessment) {
  writer.key("team").begin_array();
  for (const tasks::PlaceCount& place : assessment.team) {
    writer.begin_object().field("department_id", place.department_id.uuid.text());
    writer.field("roster_count", place.in_roster).key("barred").begin_array();
    for (std::size_t i = 0; i < place.bars.size(); ++i)
      if (place.bars[i] > 0)
        writer.begin_object()
            .field("reason", text_of(static_cast<DrawBar>(i)))
            .field("count", place.bars[i])
            .end_object();
    writer.end_array();
    writer.field("eligible_count", place.eligible).field("places", place.places).field("needed", place.needed);
    writer.field("load", place.load).end_object();
  }
  writer.end_array();
}

Response assessment_answer(const Assessment& assessment) {
  json::Writer writer;
  writer.begin_object()
      .field("concerned_count", assessment.concerned)
      .field("outside_count", assessment.outside)
      .field("eligible_count", assessment.eligible)
      .field("drawn_count", assessment.drawn)
      .field("may_be_drawn", assessment.may_be_drawn());
  write_excluded(writer, assessment);
  write_strata(writer, assessment);
  write_team(writer, assessment);
  json::write_sentences(writer, "refusals", assessment.refusals);
  json::write_sentences(writer, "remedies", assessment.remedies);
  json::write_sentences(writer, "warnings", assessment.warnings);
  return json_response(std::move(writer.end_object()).take());
}

Result<Response> assess(const Task& task, const Caller& caller, Context& context) {
  const CivilDate today = today_of(context);
  return assessment_answer(MC_TRY(context.readers.read([&](Database& database) -> Result<Assessment> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    const tasks::Frame frame = MC_TRY(tasks::read_frame(database, task));
    Assessment assessment = tasks::assess(task, frame, today);
    // A warning for who makes the task; the draw doesn't depend on it.
    const auto caps = MC_TRY(read_reached(database, task, caller.confined_to(), today));
    for (Error& warning : tasks::warn_of_visit_caps(task, frame, caps))
      assessment.warnings.push_back(std::move(warning));
    return assessment;
  })));
}

Result<Response> assess_stored(const Request& request, const Parameters& parameters, const Caller& caller,
                               Context& context) {
  return assess(MC_TRY(path_task(request, parameters, caller, context)).task, caller, context);
}

Result<Response> assess_draft(const Request& request, const Caller& caller, Context& context) {
  Task task = MC_TRY(read_body(request, tasks::read_task));
  MC_TRY(demand_holder(task, caller));
  return assess(MC_TRY(tasks::check_task(std::move(task))), caller, context);
}

}  // namespace

Reply post_task_assessment(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(assess_draft(request, caller, context));
}

Reply get_task_assessment(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  return reply_of(assess_stored(request, parameters, caller, context));
}

}  // namespace mingchou::server
