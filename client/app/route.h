// Where the user is: a screen and, on some, the thing that it shows. Routes stand in the address behind '#', so that
// links to them open, the browser's back works, and the server need not know them:
//
//   #/                home            #/targets          the target register     #/targets/<uuid>   a target's page
//   #/departments     departments     #/storage          this device's storage   #/settings         settings
//   #/users           users           #/users/<uuid>, …/new  one of them          #/audit            the audit trail
//   #/sign-in         signing in      #/account          one's own account       #/account/password, …/second-factor
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mingchou::client {

enum class Screen : std::uint8_t {
  home,
  targets,
  target,
  departments,
  storage,
  settings,
  sign_in,
  account,
  password,
  second_factor,
  users,
  user,
  new_user,
  audit,
};

struct Route {
  Screen screen = Screen::home;
  /// Of the target on Screen::target, of the user on Screen::user, else empty.
  std::string id;
  bool operator==(const Route&) const = default;
};

/// Without '#': "/targets/0197…".
std::string path_of(const Route& route);
/// Paths that it does not know lead home.
Route route_from(std::string_view path);
/// Where the arrow at the top of a screen leads: the list of a thing, else home.
Route parent_of(const Route& route);

}  // namespace mingchou::client
