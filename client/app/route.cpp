#include "client/app/route.h"

#include <array>
#include <utility>

#include "shared/base/uuid.h"

namespace mingchou::client {
namespace {

constexpr std::array<std::pair<Screen, std::string_view>, 9> plain_paths{{
    {Screen::home, "/"},
    {Screen::targets, "/targets"},
    {Screen::departments, "/departments"},
    {Screen::storage, "/storage"},
    {Screen::settings, "/settings"},
    {Screen::sign_in, "/sign-in"},
    {Screen::account, "/account"},
    {Screen::password, "/account/password"},
    {Screen::second_factor, "/account/second-factor"},
}};
constexpr std::string_view target_prefix = "/targets/";

}  // namespace

std::string path_of(const Route& route) {
  if (route.screen == Screen::target) return std::string(target_prefix) + route.id;
  for (const auto& [screen, path] : plain_paths)
    if (screen == route.screen) return std::string(path);
  return "/";
}

Route route_from(std::string_view path) {
  for (const auto& [screen, plain] : plain_paths)
    if (path == plain) return {screen, {}};
  if (path.starts_with(target_prefix) && Uuid::parse(path.substr(target_prefix.size())))
    return {Screen::target, std::string(path.substr(target_prefix.size()))};
  return {};
}

Route parent_of(const Route& route) {
  switch (route.screen) {
    case Screen::target:
      return {Screen::targets, {}};
    case Screen::password:
    case Screen::second_factor:
      return {Screen::account, {}};
    default:
      return {};
  }
}

}  // namespace mingchou::client
