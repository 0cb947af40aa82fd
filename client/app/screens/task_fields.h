// The fields of an inspection task as they are typed, and the task that they make. Numbers, days and lists are typed as
// text, and what is none is told at its field. Pure but for draw_…; the rules themselves are the domain's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/screens/plan_row_fields.h"
#include "client/app/screens/task_strata.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct TaskPlaceFields {
  DepartmentId department_id;
  std::string count, certificate_fields, specialties;
  bool operator==(const TaskPlaceFields&) const = default;
};

struct TaskFields {
  /// What is chosen rather than typed stands in it: where the task comes from, exclusions, sealed or not.
  tasks::Task task;
  PlanRowFields work;
  std::string special_reason, substitutes, months, load;
  std::vector<StratumFields> strata;
  /// One for each department of `work`, in its order; see follow_departments().
  std::vector<TaskPlaceFields> team;
  bool operator==(const TaskFields&) const = default;
};

TaskFields task_fields_from(const tasks::Task& task);
TaskFields new_special_task(const SessionModel& session);
TaskFields new_planned_task(const tasks::PlanRowKey& key, const plans::Row& row);
/// Places come and go with the departments; what was typed for one that stays is kept.
void follow_departments(TaskFields& fields);

/// Of the first day, as far as it is typed.
int year_of(const TaskFields& fields, CivilDate today);
/// The task, tidied; else what is wrong with it. Errors: those of tasks::check_task(), items.field_needed {field},
/// items.bad_value {field}.
Result<tasks::Task> task_from(const TaskFields& fields, CivilDate today);

struct TaskSheets {
  PlanRowSheets work;
  StratumSheet stratum;
};
/// `planned`: the row that the task carries out, as far as it is there.
void draw_task_fields(Ui& ui, Form& form, Column& column, TaskFields& fields, TaskSheets& sheets, const Model& model,
                      const plans::Row* planned, const std::optional<Error>& error);
/// After everything that they cover.
void draw_task_sheets(Ui& ui, TaskFields& fields, TaskSheets& sheets, const Model& model, Actions& actions);

}  // namespace mingchou::client
