// Addresses of yearly plans, their versions and rows, below "#/plans":
//
//   /<plan>/versions/<version>             one version with its rows
//   …/<version>/diff, …/diff/<other>       what differs from the version before, or from another
//   …/<version>/rows/<row>, …/edit         a row, and its form
//   …/<version>/rows/new                   a new one
//
// Route::id is the part behind "/plans/".
#pragma once

#include <optional>
#include <string_view>

#include "client/app/route.h"
#include "shared/plans/entities.h"

namespace mingchou::client {

/// What the parts of a route name; nil where it names none.
struct PlanPlace {
  Screen screen = Screen::plans;
  plans::PlanId plan = {};
  plans::VersionId version = {};
  /// Of the form nil for a new row.
  plans::RowId row = {};
  std::optional<plans::VersionId> other = {};
};

/// Nothing for a path that is none of these.
std::optional<PlanPlace> plan_place_from(std::string_view below);
PlanPlace plan_place(const Route& route);
Route route_of(const PlanPlace& place);

bool is_of_plans(Screen screen);
/// Below "/plans/"; home if there is no such place.
Route plan_route_from(std::string_view below);
Route plan_parent_of(const Route& route);

}  // namespace mingchou::client
