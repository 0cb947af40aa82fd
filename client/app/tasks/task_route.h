// Addresses of inspection tasks, below "#/tasks":
//
//   /<task>, /<task>/edit                              a task, and its form
//   /new                                               a special inspection
//   /new/<plan>/<version>/<row>                        a task from that row of a plan
//
// Route::id is the part behind "/tasks/".
#pragma once

#include <optional>
#include <string_view>

#include "client/app/route.h"
#include "shared/tasks/entities.h"

namespace mingchou::client {

/// What the parts of a route name; nil where it names none.
struct TaskPlace {
  Screen screen = Screen::tasks;
  /// Of the form nil for a new one.
  tasks::TaskId task = {};
  /// Of a new one from a plan.
  std::optional<tasks::PlanRowKey> row = {};

  bool is_new() const { return screen == Screen::task_form && task == tasks::TaskId{}; }
};

TaskPlace task_place(const Route& route);
Route route_of(const TaskPlace& place);

bool is_of_tasks(Screen screen);
/// Below "/tasks/"; home if there is no such place.
Route task_route_from(std::string_view below);
Route task_parent_of(const Route& route);

}  // namespace mingchou::client
