// Addresses of item lists, their versions and items, below "#/item-lists":
//
//   /gaps                                  what no item covers
//   /<list>                                one list with its versions
//   /<list>/versions/<version>             one version with its items
//   …/<version>/diff, …/diff/<other>       what differs from the version before, or from another
//   …/<version>/issue                      the same, and issuing it
//   …/<version>/items/<item>, …/edit       an item, and its form
//   …/<version>/items/new                  a new one
//
// Route::id is the part behind "/item-lists/".
#pragma once

#include <optional>
#include <string_view>

#include "client/app/route.h"
#include "shared/items/entities.h"

namespace mingchou::client {

/// What the parts of a route name; nil where it names none.
struct ItemPlace {
  Screen screen = Screen::item_lists;
  items::ListId list = {};
  items::VersionId version = {};
  /// Of the form nil for a new item.
  items::ItemId item = {};
  std::optional<items::VersionId> other = {};
};

/// Nothing for a path that is none of these.
std::optional<ItemPlace> item_place_from(std::string_view below);
ItemPlace item_place(const Route& route);
Route route_of(const ItemPlace& place);

bool is_of_items(Screen screen);
/// Below "/item-lists/"; home if there is no such place.
Route item_route_from(std::string_view below);
Route item_parent_of(const Route& route);

}  // namespace mingchou::client
