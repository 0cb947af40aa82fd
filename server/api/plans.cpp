// /api/v1/plans: the yearly plans, and what is due of them.
#include "server/api/plans.h"

#include "server/api/handlers.h"
#include "server/data/readers.h"

namespace mingchou::server {
namespace {

using plans::Plan;
using plans::Sight;
using plans::State;
using plans::Version;

/// The plan with the versions that people open it for; false if the caller sees none of its versions.
Result<bool> write_plan(json::Writer& writer, Database& database, const Plan& plan, const Caller& caller) {
  std::vector<Version> seen;
  for (Version& version : MC_TRY(plans::read_versions(database, plan.id)))
    if (sight_of(caller, version.state) != Sight::nothing) seen.push_back(std::move(version));
  if (seen.empty()) return false;
  std::optional<plans::VersionId> in_force, open;
  for (const Version& version : seen) {
    if (version.state == State::published) in_force = version.id;
    if (plans::is_open(version.state)) open = version.id;
  }
  writer.begin_object().field("id", plan.id.uuid.text()).field("year", plan.year);
  write_id(writer, "published_id", in_force);
  write_id(writer, "open_id", open);
  writer.field("is_adjusting", in_force.has_value() && open.has_value());
  writer.field("created_at", plan.created_at.ms).field("created_by", plan.created_by).key("current").begin_array();
  for (const Version& version : seen)
    if (version.id == in_force || version.id == open || version.state == State::ended)
      write_plan_version(writer, version, MC_TRY(plans::read_channels(database, version.id)), caller);
  writer.end_array().end_object();
  return true;
}

Result<std::string> plan_json(Database& database, const Plan& plan, const Caller& caller) {
  json::Writer writer;
  if (!MC_TRY(write_plan(writer, database, plan, caller))) return fail(Error("plans.changed_meanwhile"));
  return std::move(writer).take();
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const auto year = MC_TRY(query_number(request, "year", {2000, 9999}));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    for (const Plan& plan : MC_TRY(plans::read_plans(database)))
      if (!year || plan.year == *year) MC_TRY(write_plan(writer, database, plan, caller));
    return {};
  }));
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<int> read_year(json::ObjectReader& reader) {
  return static_cast<int>(MC_TRY(reader.integer("year", {2000, 9999})));
}

Result<Response> create(const Request& request, const Caller& caller, Context& context) {
  const int year = MC_TRY(read_body(request, read_year));
  const plans::PlanId id{new_id(context)};
  const plans::VersionId draft_id{new_id(context)};
  std::string json;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(plans::insert_plan(database, id, draft_id, year, write));
    json = MC_TRY(plan_json(database, {id, year, write.at, write.by}, caller));
    return Recorded{"plan.create", "plan", id.uuid, {}, {}, json};
  }));
  Response response = json_response(std::move(json));
  response.status = 201;
  response.set("Location", "/api/v1/plans/" + id.uuid.text());
  return response;
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const Plan plan = MC_TRY(path_plan(request, parameters, caller, context));
  return json_response(
      MC_TRY(context.readers.read([&](Database& database) { return plan_json(database, plan, caller); })));
}

/// To whom scope `own` reaches, a period that ended is shown if its task is the own department's; what is due of the
/// plan itself concerns all who work on plans.
bool concerns(const Caller& caller, const plans::Duty& duty) {
  return !duty.row || caller.reaches(duty.row->initiating_department_id);
}

void write_duty(json::Writer& writer, const plans::Duty& duty) {
  writer.begin_object().field("kind", text_of(duty.kind)).field("year", duty.year);
  write_id(writer, "plan_id", duty.plan_id);
  write_id(writer, "version_id", duty.version_id);
  if (duty.version_id) writer.field("number", duty.number);
  if (duty.kind == plans::DutyKind::publication) writer.field("channel", text_of(duty.channel));
  if (duty.row)
    writer.field("row_id", duty.row->id.uuid.text())
        .field("name", duty.row->name)
        .field("department_id", duty.row->initiating_department_id.uuid.text());
  write_optional(writer, "due_on", duty.due);
  writer.field("is_provisional", duty.is_provisional).field("is_overdue", duty.is_overdue).end_object();
}

Result<Response> duties(const Caller& caller, Context& context) {
  const auto facts = MC_TRY(context.readers.read([](Database& database) { return plans::read_facts(database); }));
  const CivilDate today = today_of(context);
  json::Writer writer;
  writer.begin_object().field("today", today.text()).key("items").begin_array();
  for (const plans::Duty& duty : plans::open_duties(facts, today, WorkingCalendar::built_in()))
    if (concerns(caller, duty)) write_duty(writer, duty);
  return json_response(std::move(writer.end_array().end_object()).take());
}

}  // namespace

Reply list_plans(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply post_plan(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, caller, context));
}

Reply get_plan(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply list_plan_duties(const Request&, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(duties(caller, context));
}

}  // namespace mingchou::server
