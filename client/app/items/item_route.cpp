#include "client/app/items/item_route.h"

#include <vector>

namespace mingchou::client {
namespace {

/// What stands behind a version.
bool read_rest(const std::vector<std::string_view>& parts, ItemPlace& place) {
  const std::size_t count = parts.size();
  if (count == 3) return true;
  const std::string_view what = parts[3];
  if (what == "issue" || what == "diff") {
    place.screen = what == "issue" ? Screen::item_issue : Screen::item_diff;
    if (count == 4) return true;
    const auto other = Uuid::parse(parts[4]);
    if (count != 5 || !other || what == "issue") return false;
    place.other = items::VersionId{*other};
    return true;
  }
  if (what != "items" || count < 5 || count > 6) return false;
  place.screen = Screen::item_form;
  if (parts[4] == "new") return count == 5;
  const auto item = Uuid::parse(parts[4]);
  if (!item || (count == 6 && parts[5] != "edit")) return false;
  place.item = {*item};
  if (count == 5) place.screen = Screen::item;
  return true;
}

}  // namespace

std::optional<ItemPlace> item_place_from(std::string_view below) {
  ItemPlace place{.screen = Screen::item_gaps};
  if (below == "gaps") return place;
  const auto parts = path_parts(below);
  const auto list = Uuid::parse(parts[0]);
  if (!list) return std::nullopt;
  place.list = {*list};
  place.screen = Screen::item_list;
  if (parts.size() == 1) return place;
  const auto version = parts.size() >= 3 && parts[1] == "versions" ? Uuid::parse(parts[2]) : std::nullopt;
  if (!version) return std::nullopt;
  place.version = {*version};
  place.screen = Screen::item_version;
  if (!read_rest(parts, place)) return std::nullopt;
  return place;
}

ItemPlace item_place(const Route& route) {
  if (route.screen == Screen::item_lists) return {};
  return item_place_from(route.id).value_or(ItemPlace{});
}

Route route_of(const ItemPlace& place) {
  if (place.screen == Screen::item_lists) return {Screen::item_lists, {}};
  if (place.screen == Screen::item_gaps) return {Screen::item_gaps, "gaps"};
  std::string id = place.list.uuid.text();
  if (place.screen == Screen::item_list) return {place.screen, id};
  id += "/versions/" + place.version.uuid.text();
  if (place.screen == Screen::item_issue) id += "/issue";
  if (place.screen == Screen::item_diff) id += place.other ? "/diff/" + place.other->uuid.text() : "/diff";
  if (place.screen == Screen::item) id += "/items/" + place.item.uuid.text();
  if (place.screen == Screen::item_form)
    id += place.item.uuid == Uuid{} ? "/items/new" : "/items/" + place.item.uuid.text() + "/edit";
  return {place.screen, id};
}

bool is_of_items(Screen screen) {
  switch (screen) {
    case Screen::item_lists:
    case Screen::item_list:
    case Screen::item_version:
    case Screen::item_diff:
    case Screen::item_issue:
    case Screen::item:
    case Screen::item_form:
    case Screen::item_gaps:
      return true;
    default:
      return false;
  }
}

Route item_route_from(std::string_view below) {
  const auto place = item_place_from(below);
  return place ? Route{place->screen, std::string(below)} : Route{};
}

Route item_parent_of(const Route& route) {
  ItemPlace place = item_place(route);
  switch (place.screen) {
    case Screen::item_lists:
      return {};
    case Screen::item_list:
    case Screen::item_gaps:
      return {Screen::item_lists, {}};
    case Screen::item_version:
      place.screen = Screen::item_list;
      return route_of(place);
    case Screen::item_form:
      if (place.item.uuid != Uuid{}) {
        place.screen = Screen::item;
        return route_of(place);
      }
      break;
    default:
      break;
  }
  place.screen = Screen::item_version;
  return route_of(place);
}

}  // namespace mingchou::client
