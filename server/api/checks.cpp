// /api/v1/checks, /api/v1/check-load, /api/v1/tasks/{task}/disclosure: after a draw its inspectors find whom to visit,
// with whom, when and for which items, and a department finds its load (shared/tasks/check_sight.h says who is told).
#include "server/api/checks.h"

#include "server/api/check_parts.h"
#include "server/api/handlers.h"
#include "server/checks/visit_cap_store.h"
#include "server/data/readers.h"
#include "shared/items/json_parts.h"
#include "shared/json/sentences.h"

namespace mingchou::server {
namespace {

using tasks::StoredTask;
using tasks::TaskId;

/// Who gets numbers gets no rows.
Result<CheckQuery> read_query(const Request& request, const Caller& caller, CivilDate today) {
  if (caller.scope != Scope::own && caller.scope != Scope::all) return fail(Error("account.not_allowed"));
  CheckQuery query;
  query.today = today;
  if (is_inspector(caller)) {
    query.inspector_id = caller.user().profile.inspector_id;
  } else {
    query.within = caller.confined_to();
    query.knows_sealed = tasks::knows_sealed(caller.user().profile.role);
  }
  if (const auto id = MC_TRY(query_id(request, "department_id"))) query.department_id = DepartmentId{*id};
  if (const auto id = MC_TRY(query_id(request, "task_id"))) query.task_id = TaskId{*id};
  if (const auto id = MC_TRY(query_id(request, "cursor"))) query.after = CheckId{*id};
  if (const auto word = MC_TRY(query_word(request, "state", 16))) {
    query.state = tasks::check_state_from(*word);
    if (!query.state) return fail(Error("server.field_invalid").with("field", "state"));
  }
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  return query;
}

/// Where a check that is to come is, with those that go along, more than a department's cap allows.
Result<std::vector<Error>> warnings_of(const StoredCheck& check, const tasks::Task& task, CapWarnings& caps) {
  if (!tasks::is_to_come(check.state)) return std::vector<Error>();
  std::vector<DepartmentId> departments;
  departments.reserve(task.team.size());
  for (const tasks::TeamPlace& place : task.team) departments.push_back(place.department_id);
  return caps.of({.target_id = check.target_id,
                  .checks = {&check.id, 1},
                  .departments = departments,
                  .year = task.work.first_day.year()});
}

Result<> write_check(json::Writer& writer, const StoredCheck& check, Tasks& known, Database& database,
                     const Caller& caller, CapWarnings& caps, CivilDate today) {
  const StoredTask& task = *MC_TRY(task_of(known, database, check));
  const plans::Row& work = task.task.work;
  writer.begin_object().field("id", check.id.uuid.text()).field("state", text_of(check.state));
  writer.field("position", check.position);
  write_task_name(writer, task);
  write_target(writer, check, caller.user().profile.role);
  write_team(writer, check);
  writer.key("items").begin_array();
  for (const plans::PlannedItem& item : work.items)
    writer.begin_object().field("code", item.code).field("name", item.name).end_object();
  writer.end_array().field("first_day", work.first_day.text()).field("last_day", work.last_day.text());
  write_optional(writer, "sealed_until", task.task.is_sealed ? std::optional(work.last_day) : std::nullopt);
  MC_TRY(write_joint_visit(writer, check, known, database, caller, today));
  json::write_sentences(writer, "warnings", MC_TRY(warnings_of(check, task.task, caps)));
  writer.field("revision", check.revision).end_object();
  return {};
}

bool is_told(const Caller& caller, const StoredCheck& check, const tasks::Task& task, CivilDate today) {
  std::vector<tasks::CheckPlace> team;
  team.reserve(check.team.size());
  for (const CheckMember& member : check.team) team.push_back(member.place);
  return tasks::sees_check(reader_of(caller), task, team, today);
}

/// The query narrows to what the reader is told of, so that pages are full; that the rule has the last word costs
/// nothing.
Result<> write_page(json::Writer& writer, const CheckPage& page, Database& database, const Caller& caller,
                    CivilDate today) {
  Tasks known;
  CapWarnings caps(database, {.within = caller.confined_to(),
                              .knows_sealed = tasks::knows_sealed(caller.user().profile.role),
                              .today = today});
  for (const StoredCheck& check : page.checks) {
    const StoredTask& task = *MC_TRY(task_of(known, database, check));
    if (is_told(caller, check, task.task, today))
      MC_TRY(write_check(writer, check, known, database, caller, caps, today));
  }
  return {};
}

/// Why nothing is there that might be: the account belongs to nobody in the register, or the task that was asked for is
/// sealed and its period not over. "" where neither is so.
Result<std::string_view> reason_of(const CheckQuery& query, Database& database, const Caller& caller) {
  if (is_inspector(caller)) return query.inspector_id ? std::string_view() : std::string_view("not_linked");
  if (!query.task_id) return std::string_view();
  const auto task = MC_TRY(tasks::find_task(database, *query.task_id));
  const bool is_within = task && (!query.within || task->task.work.concerns(*query.within));
  const bool is_withheld = is_within && !tasks::may_know_drawn(caller.user().profile.role, task->task, query.today);
  return is_withheld ? std::string_view("sealed") : std::string_view();
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const CheckQuery query = MC_TRY(read_query(request, caller, today_of(context)));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  std::optional<CheckId> next;
  std::string_view reason;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    reason = MC_TRY(reason_of(query, database, caller));
    if (!reason.empty()) return {};
    const CheckPage page = MC_TRY(read_checks(database, query));
    if (page.has_more) next = page.checks.back().id;
    return write_page(writer, page, database, caller, query.today);
  }));
  writer.end_array();
  write_id(writer, "next_cursor", next);
  write_text_or_null(writer, "reason", reason);
  return json_response(std::move(writer.end_object()).take());
}

json::Writer& write_count(json::Writer& writer, const CheckCount& count) {
  return writer.field("check_count", count.all).field("open_count", count.open);
}

struct KnownLoad {
  StoredTask task;
  TaskLoad load;
  std::map<DepartmentId, CivilDate> disclosures;
};

void write_department(json::Writer& writer, const KnownLoad& known, const DepartmentId& department,
                      bool names_inspectors) {
  const auto found = known.load.departments.find(department);
  const DepartmentLoad load = found == known.load.departments.end() ? DepartmentLoad() : found->second;
  writer.begin_object().field("department_id", department.uuid.text()).field("name", load.name);
  write_count(writer, load.count);
  const auto set = known.disclosures.find(department);
  write_optional(
      writer, "told_from",
      tasks::told_from(known.task.task, set == known.disclosures.end() ? std::nullopt : std::optional(set->second)));
  writer.key("inspectors").begin_array();
  for (const InspectorLoad& one : load.inspectors) {
    if (!names_inspectors) break;
    writer.begin_object().field("inspector_id", one.inspector_id.uuid.text()).field("name", one.name);
    write_count(writer, one.count).end_object();
  }
  writer.end_array().end_object();
}

Result<Response> load(const Request& request, const Caller& caller, Context& context) {
  // An inspector's own checks are in the list; who else has how many is the departments' to know.
  if (is_inspector(caller)) return fail(Error("account.not_allowed"));
  const auto id = MC_TRY(query_id(request, "task_id"));
  if (!id) return fail(Error("server.field_invalid").with("field", "task_id"));
  std::optional<KnownLoad> known;
  MC_TRY(context.readers.read([&](Database& database) -> Result<> {
    const ReadTransaction view = MC_TRY(ReadTransaction::begin(database));
    auto task = MC_TRY(tasks::find_task(database, TaskId{*id}));
    const bool is_within = caller.scope == Scope::counts || !caller.confined_to() ||
                           (task && task->task.work.concerns(*caller.confined_to()));
    if (!task || !is_within) return not_found(request);
    known = KnownLoad{*std::move(task), MC_TRY(read_load(database, TaskId{*id})),
                      MC_TRY(read_disclosures(database, TaskId{*id}))};
    return {};
  }));
  const tasks::Task& task = known->task.task;
  const bool names_inspectors =
      caller.scope != Scope::counts && tasks::may_know_drawn(caller.user().profile.role, task, today_of(context));
  json::Writer writer;
  writer.begin_object().key("task").begin_object().field("id", task.id.uuid.text());
  writer.field("number", known->task.number).field("name", task.work.name).end_object();
  writer.field("first_day", task.work.first_day.text()).field("last_day", task.work.last_day.text());
  write_optional(writer, "sealed_until", task.is_sealed ? std::optional(task.work.last_day) : std::nullopt);
  write_count(writer, known->load.count).field("without_team_count", known->load.without_team);
  writer.field("names_inspectors", names_inspectors).key("departments").begin_array();
  for (const tasks::TeamPlace& place : task.team)
    write_department(writer, *known, place.department_id, names_inspectors);
  return json_response(std::move(writer.end_array().end_object()).take());
}

Result<CivilDate> read_day(json::ObjectReader& reader) {
  const auto day = CivilDate::parse(MC_TRY(reader.text("day", items::word_bytes)));
  if (!day) return fail(items::bad_value(reader, "day"));
  return *day;
}

std::string disclosure_json(const tasks::Task& task, const DepartmentId& department, CivilDate day) {
  json::Writer writer;
  writer.begin_object().field("task_id", task.id.uuid.text()).field("department_id", department.uuid.text());
  return std::move(writer.field("day", day.text()).end_object()).take();
}

/// A department's administrator sets it for the own department.
Result<Response> disclose(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  const StoredTask seen = MC_TRY(path_task(request, parameters, caller, context));
  const auto department = caller.confined_to();
  if (!department) return fail(Error("account.not_allowed"));
  const CivilDate day = MC_TRY(read_body(request, read_day));
  std::string after;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    const auto now = MC_TRY(tasks::find_task(database, seen.task.id));
    if (!now) return fail(Error("tasks.changed_meanwhile"));
    const auto before = MC_TRY(set_disclosure(database, now->task, *department, day, write));
    after = disclosure_json(now->task, *department, day);
    return Recorded{"task.disclose",
                    "task",
                    seen.task.id.uuid,
                    department,
                    before ? disclosure_json(now->task, *department, *before) : std::string(),
                    after};
  }));
  return json_response(std::move(after));
}

}  // namespace

Reply list_checks(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply get_check_load(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(load(request, caller, context));
}

Reply put_task_disclosure(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(disclose(request, parameters, caller, context));
}

}  // namespace mingchou::server
