#include "client/app/route.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/draws/draw_route.h"
#include "client/app/items/item_route.h"
#include "client/app/plans/plan_route.h"
#include "client/app/tasks/task_route.h"
#include "shared/base/uuid.h"

namespace mingchou::client {
namespace {

constexpr auto plain_paths = std::to_array<std::pair<Screen, std::string_view>>({
    {Screen::home, "/"},
    {Screen::targets, "/targets"},
    {Screen::new_record, "/targets/new"},
    {Screen::departments, "/departments"},
    {Screen::new_department, "/departments/new"},
    {Screen::storage, "/storage"},
    {Screen::settings, "/settings"},
    {Screen::sign_in, "/sign-in"},
    {Screen::account, "/account"},
    {Screen::password, "/account/password"},
    {Screen::second_factor, "/account/second-factor"},
    {Screen::users, "/users"},
    {Screen::new_user, "/users/new"},
    {Screen::audit, "/audit"},
    {Screen::imports, "/imports"},
    {Screen::inspectors, "/inspectors"},
    {Screen::new_inspector, "/inspectors/new"},
    {Screen::experts, "/experts"},
    {Screen::new_expert, "/experts/new"},
    {Screen::item_lists, "/item-lists"},
    {Screen::plans, "/plans"},
    {Screen::tasks, "/tasks"},
    {Screen::draws, "/draws"},
    {Screen::checks, "/checks"},
    {Screen::log, "/log"},
    {Screen::joint_visits, "/joint-visits"},
});
/// Of the screens that show one thing.
constexpr auto prefixes = std::to_array<std::pair<Screen, std::string_view>>({
    {Screen::target, "/targets/"},
    {Screen::department, "/departments/"},
    {Screen::user, "/users/"},
    {Screen::import, "/imports/"},
    {Screen::inspector, "/inspectors/"},
    {Screen::expert, "/experts/"},
    {Screen::check, "/checks/"},
    {Screen::joint_visits, "/joint-visits/"},
});

constexpr std::string_view items_prefix = "/item-lists/";
constexpr std::string_view plans_prefix = "/plans/";
constexpr std::string_view tasks_prefix = "/tasks/";
constexpr std::string_view draws_prefix = "/draws/";

/// What of a screen is shown, where its address says so.
struct Narrowed {
  Screen screen;
  std::string_view prefix;
  std::array<std::string_view, 3> words;
  /// The screen shows all without a word; else the first one stands for those that are unknown.
  bool has_all = true;
};
constexpr auto narrowed = std::to_array<Narrowed>({
    {Screen::inspectors, "/inspectors?certificates=", {"expired", "within-30-days", "none"}},
    // What the provincial platform sent back.
    {Screen::targets, "/targets?receipt=", {"refused"}},
    {Screen::inspectors, "/inspectors?receipt=", {"refused"}},
    {Screen::experts, "/experts?receipt=", {"refused"}},
    {Screen::imports, "/imports?register=", {"targets", "inspectors", "experts"}},
    {Screen::licences, "/licences?due=", {"expired", "within-30-days"}, false},
});

bool names(const Narrowed& one, std::string_view word) {
  return !word.empty() && std::ranges::contains(one.words, word);
}

/// Behind the id, where one thing has more than one screen.
constexpr std::string_view edit_suffix = "/edit";

}  // namespace

std::string path_of(const Route& route) {
  if (route.screen == Screen::record_edit) return path_of({Screen::target, route.id}) + std::string(edit_suffix);
  for (const auto& [screen, prefix] : prefixes)
    if (screen == route.screen && !route.id.empty()) return std::string(prefix) + route.id;
  for (const Narrowed& one : narrowed)
    if (one.screen == route.screen && names(one, route.id)) return std::string(one.prefix) + route.id;
  for (const auto& [screen, path] : plain_paths)
    if (screen == route.screen) return std::string(path);
  if (is_of_plans(route.screen)) return std::string(plans_prefix) + route.id;
  if (is_of_tasks(route.screen)) return std::string(tasks_prefix) + route.id;
  if (is_of_draws(route.screen)) return "/draws" + draw_path_below(route);
  return is_of_items(route.screen) ? std::string(items_prefix) + route.id : "/";
}

Route route_from(std::string_view path) {
  if (path.starts_with("/targets/") && path.ends_with(edit_suffix)) {
    Route thing = route_from(path.substr(0, path.size() - edit_suffix.size()));
    if (thing.screen == Screen::target) return {Screen::record_edit, std::move(thing.id)};
    return {};
  }
  for (const auto& [screen, plain] : plain_paths)
    if (path == plain) return {screen, {}};
  for (const Narrowed& one : narrowed) {
    if (!path.starts_with(one.prefix)) continue;
    const std::string_view word = path.substr(one.prefix.size());
    return {one.screen, std::string(names(one, word) ? word : one.has_all ? "" : one.words.front())};
  }
  if (path.starts_with(items_prefix)) return item_route_from(path.substr(items_prefix.size()));
  if (path.starts_with(plans_prefix)) return plan_route_from(path.substr(plans_prefix.size()));
  if (path.starts_with(tasks_prefix)) return task_route_from(path.substr(tasks_prefix.size()));
  if (path.starts_with(draws_prefix)) return draw_route_from(path.substr(draws_prefix.size()));
  for (const auto& [screen, prefix] : prefixes)
    if (path.starts_with(prefix) && Uuid::parse(path.substr(prefix.size())))
      return {screen, std::string(path.substr(prefix.size()))};
  return {};
}

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  while (parts.size() < 7) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return parts;
}

Route parent_of(const Route& route) {
  if (is_of_items(route.screen)) return item_parent_of(route);
  if (is_of_plans(route.screen)) return plan_parent_of(route);
  if (is_of_tasks(route.screen)) return task_parent_of(route);
  if (is_of_draws(route.screen)) return draw_parent_of(route);
  switch (route.screen) {
    case Screen::target:
    case Screen::new_record:
      return {Screen::targets, {}};
    case Screen::department:
    case Screen::new_department:
      return {Screen::departments, {}};
    case Screen::record_edit:
      return {Screen::target, route.id};
    case Screen::password:
    case Screen::second_factor:
      return {Screen::account, {}};
    case Screen::user:
    case Screen::new_user:
      return {Screen::users, {}};
    case Screen::import:
      return {Screen::imports, {}};
    case Screen::inspector:
    case Screen::new_inspector:
      return {Screen::inspectors, {}};
    case Screen::expert:
    case Screen::new_expert:
      return {Screen::experts, {}};
    case Screen::check:
      return {Screen::checks, {}};
    case Screen::log:
      return {Screen::draws, {}};
    case Screen::joint_visits:
      return route.id.empty() ? Route{Screen::tasks, {}} : Route{Screen::task, route.id};
    default:
      return {};
  }
}

}  // namespace mingchou::client
