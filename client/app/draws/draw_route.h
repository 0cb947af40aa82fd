// Addresses of draws, below "#/draws":
//
//   /<draw>              one draw          /<draw>/stage   the same for the projector
//   /new/<task>          setting one up for a task
//
// Route::id is the uuid of the draw, of Screen::new_draw that of the task.
#pragma once

#include <string>
#include <string_view>

#include "client/app/route.h"

namespace mingchou::client {

bool is_of_draws(Screen screen);
/// Below "/draws/"; home if there is no such place.
Route draw_route_from(std::string_view below);
/// Behind "/draws".
std::string draw_path_below(const Route& route);
Route draw_parent_of(const Route& route);

}  // namespace mingchou::client
