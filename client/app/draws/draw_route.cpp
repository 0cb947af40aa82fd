#include "client/app/draws/draw_route.h"

#include "shared/base/uuid.h"

namespace mingchou::client {
namespace {

constexpr std::string_view new_prefix = "new/";
constexpr std::string_view stage_suffix = "/stage";

}  // namespace

bool is_of_draws(Screen screen) {
  return screen == Screen::draws || screen == Screen::new_draw || screen == Screen::draw ||
         screen == Screen::draw_stage;
}

Route draw_route_from(std::string_view below) {
  Screen screen = Screen::draw;
  if (below.starts_with(new_prefix)) {
    screen = Screen::new_draw;
    below.remove_prefix(new_prefix.size());
  } else if (below.ends_with(stage_suffix)) {
    screen = Screen::draw_stage;
    below.remove_suffix(stage_suffix.size());
  }
  return Uuid::parse(below) ? Route{screen, std::string(below)} : Route{};
}

std::string draw_path_below(const Route& route) {
  switch (route.screen) {
    case Screen::new_draw:
      return "/" + std::string(new_prefix) + route.id;
    case Screen::draw:
      return "/" + route.id;
    case Screen::draw_stage:
      return "/" + route.id + std::string(stage_suffix);
    default:
      return {};
  }
}

Route draw_parent_of(const Route& route) {
  if (route.screen == Screen::draw_stage) return {Screen::draw, route.id};
  return route.screen == Screen::draws ? Route{} : Route{Screen::draws, {}};
}

}  // namespace mingchou::client
