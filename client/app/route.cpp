#include "client/app/route.h"

#include <array>
#include <utility>

#include "shared/base/uuid.h"

namespace mingchou::client {
namespace {

constexpr std::array<std::pair<Screen, std::string_view>, 12> plain_paths{{
    {Screen::home, "/"},
    {Screen::targets, "/targets"},
    {Screen::departments, "/departments"},
    {Screen::storage, "/storage"},
    {Screen::settings, "/settings"},
    {Screen::sign_in, "/sign-in"},
    {Screen::account, "/account"},
    {Screen::password, "/account/password"},
    {Screen::second_factor, "/account/second-factor"},
    {Screen::users, "/users"},
    {Screen::new_user, "/users/new"},
    {Screen::audit, "/audit"},
}};
/// Of the screens that show one thing.
constexpr std::array<std::pair<Screen, std::string_view>, 2> prefixes{{
    {Screen::target, "/targets/"},
    {Screen::user, "/users/"},
}};

}  // namespace

std::string path_of(const Route& route) {
  for (const auto& [screen, prefix] : prefixes)
    if (screen == route.screen) return std::string(prefix) + route.id;
  for (const auto& [screen, path] : plain_paths)
    if (screen == route.screen) return std::string(path);
  return "/";
}

Route route_from(std::string_view path) {
  for (const auto& [screen, plain] : plain_paths)
    if (path == plain) return {screen, {}};
  for (const auto& [screen, prefix] : prefixes)
    if (path.starts_with(prefix) && Uuid::parse(path.substr(prefix.size())))
      return {screen, std::string(path.substr(prefix.size()))};
  return {};
}

Route parent_of(const Route& route) {
  switch (route.screen) {
    case Screen::target:
      return {Screen::targets, {}};
    case Screen::password:
    case Screen::second_factor:
      return {Screen::account, {}};
    case Screen::user:
    case Screen::new_user:
      return {Screen::users, {}};
    default:
      return {};
  }
}

}  // namespace mingchou::client
