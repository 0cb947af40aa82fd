#include "client/app/plans/plan_route.h"

#include <string>
#include <vector>

namespace mingchou::client {
namespace {

/// Behind a version: nothing, a difference, or a row.
bool read_rest(const std::vector<std::string_view>& parts, PlanPlace& place) {
  const std::size_t count = parts.size();
  if (count == 3) return true;
  if (parts[3] == "diff") {
    place.screen = Screen::plan_diff;
    if (count == 4) return true;
    const auto other = Uuid::parse(parts[4]);
    if (count != 5 || !other) return false;
    place.other = plans::VersionId{*other};
    return true;
  }
  if (parts[3] != "rows" || count < 5 || count > 6) return false;
  place.screen = Screen::plan_row_form;
  if (parts[4] == "new") return count == 5;
  const auto row = Uuid::parse(parts[4]);
  if (!row || (count == 6 && parts[5] != "edit")) return false;
  place.row = {*row};
  if (count == 5) place.screen = Screen::plan_row;
  return true;
}

}  // namespace

std::optional<PlanPlace> plan_place_from(std::string_view below) {
  const auto parts = path_parts(below);
  if (parts.size() < 3 || parts[1] != "versions") return std::nullopt;
  const auto plan = Uuid::parse(parts[0]), version = Uuid::parse(parts[2]);
  if (!plan || !version) return std::nullopt;
  PlanPlace place{.screen = Screen::plan_version, .plan = {*plan}, .version = {*version}};
  if (!read_rest(parts, place)) return std::nullopt;
  return place;
}

PlanPlace plan_place(const Route& route) {
  if (route.screen == Screen::plans) return {};
  return plan_place_from(route.id).value_or(PlanPlace{});
}

Route route_of(const PlanPlace& place) {
  if (place.screen == Screen::plans) return {Screen::plans, {}};
  std::string id = place.plan.uuid.text() + "/versions/" + place.version.uuid.text();
  if (place.screen == Screen::plan_diff) id += place.other ? "/diff/" + place.other->uuid.text() : "/diff";
  if (place.screen == Screen::plan_row) id += "/rows/" + place.row.uuid.text();
  if (place.screen == Screen::plan_row_form)
    id += place.row.uuid == Uuid{} ? "/rows/new" : "/rows/" + place.row.uuid.text() + "/edit";
  return {place.screen, id};
}

bool is_of_plans(Screen screen) {
  switch (screen) {
    case Screen::plans:
    case Screen::plan_version:
    case Screen::plan_diff:
    case Screen::plan_row:
    case Screen::plan_row_form:
      return true;
    default:
      return false;
  }
}

Route plan_route_from(std::string_view below) {
  const auto place = plan_place_from(below);
  return place ? Route{place->screen, std::string(below)} : Route{};
}

Route plan_parent_of(const Route& route) {
  PlanPlace place = plan_place(route);
  if (place.screen == Screen::plans) return {};
  if (place.screen == Screen::plan_version) return {Screen::plans, {}};
  const bool is_edit = place.screen == Screen::plan_row_form && place.row.uuid != Uuid{};
  place.screen = is_edit ? Screen::plan_row : Screen::plan_version;
  return route_of(place);
}

}  // namespace mingchou::client
