#include "client/app/tasks/tasks_keeper.h"

#include <array>
#include <utility>

#include "client/app/model/bodies.h"
#include "client/app/model/pages.h"
#include "client/app/tasks/task_route.h"
#include "client/app/tasks/tasks_json.h"
#include "shared/plans/content.h"

namespace mingchou::client {
namespace {

constexpr std::string_view tasks_path = "/api/v1/tasks";
constexpr std::string_view draws_path = "/api/v1/draws";

std::array<Submission*, 7> submissions_of(OpenTask& open) {
  return {&open.save,          &open.make_ready,  &open.reopen,      &open.cancel,
          &open.remedy_reopen, &open.remedy_save, &open.remedy_ready};
}

/// A row as the server shows it, with what is known of it besides.
Result<plans::Row> read_planned_row(json::ObjectReader& reader) { return plans::read_row(reader); }

}  // namespace

bool may_hold_draws(const SessionModel& session) { return session.may(access::Action::draw_hold); }

bool may_hold_draws(const SessionModel& session, const DepartmentId& initiating) {
  if (!may_hold_draws(session)) return false;
  return session.grants.at(access::Action::draw_hold) == access::Scope::all ||
         session.user->department_id == initiating.uuid;
}

void TasksKeeper::carry_out(const TasksRequest& request) {
  std::visit([this](const auto& one) { begin(one); }, request);
}

void TasksKeeper::show(const Route& route, const SessionModel& session) {
  if (!session.may(access::Action::draw_read)) return;
  counts_ = may_hold_draws(session);
  const TaskPlace place = task_place(route);
  switch (route.screen) {
    case Screen::tasks:
      return begin(ReadTasks{});
    case Screen::task:
      return begin(ReadTask{place.task});
    case Screen::task_form:
      if (place.row) begin(ReadPlannedWork{*place.row});
      if (!place.is_new()) begin(ReadTask{place.task});
      return;
    default:
      return;
  }
}

void TasksKeeper::forget_forms() {
  model_.open.made.reset();
  for (Submission* submission : submissions_of(model_.open)) submission->leave();
}

void TasksKeeper::forget_all() {
  forget_open();
  submitter_.give_up(model_.draft.count);
  fetcher_.give_up(model_.all);
  fetcher_.give_up(model_.planned.row);
  model_ = {};
}

void TasksKeeper::forget_open() {
  OpenTask& open = model_.open;
  for (LoadState* state : std::initializer_list<LoadState*>{&open.task, &open.counts, &open.draws})
    fetcher_.give_up(*state);
  begin_anew(open, submitter_, [](auto& what) { return submissions_of(what); });
}

// --- reading

std::string TasksKeeper::task_path() const { return std::string(tasks_path) + "/" + model_.open.id.uuid.text(); }

void TasksKeeper::begin(const ReadTasks&) {
  const std::string path = with_query(std::string(tasks_path), "limit=" + std::to_string(task_limits::page_size));
  read_all(fetcher_, model_.all, path, task_limits::tasks_max, read_kept_task);
}

void TasksKeeper::begin(const ReadTask& request) {
  OpenTask& open = model_.open;
  if (open.id != request.id) {
    forget_open();
    open.id = request.id;
  }
  fetcher_.fetch(open.task, task_path(), [this](const HttpAnswer& answer) { return take_task(answer); });
  read_draws();
}

void TasksKeeper::read_counts() {
  OpenTask& open = model_.open;
  fetcher_.fetch(open.counts, task_path() + "/assessment", take_into(open.counts, read_task_counts));
}

void TasksKeeper::read_draws() {
  read_all(fetcher_, model_.open.draws, with_query(std::string(draws_path), "task_id=" + model_.open.id.uuid.text()),
           task_limits::draws_max, read_task_draw);
}

void TasksKeeper::begin(const ReadPlannedWork& request) {
  PlannedWork& planned = model_.planned;
  if (planned.key != request.key) planned.row.value.reset();
  planned.key = request.key;
  const std::string path = "/api/v1/plans/" + request.key.plan_id.uuid.text() + "/versions/" +
                           request.key.version_id.uuid.text() + "/rows/" + request.key.row_id.uuid.text();
  fetcher_.fetch(planned.row, path, take_into(planned.row, read_planned_row));
}

void TasksKeeper::begin(const CountDraft& request) {
  DraftCounts& draft = model_.draft;
  if (draft.count.is_under_way) return;
  draft.asked = request.json;
  submitter_.submit(draft.count, request_of(Method::post, "/api/v1/task-assessments", request.json),
                    [this](const HttpAnswer& answer) -> Result<> {
                      model_.draft.counts = MC_TRY(sensible(read_one(answer.body, read_task_counts)));
                      model_.draft.of = model_.draft.asked;
                      return {};
                    });
}

// --- changing

/// What the registers would give is of no interest any more once the task is drawn or void.
Result<> TasksKeeper::take_task(const HttpAnswer& answer) {
  OpenTask& open = model_.open;
  open.task.value = MC_TRY(sensible(read_one(answer.body, read_kept_task)));
  const tasks::State state = open.task.value->state;
  if (counts_ && (state == tasks::State::draft || state == tasks::State::ready))
    read_counts();
  else
    open.counts = {};
  return {};
}

void TasksKeeper::look_again(const Submission& submission) {
  if (was_beaten(submission)) begin(ReadTask{model_.open.id});
}

void TasksKeeper::move_task(Submission& submission, HttpRequest request, std::int64_t revision) {
  submitter_.submit(
      submission, with_revision(std::move(request), revision),
      [this](const HttpAnswer& answer) { return take_task(answer); }, [this, &submission] { look_again(submission); });
}

void TasksKeeper::begin(const MakeTaskReady& request) {
  move_task(model_.open.make_ready, request_of(Method::post, task_path() + "/ready"), request.revision);
}

void TasksKeeper::begin(const ReopenTask& request) {
  move_task(model_.open.reopen, request_of(Method::post, task_path() + "/reopening"), request.revision);
}

void TasksKeeper::begin(const CancelTask& request) {
  move_task(model_.open.cancel, request_of(Method::post, task_path() + "/void", reason_body(request.reason)),
            request.revision);
}

void TasksKeeper::begin(const SaveTask& request) {
  OpenTask& open = model_.open;
  const std::string body = task_body(request.task);
  if (request.task.id != tasks::TaskId{})
    return move_task(open.save, request_of(Method::put, task_path(), body), request.revision);
  submitter_.submit(open.save, request_of(Method::post, std::string(tasks_path), body),
                    [this](const HttpAnswer& answer) -> Result<> {
                      const KeptTask kept = MC_TRY(sensible(read_one(answer.body, read_kept_task)));
                      model_.open.made = kept.task.id;
                      return {};
                    });
}

void TasksKeeper::begin(const ApplyRemedy& request) {
  OpenTask& open = model_.open;
  if (!open.task.value) return;
  if (open.task.value->state != tasks::State::ready) return change_for_remedy(request.task, false);
  submitter_.submit(
      open.remedy_reopen,
      with_revision(request_of(Method::post, task_path() + "/reopening"), open.task.value->revision),
      [this, task = request.task](const HttpAnswer& answer) -> Result<> {
        MC_TRY(take_task(answer));
        change_for_remedy(task, true);
        return {};
      },
      [this] { look_again(model_.open.remedy_reopen); });
}

void TasksKeeper::change_for_remedy(const tasks::Task& task, bool was_ready) {
  OpenTask& open = model_.open;
  submitter_.submit(
      open.remedy_save, with_revision(request_of(Method::put, task_path(), task_body(task)), open.task.value->revision),
      [this, was_ready](const HttpAnswer& answer) -> Result<> {
        MC_TRY(take_task(answer));
        if (was_ready)
          move_task(model_.open.remedy_ready, request_of(Method::post, task_path() + "/ready"),
                    model_.open.task.value->revision);
        return {};
      },
      [this] { look_again(model_.open.remedy_save); });
}

}  // namespace mingchou::client
