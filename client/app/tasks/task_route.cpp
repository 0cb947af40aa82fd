#include "client/app/tasks/task_route.h"

#include <string>
#include <vector>

namespace mingchou::client {
namespace {

std::optional<TaskPlace> new_place_from(const std::vector<std::string_view>& parts) {
  TaskPlace place{.screen = Screen::task_form};
  if (parts.size() == 1) return place;
  if (parts.size() != 4) return std::nullopt;
  const auto plan = Uuid::parse(parts[1]), version = Uuid::parse(parts[2]), row = Uuid::parse(parts[3]);
  if (!plan || !version || !row) return std::nullopt;
  place.row = tasks::PlanRowKey{{*plan}, {*version}, {*row}};
  return place;
}

std::optional<TaskPlace> task_place_from(std::string_view below) {
  const auto parts = path_parts(below);
  if (parts.empty()) return std::nullopt;
  if (parts[0] == "new") return new_place_from(parts);
  const auto task = Uuid::parse(parts[0]);
  if (!task || parts.size() > 2 || (parts.size() == 2 && parts[1] != "edit")) return std::nullopt;
  return TaskPlace{.screen = parts.size() == 2 ? Screen::task_form : Screen::task, .task = {*task}};
}

}  // namespace

TaskPlace task_place(const Route& route) {
  if (route.screen == Screen::tasks) return {};
  return task_place_from(route.id).value_or(TaskPlace{});
}

Route route_of(const TaskPlace& place) {
  switch (place.screen) {
    case Screen::task:
      return {Screen::task, place.task.uuid.text()};
    case Screen::task_form:
      if (place.row)
        return {Screen::task_form, "new/" + place.row->plan_id.uuid.text() + "/" + place.row->version_id.uuid.text() +
                                       "/" + place.row->row_id.uuid.text()};
      return {Screen::task_form, place.is_new() ? "new" : place.task.uuid.text() + "/edit"};
    default:
      return {Screen::tasks, {}};
  }
}

bool is_of_tasks(Screen screen) {
  return screen == Screen::tasks || screen == Screen::task || screen == Screen::task_form;
}

Route task_route_from(std::string_view below) {
  const auto place = task_place_from(below);
  return place ? Route{place->screen, std::string(below)} : Route{};
}

Route task_parent_of(const Route& route) {
  const TaskPlace place = task_place(route);
  if (place.screen == Screen::tasks) return {};
  if (place.screen == Screen::task_form && !place.is_new()) return {Screen::task, place.task.uuid.text()};
  return {Screen::tasks, {}};
}

}  // namespace mingchou::client
