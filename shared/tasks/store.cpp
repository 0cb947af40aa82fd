#include "shared/tasks/store.h"

#include "shared/items/store_row.h"
#include "shared/plans/store.h"
#include "shared/tasks/content.h"
#include "shared/tasks/rules.h"

namespace mingchou::tasks {
namespace {

using items::digest_or_nothing;
using items::id_of;

constexpr std::string_view task_columns =
    "id, number, state, content, void_reason, revision, created_at, created_by, changed_at, changed_by";

std::unexpected<Error> damaged(std::string_view what) {
  return fail(Error("store.damaged").with("path", "task").because(what));
}

Result<std::vector<PinnedList>> read_lists(Database& db, const TaskId& id) {
  Statement read = MC_TRY(
      db.prepare("SELECT list_id, version_id, coalesce(number, 0), task_item_list.content_hash FROM task_item_list "
                 "JOIN item_list_version ON item_list_version.id = version_id WHERE task_id = ? ORDER BY version_id"));
  read.bind(1, id);
  std::vector<PinnedList> lists;
  while (MC_TRY(read.step()))
    lists.push_back({.list_id = id_of<items::ListId>(read, 0),
                     .version_id = id_of<items::VersionId>(read, 1),
                     .number = read.int64(2),
                     .content_hash = digest_or_nothing(read, 3).value_or(crypto::Digest{})});
  return lists;
}

Result<StoredTask> task_of(const Statement& row) {
  StoredTask stored;
  auto task = parse_task(row.text(3));
  const auto state = state_from(row.text(2));
  if (!task || !state) return damaged("a task that can't be read");
  stored.task = *std::move(task);
  stored.task.id = id_of<TaskId>(row, 0);
  stored.task.work.id = stored.task.plan_row ? stored.task.plan_row->row_id : plans::RowId{stored.task.id.uuid};
  stored.number = row.text(1);
  stored.state = *state;
  stored.void_reason = row.text(4);
  stored.revision = row.int64(5);
  stored.created_at = row.instant(6);
  stored.created_by = row.text(7);
  stored.changed_at = row.instant(8);
  stored.changed_by = row.text(9);
  return stored;
}

Result<> check_plan_row(Database& db, const Task& task) {
  if (!task.plan_row) return {};
  const PlanRowKey& key = *task.plan_row;
  const auto version = MC_TRY(plans::find_version(db, key.version_id));
  if (!version || version->plan_id != key.plan_id) return fail(Error("tasks.plan_row_unknown"));
  using plans::State;
  const bool is_approved =
      version->state == State::approved || version->state == State::filed || version->state == State::published;
  if (!is_approved) return fail(Error("tasks.plan_not_approved").with("state", text_of(version->state)));
  const auto row = MC_TRY(plans::find_row(db, key.version_id, key.row_id));
  if (!row) return fail(Error("tasks.plan_row_unknown"));
  return check_against_plan(task, row->row);
}

Result<Task> checked(Database& db, Task task) {
  task.work.id = task.plan_row ? task.plan_row->row_id : plans::RowId{task.id.uuid};
  Task tidied = MC_TRY(check_task(std::move(task)));
  tidied.work = MC_TRY(plans::check_surroundings(std::move(tidied.work), plans::surroundings_of(db)));
  MC_TRY(check_plan_row(db, tidied));
  return tidied;
}

Result<std::string> content_of(const Task& task) {
  std::string content = MC_TRY(to_json(task));
  if (content.size() > plans::row_bytes_max) return fail(Error("tasks.too_long"));
  return content;
}

Result<std::string> next_number(Database& db, const Task& task) {
  Statement code = MC_TRY(db.prepare("SELECT code FROM department WHERE id = ?"));
  code.bind(1, task.work.initiating_department_id);
  if (!MC_TRY(code.step())) return damaged("a task of a department that is not there");
  const std::string prefix = std::to_string(task.work.first_day.year()) + "-" + std::string(code.text(0)) + "-";
  Statement last =
      MC_TRY(db.prepare("SELECT coalesce(max(CAST(substr(number, length(?1) + 1) AS INTEGER)), 0) FROM task "
                        "WHERE substr(number, 1, length(?1)) = ?1"));
  last.bind(1, prefix);
  MC_TRY(last.step());
  std::string count = std::to_string(last.int64(0) + 1);
  if (count.size() < 3) count.insert(0, 3 - count.size(), '0');
  return prefix + count;
}

Result<> write_departments(Database& db, const Task& task) {
  MC_TRY(db.run("DELETE FROM task_department WHERE task_id = ?", task.id));
  for (const TeamPlace& place : task.team)
    MC_TRY(db.run("INSERT INTO task_department (task_id, department_id) VALUES (?, ?)", task.id, place.department_id));
  return {};
}

/// The task as it is, if it may make the step and has the revision that the caller saw.
Result<StoredTask> demand_step(Database& db, const TaskId& id, Event event, std::int64_t expected) {
  auto stored = MC_TRY(find_task(db, id));
  if (!stored) return fail(Error("tasks.changed_meanwhile"));
  MC_TRY(step(stored->state, event));
  if (stored->revision != expected) return fail(Error("tasks.changed_meanwhile"));
  return *std::move(stored);
}

Result<> move_to(Database& db, const TaskId& id, State state, const Write& write) {
  return db.run("UPDATE task SET state = ?, revision = revision + 1, changed_at = ?, changed_by = ? WHERE id = ?",
                text_of(state), write.at, write.by, id);
}

Result<> pin_lists(Database& db, const Task& task, const Write& write) {
  MC_TRY(db.run("DELETE FROM task_item_list WHERE task_id = ?", task.id));
  std::vector<items::ListId> lists;
  for (const plans::PlannedItem& item : task.work.items)
    if (!std::ranges::contains(lists, item.list_id)) lists.push_back(item.list_id);
  for (const items::ListId& list : lists) {
    const auto version = MC_TRY(items::version_on(db, list, task.work.first_day));
    if (!version || !version->content_hash)
      return fail(Error("items.not_in_force").with("date", task.work.first_day.text()));
    Statement pinned = MC_TRY(
        db.prepare("SELECT 1 FROM item_list_pin WHERE version_id = ? AND holder_kind = 'task' AND holder_id = ?"));
    pinned.bind_all(version->id, task.id);
    // A task that was opened again has pinned it before.
    const bool is_pinned = MC_TRY(pinned.step());
    pinned.reset();
    if (!is_pinned)
      MC_TRY(items::pin(db, *version,
                        {.holder_kind = "task",
                         .holder_id = task.id.uuid,
                         .day = task.work.first_day,
                         .content_hash = *version->content_hash},
                        write));
    MC_TRY(db.run("INSERT INTO task_item_list (task_id, version_id, content_hash) VALUES (?, ?, ?)", task.id,
                  version->id, BytesView(*version->content_hash)));
  }
  return {};
}

}  // namespace

Result<> insert_task(Database& db, const Task& task, const Write& write) {
  const Task tidied = MC_TRY(checked(db, task));
  const plans::Row& work = tidied.work;
  const std::string content = MC_TRY(content_of(tidied));
  std::optional<plans::VersionId> plan_version;
  std::optional<plans::RowId> plan_row;
  if (tidied.plan_row) {
    plan_version = tidied.plan_row->version_id;
    plan_row = tidied.plan_row->row_id;
  }
  const std::string number = MC_TRY(next_number(db, tidied));
  MC_TRY(db.run(R"sql(
    INSERT INTO task (id, number, state, initiating_department_id, plan_version_id, plan_row_id, first_day, last_day,
                      content, revision, created_at, created_by, changed_at, changed_by)
    VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?))sql",
                tidied.id, number, work.initiating_department_id, plan_version, plan_row, work.first_day.text(),
                work.last_day.text(), content, write.at, write.by, write.at, write.by));
  return write_departments(db, tidied);
}

Result<> update_task(Database& db, const Task& task, std::int64_t expected, const Write& write) {
  const StoredTask before = MC_TRY(demand_step(db, task.id, Event::edit, expected));
  const Task tidied = MC_TRY(checked(db, task));
  if (tidied == before.task) return {};
  // What a task is of stays: its number and those who may see it hang on that.
  if (tidied.plan_row != before.task.plan_row) return fail(Error("tasks.differs_from_plan").with("field", "plan_row"));
  if (tidied.work.initiating_department_id != before.task.work.initiating_department_id)
    return fail(Error("tasks.differs_from_plan").with("field", "initiating_department_id"));
  const std::string content = MC_TRY(content_of(tidied));
  MC_TRY(db.run(R"sql(
    UPDATE task SET first_day = ?, last_day = ?, content = ?, revision = revision + 1, changed_at = ?, changed_by = ?
    WHERE id = ?)sql",
                tidied.work.first_day.text(), tidied.work.last_day.text(), content, write.at, write.by, tidied.id));
  return write_departments(db, tidied);
}

Result<> make_ready(Database& db, const TaskId& id, std::int64_t expected, const Write& write) {
  const StoredTask before = MC_TRY(demand_step(db, id, Event::make_ready, expected));
  const Task now = MC_TRY(checked(db, before.task));
  Assessment assessment = MC_TRY(assess_now(db, now, write.today()));
  if (!assessment.may_be_drawn()) return fail(std::move(assessment.refusals.front()));
  MC_TRY(pin_lists(db, now, write));
  // Codes and names of items may have changed since the task was entered.
  const std::string content = MC_TRY(content_of(now));
  MC_TRY(db.run("UPDATE task SET content = ? WHERE id = ?", content, id));
  return move_to(db, id, State::ready, write);
}

Result<> reopen(Database& db, const TaskId& id, std::int64_t expected, const Write& write) {
  MC_TRY(demand_step(db, id, Event::reopen, expected));
  return move_to(db, id, State::draft, write);
}

Result<> cancel(Database& db, const TaskId& id, std::int64_t expected, std::string_view reason, const Write& write) {
  MC_TRY(demand_step(db, id, Event::cancel, expected));
  const std::string tidied = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  return db.run(R"sql(
    UPDATE task SET state = 'voided', void_reason = ?, revision = revision + 1, changed_at = ?, changed_by = ?
    WHERE id = ?)sql",
                tidied, write.at, write.by, id);
}

Result<> mark_drawn(Database& db, const TaskId& id, const Write& write) {
  const auto stored = MC_TRY(find_task(db, id));
  if (!stored) return fail(Error("tasks.changed_meanwhile"));
  MC_TRY(step(stored->state, Event::draw));
  return move_to(db, id, State::drawn, write);
}

Result<std::optional<StoredTask>> find_task(Database& db, const TaskId& id) {
  Statement find = MC_TRY(db.prepare("SELECT " + std::string(task_columns) + " FROM task WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  StoredTask stored = MC_TRY(task_of(find));
  find.reset();
  stored.lists = MC_TRY(read_lists(db, id));
  return stored;
}

Result<TaskPage> read_tasks(Database& db, const TaskQuery& query) {
  std::string sql = "SELECT " + std::string(task_columns) + " FROM task WHERE (?1 IS NULL OR id < ?1)";
  if (query.department_id) sql += " AND id IN (SELECT task_id FROM task_department WHERE department_id = ?3)";
  if (query.within) sql += " AND id IN (SELECT task_id FROM task_department WHERE department_id = ?8)";
  sql += " AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR substr(first_day, 1, 4) = ?5)";
  if (query.plan_row_id) sql += " AND plan_row_id = ?6";
  sql += " AND (?7 IS NULL OR (state IN ('drawn', 'running', 'done') AND last_day < ?7)) ORDER BY id DESC LIMIT ?2";
  Statement read = MC_TRY(db.prepare(sql));
  read.bind(1, query.before).bind(2, query.limit + 1);
  if (query.department_id) read.bind(3, *query.department_id);
  read.bind(4, query.state ? std::optional(text_of(*query.state)) : std::nullopt);
  read.bind(5, query.year ? std::optional(std::to_string(*query.year)) : std::nullopt);
  if (query.within) read.bind(8, *query.within);
  if (query.plan_row_id) read.bind(6, *query.plan_row_id);
  read.bind(7, items::date_text(query.over_before));
  TaskPage page;
  while (MC_TRY(read.step())) page.tasks.push_back(MC_TRY(task_of(read)));
  read.reset();
  page.has_more = page.tasks.size() > static_cast<std::size_t>(query.limit);
  if (page.has_more) page.tasks.pop_back();
  for (StoredTask& stored : page.tasks) stored.lists = MC_TRY(read_lists(db, stored.task.id));
  return page;
}

Result<Assessment> assess_now(Database& db, const Task& task, CivilDate today) {
  const Frame frame = MC_TRY(read_frame(db, task));
  return assess(task, frame, today);
}

}  // namespace mingchou::tasks
