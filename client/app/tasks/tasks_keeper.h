// Keeps the TasksModel: reads tasks and what they would draw, and does what is asked for with them. A change names the
// revision that it was made from; where somebody else was quicker, what is there now is read again. One thread.
#pragma once

#include <string>

#include "client/app/accounts/submitter.h"
#include "client/app/model/fetcher.h"
#include "client/app/route.h"
#include "client/app/tasks/tasks_model.h"

namespace mingchou::client {

class TasksKeeper {
 public:
  /// Network and model outlive this.
  TasksKeeper(Network& network, TasksModel& model) : submitter_(network), fetcher_(network), model_(model) {}
  TasksKeeper(const TasksKeeper&) = delete;
  TasksKeeper& operator=(const TasksKeeper&) = delete;

  void carry_out(const TasksRequest& request);
  /// What the route shows begins to be read, as far as the session may see it.
  void show(const Route& route, const SessionModel& session);
  /// The screen is left: errors of forms go.
  void forget_forms();
  /// Nobody is signed in, or somebody else.
  void forget_all();

 private:
  void begin(const ReadTasks& request);
  void begin(const ReadTask& request);
  void begin(const ReadPlannedWork& request);
  void begin(const CountDraft& request);
  void begin(const SaveTask& request);
  void begin(const MakeTaskReady& request);
  void begin(const ReopenTask& request);
  void begin(const CancelTask& request);
  void begin(const ApplyRemedy& request);

  void forget_open();
  void read_counts();
  void read_draws();
  Result<> take_task(const HttpAnswer& answer);
  /// A step of the open task's life: the answer has the task as it is now.
  void move_task(Submission& submission, HttpRequest request, std::int64_t revision);
  /// After a conflict what is there now is read.
  void look_again(const Submission& submission);
  void change_for_remedy(const tasks::Task& task, bool was_ready);
  std::string task_path() const;

  Submitter submitter_;
  Fetcher fetcher_;
  TasksModel& model_;
  /// Whether the server counts for this user: for who holds draws.
  bool counts_ = false;
};

}  // namespace mingchou::client
