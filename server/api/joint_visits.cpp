// /api/v1/joint-visits: targets that several tasks would visit, one visit for all of them (进一次门、查多项事), and
// what was decided about it. Who sees which of them: shared/tasks/check_sight.h.
#include "server/api/joint_visits.h"

#include <algorithm>

#include "server/api/check_parts.h"
#include "server/api/handlers.h"
#include "server/checks/visit_cap_store.h"
#include "server/data/readers.h"
#include "shared/items/json_parts.h"
#include "shared/json/sentences.h"

namespace mingchou::server {
namespace {

using tasks::VisitState;

/// Far more than any target has tasks.
constexpr std::size_t checks_of_visit_max = 50;

/// Inspectors find the visits that were agreed on with their checks, and have no hand in what is proposed.
Result<VisitScope> scope_of(const Caller& caller, Context& context) {
  const bool has_rows = caller.scope == Scope::own || caller.scope == Scope::all;
  if (!has_rows || is_inspector(caller)) return fail(Error("account.not_allowed"));
  return VisitScope{.within = caller.confined_to(),
                    .knows_sealed = tasks::knows_sealed(caller.user().profile.role),
                    .today = today_of(context)};
}

Result<VisitQuery> read_query(const Request& request, const Caller& caller, Context& context) {
  VisitQuery query;
  query.scope = MC_TRY(scope_of(caller, context));
  if (const auto word = MC_TRY(query_word(request, "state", 16))) {
    const auto state = tasks::visit_state_from(*word);
    if (!state) return fail(Error("server.field_invalid").with("field", "state"));
    query.state = *state;
  }
  if (const auto id = MC_TRY(query_id(request, "task_id"))) query.task_id = tasks::TaskId{*id};
  query.cursor = MC_TRY(query_id(request, "cursor"));
  query.days_near = static_cast<int>(
      MC_TRY(query_number(request, "days_near", {0, tasks::days_near_max})).value_or(tasks::days_near_default));
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  return query;
}

Result<std::map<DepartmentId, std::string>> department_names(Database& database) {
  Statement read = MC_TRY(database.prepare("SELECT id, name FROM department"));
  std::map<DepartmentId, std::string> names;
  while (MC_TRY(read.step())) names.emplace(DepartmentId{read.uuid(0).value_or(Uuid{})}, read.text(1));
  return names;
}

/// Departments of all tasks of the visit, each once, in the order of its checks.
std::vector<DepartmentId> departments_of(std::span<const tasks::VisitSight> checks) {
  std::vector<DepartmentId> found;
  for (const tasks::VisitSight& check : checks)
    for (const tasks::TeamPlace& place : check.task->team)
      if (!std::ranges::contains(found, place.department_id)) found.push_back(place.department_id);
  return found;
}

void write_departments(json::Writer& writer, const VisitView& view, const std::map<DepartmentId, std::string>& names) {
  writer.key("departments").begin_array();
  for (const DepartmentId& id : departments_of(view.checks())) {
    const auto name = names.find(id);
    writer.begin_object().field("id", id.uuid.text());
    writer.field("name", name == names.end() ? std::string() : name->second).end_object();
  }
  writer.end_array();
}

void write_check(json::Writer& writer, const StoredCheck& check, const tasks::StoredTask& task, bool joins) {
  const plans::Row& work = task.task.work;
  writer.begin_object().field("id", check.id.uuid.text()).field("state", text_of(check.state));
  write_task_name(writer, task);
  writer.field("first_day", work.first_day.text()).field("last_day", work.last_day.text());
  write_optional(writer, "sealed_until", task.task.is_sealed ? std::optional(work.last_day) : std::nullopt);
  writer.field("joins", joins).end_object();
}

/// What an answer about visits is made with.
struct Answer {
  Answer(Database& database, const Caller& caller, const VisitScope& scope, int days_near)
      : database(database),
        caller(caller),
        scope(scope),
        days_near(days_near),
        caps(database, {.within = scope.within, .knows_sealed = scope.knows_sealed, .today = scope.today}) {}

  Database& database;
  const Caller& caller;
  const VisitScope scope;
  const int days_near;
  CapWarnings caps;
  Tasks known = {};
};

/// Of a visit that is to come: where it is more than a department's cap allows.
Result<std::vector<Error>> warnings_of(const StoredVisit& visit, const VisitView& view, Answer& answer) {
  if (visit.state == VisitState::declined || !visit.first_day || *visit.last_day < answer.scope.today)
    return std::vector<Error>();
  std::vector<tasks::CheckId> checks;
  checks.reserve(visit.checks.size());
  for (const StoredCheck& check : visit.checks) checks.push_back(check.id);
  return answer.caps.of({.target_id = visit.checks.front().target_id,
                         .checks = checks,
                         .departments = departments_of(view.checks()),
                         .year = visit.first_day->year()});
}

Result<> write_visit(json::Writer& writer, const StoredVisit& visit, const VisitView& view, Answer& answer,
                     const std::map<DepartmentId, std::string>& names) {
  writer.begin_object();
  write_id(writer, "id", visit.id);
  writer.field("state", text_of(visit.state));
  writer.field("may_be_agreed", MC_TRY(may_be_agreed(answer.database, answer.scope, answer.days_near, visit)));
  write_target(writer, visit.checks.front(), answer.caller.user().profile.role);
  write_optional(writer, "first_day", visit.first_day);
  write_optional(writer, "last_day", visit.last_day);
  writer.field("days_apart", visit.days_apart);
  write_id(writer, "lead_department_id", visit.lead_department_id);
  write_departments(writer, view, names);
  writer.key("checks").begin_array();
  for (const StoredCheck& check : visit.checks) {
    const tasks::StoredTask* task = MC_TRY(task_of(answer.known, answer.database, check));
    write_check(writer, check, *task, std::ranges::contains(visit.joining, check.id));
  }
  writer.end_array();
  json::write_sentences(writer, "warnings", MC_TRY(warnings_of(visit, view, answer)));
  writer.field("reason", visit.reason);
  write_instant(writer, "decided_at", visit.decided_at);
  write_text_or_null(writer, "decided_by", visit.decided_by);
  writer.end_object();
  return {};
}

/// The query narrows to what the reader may see, so that pages are full; that the rule has the last word costs nothing.
/// Whoever is told of a visit knows of what would join it as of any check.
bool may_see(const Caller& caller, const StoredVisit& visit, const VisitView& view, CivilDate today) {
  const tasks::CheckReader reader = reader_of(caller);
  if (visit.was_agreed()) return tasks::is_told_of_visit(reader, view.checks(), today);
  if (visit.joining.empty()) return tasks::sees_all_checks(reader, view.checks(), today);
  std::vector<tasks::VisitSight> agreed, joining;
  for (std::size_t i = 0; i < visit.checks.size(); ++i)
    (std::ranges::contains(visit.joining, visit.checks[i].id) ? joining : agreed).push_back(view.checks()[i]);
  return tasks::is_told_of_visit(reader, agreed, today) && tasks::sees_all_checks(reader, joining, today);
}

Result<> write_page(json::Writer& writer, const VisitPage& page, Answer answer) {
  const auto names = MC_TRY(department_names(answer.database));
  for (const StoredVisit& visit : page.visits) {
    if (visit.checks.empty()) continue;
    const VisitView view = MC_TRY(VisitView::of(visit, answer.known, answer.database));
    if (may_see(answer.caller, visit, view, answer.scope.today))
      MC_TRY(write_visit(writer, visit, view, answer, names));
  }
  return {};
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const VisitQuery query = MC_TRY(read_query(request, caller, context));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  std::optional<JointVisitId> next;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    const VisitPage page = MC_TRY(read_visits(database, query));
    if (page.next) next = JointVisitId{*page.next};
    return write_page(writer, page, Answer(database, caller, query.scope, query.days_near));
  }));
  writer.end_array();
  write_id(writer, "next_cursor", next);
  return json_response(std::move(writer.end_object()).take());
}

Result<std::string> answer_of(const StoredVisit& visit, Answer answer) {
  const auto names = MC_TRY(department_names(answer.database));
  const VisitView view = MC_TRY(VisitView::of(visit, answer.known, answer.database));
  json::Writer writer;
  MC_TRY(write_visit(writer, visit, view, answer, names));
  return std::move(writer).take();
}

/// What the trail tells: no check and no target, since more people read it than may know whom a sealed draw drew.
std::string trail_json(const StoredVisit& visit) {
  json::Writer writer;
  writer.begin_object().field("state", text_of(visit.state));
  write_optional(writer, "first_day", visit.first_day);
  write_optional(writer, "last_day", visit.last_day);
  write_id(writer, "lead_department_id", visit.lead_department_id);
  return std::move(writer.field("reason", visit.reason).end_object()).take();
}

struct DecisionBody {
  VisitDecision decision;
  int days_near = tasks::days_near_default;
};

Result<CivilDate> read_day(json::ObjectReader& reader, std::string_view name) {
  const auto day = CivilDate::parse(MC_TRY(reader.text(name, items::word_bytes)));
  if (!day) return fail(items::bad_value(reader, name));
  return *day;
}

Result<DecisionBody> read_decision(json::ObjectReader& reader) {
  DecisionBody body;
  const auto ids = MC_TRY(reader.texts("check_ids", {1, checks_of_visit_max}, {36, 36}));
  for (const std::string_view text : ids) {
    const auto id = Uuid::parse(text);
    if (!id) return fail(items::bad_value(reader, "check_ids"));
    body.decision.check_ids.push_back({*id});
  }
  body.days_near = static_cast<int>(MC_TRY(reader.integer("days_near", {0, tasks::days_near_max})));
  const auto state = tasks::visit_state_from(MC_TRY(reader.text("decision", items::word_bytes)));
  if (!state || *state == VisitState::proposed) return fail(items::bad_value(reader, "decision"));
  if (*state == VisitState::declined) {
    body.decision.reason = MC_TRY(read_typed_reason(reader));
    return body;
  }
  const auto lead = Uuid::parse(MC_TRY(reader.text("lead_department_id", {36, 36})));
  if (!lead) return fail(items::bad_value(reader, "lead_department_id"));
  body.decision.agreement = tasks::Agreement{.first_day = MC_TRY(read_day(reader, "first_day")),
                                             .last_day = MC_TRY(read_day(reader, "last_day")),
                                             .lead_department_id = {*lead}};
  return body;
}

/// Who may not see what was decided is told what they would be told if nothing had been.
Result<> demand_sight(const StoredVisit& visit, Database& database, const Caller& caller, CivilDate today) {
  Tasks known;
  const VisitView view = MC_TRY(VisitView::of(visit, known, database));
  if (!may_see(caller, visit, view, today)) return fail(Error("tasks.visit_gone"));
  return {};
}

/// An answer that was lost can be asked for again: the same decision about the same checks is one decision.
Result<Response> decide(const Request& request, const Caller& caller, Context& context) {
  const VisitScope scope = MC_TRY(scope_of(caller, context));
  DecisionBody body = MC_TRY(read_body(request, read_decision));
  body.decision.id = {new_id(context)};
  std::string answer;
  bool is_new = false;
  MC_TRY(run_as(caller, context, [&](Database& database) -> Result<> {
    const items::Write write = write_of(caller, context);
    const Decided decided = MC_TRY(decide_visit(database, scope, body.days_near, body.decision, write));
    answer = MC_TRY(answer_of(decided.visit, Answer(database, caller, scope, body.days_near)));
    is_new = !decided.was_so_before;
    if (!is_new) return demand_sight(decided.visit, database, caller, scope.today);
    const bool is_agreed = decided.visit.state == VisitState::agreed;
    return audit::append(database, actor_of(caller.user(), request),
                         {.action = is_agreed ? "joint_visit.agree" : "joint_visit.decline",
                          .entity = "joint_visit",
                          .entity_id = decided.visit.id->uuid,
                          .department_id = is_agreed ? decided.visit.lead_department_id : scope.within,
                          .before = decided.joined ? trail_json(*decided.joined) : std::string(),
                          .after = trail_json(decided.visit)},
                         write.at);
  }));
  Response response = json_response(std::move(answer));
  response.status = is_new ? 201 : 200;
  return response;
}

/// Whoever knows of it: no department goes along against its will.
Result<Response> call_off(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  const VisitScope scope = MC_TRY(scope_of(caller, context));
  const JointVisitId id{MC_TRY(path_id(request, parameters, "visit"))};
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  std::string answer;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const auto before = MC_TRY(find_visit(database, id));
    if (!before) return not_found(request);
    Tasks known;
    const VisitView view = MC_TRY(VisitView::of(*before, known, database));
    if (!may_see(caller, *before, view, scope.today)) return not_found(request);
    const StoredVisit after = MC_TRY(call_off_visit(database, id, reason, write));
    answer = MC_TRY(answer_of(after, Answer(database, caller, scope, tasks::days_near_default)));
    return Recorded{"joint_visit.call_off",     "joint_visit",       id.uuid,
                    before->lead_department_id, trail_json(*before), trail_json(after)};
  }));
  return json_response(std::move(answer));
}

}  // namespace

Reply list_joint_visits(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply post_joint_visit(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(decide(request, caller, context));
}

Reply post_joint_visit_call_off(const Request& request, const Parameters& parameters, const Caller& caller,
                                Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(call_off(request, parameters, caller, context));
}

}  // namespace mingchou::server
