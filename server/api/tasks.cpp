// /api/v1/tasks: tasks from an approved plan and special ones, from draft to ready.
#include "server/api/tasks.h"

#include "server/api/handlers.h"
#include "server/data/readers.h"
#include "server/draws/steps.h"
#include "shared/base/hex.h"
#include "shared/tasks/content.h"

namespace mingchou::server {
namespace {

using tasks::StoredTask;
using tasks::Task;
using tasks::TaskId;

bool is_settled(tasks::State state) {
  return state == tasks::State::drawn || state == tasks::State::running || state == tasks::State::done;
}

void write_lists(json::Writer& writer, const std::vector<tasks::PinnedList>& lists) {
  writer.key("lists").begin_array();
  for (const tasks::PinnedList& list : lists)
    writer.begin_object()
        .field("list_id", list.list_id.uuid.text())
        .field("version_id", list.version_id.uuid.text())
        .field("number", list.number)
        .field("content_hash", to_hex(list.content_hash))
        .end_object();
  writer.end_array();
}

void write_task(json::Writer& writer, const StoredTask& stored) {
  writer.begin_object().field("id", stored.task.id.uuid.text()).field("number", stored.number);
  writer.field("state", text_of(stored.state));
  tasks::write_fields(writer, stored.task);
  writer.field("is_joint", stored.task.work.is_joint());
  write_lists(writer, stored.lists);
  writer.field("void_reason", stored.void_reason)
      .field("created_at", stored.created_at.ms)
      .field("created_by", stored.created_by)
      .field("changed_at", stored.changed_at.ms)
      .field("changed_by", stored.changed_by)
      .field("revision", stored.revision)
      .end_object();
}

Response task_answer(const StoredTask& stored) {
  json::Writer writer;
  write_task(writer, stored);
  Response response = json_response(std::move(writer).take());
  set_revision_tag(response, stored.revision);
  return response;
}

Result<tasks::TaskQuery> read_query(const Request& request, const Caller& caller, CivilDate today) {
  tasks::TaskQuery query;
  query.within = caller.confined_to();
  if (caller.scope == Scope::after_window) query.over_before = today;
  if (const auto id = MC_TRY(query_id(request, "department_id"))) query.department_id = DepartmentId{*id};
  if (const auto id = MC_TRY(query_id(request, "plan_row_id"))) query.plan_row_id = plans::RowId{*id};
  if (const auto id = MC_TRY(query_id(request, "cursor"))) query.before = TaskId{*id};
  if (const auto year = MC_TRY(query_number(request, "year", {2000, 9999}))) query.year = static_cast<int>(*year);
  if (const auto word = MC_TRY(query_word(request, "state", 16))) {
    query.state = tasks::state_from(*word);
    if (!query.state) return fail(Error("server.field_invalid").with("field", "state"));
  }
  query.limit =
      static_cast<int>(MC_TRY(query_number(request, "limit", {1, items::page_max})).value_or(items::page_default));
  return query;
}

Result<Response> list(const Request& request, const Caller& caller, Context& context) {
  const tasks::TaskQuery query = MC_TRY(read_query(request, caller, today_of(context)));
  const tasks::TaskPage page =
      MC_TRY(context.readers.read([&](Database& database) { return tasks::read_tasks(database, query); }));
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const StoredTask& stored : page.tasks) write_task(writer, stored);
  writer.end_array();
  write_id(writer, "next_cursor", page.has_more ? std::optional(page.tasks.back().task.id) : std::nullopt);
  return json_response(std::move(writer.end_object()).take());
}

/// A change of a task, which the trail tells of.
struct Edit {
  std::string_view action;
  TaskId id;
  /// As the caller saw it; nothing of a new one.
  std::optional<StoredTask> before;
  DepartmentId initiating;
};
using Job = std::function<Result<>(Database&, const items::Write&)>;

Result<Response> edit(const Request& request, const Caller& caller, Context& context, const Edit& what,
                      const Job& job) {
  Response response;
  MC_TRY(change(caller, request, context, [&](Database& database, const items::Write& write) -> Result<Recorded> {
    MC_TRY(job(database, write));
    const auto after = MC_TRY(tasks::find_task(database, what.id));
    if (!after) return fail(Error("tasks.changed_meanwhile"));
    response = task_answer(*after);
    return Recorded{what.action,
                    "task",
                    what.id.uuid,
                    what.initiating,
                    what.before ? task_answer(*what.before).body : std::string(),
                    response.body};
  }));
  return response;
}

Result<Response> create(const Request& request, const Caller& caller, Context& context) {
  Task task = MC_TRY(read_body(request, tasks::read_task));
  MC_TRY(demand_holder(task, caller));
  task.id = {new_id(context)};
  Response response = MC_TRY(
      edit(request, caller, context, {"task.create", task.id, {}, task.work.initiating_department_id},
           [&](Database& database, const items::Write& write) { return tasks::insert_task(database, task, write); }));
  response.status = 201;
  response.set("Location", "/api/v1/tasks/" + task.id.uuid.text());
  return response;
}

Result<Response> get(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return task_answer(MC_TRY(path_task(request, parameters, caller, context)));
}

Result<Response> update(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const StoredTask before = MC_TRY(path_task(request, parameters, caller, context));
  MC_TRY(demand_holder(before.task, caller));
  const std::int64_t expected = MC_TRY(expected_revision(request, before.revision));
  Task task = MC_TRY(read_body(request, tasks::read_task));
  task.id = before.task.id;
  return edit(request, caller, context, {"task.change", task.id, before, before.task.work.initiating_department_id},
              [&](Database& database, const items::Write& write) {
                return tasks::update_task(database, task, expected, write);
              });
}

using Move = std::function<Result<>(Database&, const TaskId&, std::int64_t expected, const items::Write&)>;

Result<Response> move(const Request& request, const Parameters& parameters, const Caller& caller, Context& context,
                      std::string_view action, const Move& job) {
  const StoredTask before = MC_TRY(path_task(request, parameters, caller, context));
  MC_TRY(demand_holder(before.task, caller));
  const std::int64_t expected = MC_TRY(expected_revision(request, before.revision));
  return edit(
      request, caller, context, {action, before.task.id, before, before.task.work.initiating_department_id},
      [&](Database& database, const items::Write& write) { return job(database, before.task.id, expected, write); });
}

Result<Response> reopen(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return move(request, parameters, caller, context, "task.reopen",
              [](Database& database, const TaskId& id, std::int64_t expected, const items::Write& write) -> Result<> {
                MC_TRY(demand_no_open_draw(database, id));
                return tasks::reopen(database, id, expected, write);
              });
}

Result<Response> cancel(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  const std::string reason = MC_TRY(read_body(request, read_typed_reason));
  return move(request, parameters, caller, context, "task.void",
              [&](Database& database, const TaskId& id, std::int64_t expected, const items::Write& write) -> Result<> {
                MC_TRY(demand_no_open_draw(database, id));
                return tasks::cancel(database, id, expected, reason, write);
              });
}

}  // namespace

bool sees_task(const Caller& caller, const StoredTask& stored, CivilDate today) {
  if (caller.scope == Scope::after_window && !(is_settled(stored.state) && stored.task.work.last_day < today))
    return false;
  const auto own = caller.confined_to();
  return !own || stored.task.work.concerns(*own);
}

Result<> demand_holder(const Task& task, const Caller& caller) {
  if (!caller.reaches(task.work.initiating_department_id)) return fail(Error("account.not_allowed"));
  return {};
}

Result<StoredTask> path_task(const Request& request, const Parameters& parameters, const Caller& caller,
                             Context& context) {
  const TaskId id{MC_TRY(path_id(request, parameters, "task"))};
  auto stored = MC_TRY(context.readers.read([&](Database& database) { return tasks::find_task(database, id); }));
  if (!stored || !sees_task(caller, *stored, today_of(context))) return not_found(request);
  return *std::move(stored);
}

Reply list_tasks(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  return reply_of(list(request, caller, context));
}

Reply post_task(const Request& request, const Parameters&, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(create(request, caller, context));
}

Reply get_task(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(get(request, parameters, caller, context));
}

Reply put_task(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(update(request, parameters, caller, context));
}

Reply post_task_ready(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  return reply_of(move(request, parameters, caller, context, "task.make_ready", tasks::make_ready));
}

Reply post_task_reopening(const Request& request, const Parameters& parameters, const Caller& caller,
                          Context& context) {
  return reply_of(reopen(request, parameters, caller, context));
}

Reply post_task_void(const Request& request, const Parameters& parameters, const Caller& caller, Context& context) {
  if (auto json = demand_json(request); !json) return std::unexpected(json.error());
  return reply_of(cancel(request, parameters, caller, context));
}

}  // namespace mingchou::server
