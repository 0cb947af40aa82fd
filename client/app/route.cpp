#include "client/app/route.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/items/item_route.h"
#include "client/app/licences/licences_model.h"
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
});
/// Of the screens that show one thing.
constexpr auto prefixes = std::to_array<std::pair<Screen, std::string_view>>({
    {Screen::target, "/targets/"},
    {Screen::department, "/departments/"},
    {Screen::user, "/users/"},
    {Screen::import, "/imports/"},
    {Screen::inspector, "/inspectors/"},
    {Screen::expert, "/experts/"},
});

/// Licences are always seen by what is due of them.
constexpr std::string_view licences_prefix = "/licences?due=";

constexpr std::string_view items_prefix = "/item-lists/";

/// The list of inspectors with a filter, as links on the home screen lead to it.
constexpr std::string_view certificates_prefix = "/inspectors?certificates=";
constexpr std::array<std::string_view, 3> certificate_filters{"expired", "within-30-days", "none"};

/// The registers with what the provincial platform sent back.
constexpr std::string_view refused = "refused", refused_suffix = "?receipt=refused";
constexpr std::array registers{Screen::targets, Screen::inspectors, Screen::experts};

/// Bringing a file, for a register that was chosen before.
constexpr std::string_view import_prefix = "/imports?register=";
constexpr std::array<std::string_view, 3> import_registers{"targets", "inspectors", "experts"};

/// Behind the id, where one thing has more than one screen.
constexpr std::string_view edit_suffix = "/edit";

}  // namespace

std::string path_of(const Route& route) {
  if (route.screen == Screen::record_edit) return path_of({Screen::target, route.id}) + std::string(edit_suffix);
  for (const auto& [screen, prefix] : prefixes)
    if (screen == route.screen) return std::string(prefix) + route.id;
  if (std::ranges::contains(registers, route.screen) && route.id == refused)
    return path_of({route.screen, {}}) + std::string(refused_suffix);
  if (route.screen == Screen::imports && !route.id.empty()) return std::string(import_prefix) + route.id;
  if (route.screen == Screen::inspectors && !route.id.empty()) return std::string(certificates_prefix) + route.id;
  if (route.screen == Screen::licences) return std::string(licences_prefix) + route.id;
  for (const auto& [screen, path] : plain_paths)
    if (screen == route.screen) return std::string(path);
  return is_of_items(route.screen) ? std::string(items_prefix) + route.id : "/";
}

Route route_from(std::string_view path) {
  if (path.starts_with("/targets/") && path.ends_with(edit_suffix)) {
    Route thing = route_from(path.substr(0, path.size() - edit_suffix.size()));
    if (thing.screen == Screen::target) return {Screen::record_edit, std::move(thing.id)};
    return {};
  }
  for (const auto& [screen, plain] : plain_paths) {
    if (path == plain) return {screen, {}};
    const bool is_register = std::ranges::contains(registers, screen);
    if (is_register && path == std::string(plain) + std::string(refused_suffix)) return {screen, std::string(refused)};
  }
  if (path.starts_with(certificates_prefix)) {
    const std::string_view filter = path.substr(certificates_prefix.size());
    return {Screen::inspectors, std::string(std::ranges::contains(certificate_filters, filter) ? filter : "")};
  }
  if (path.starts_with(licences_prefix)) {
    const auto due = licences_due_from(path.substr(licences_prefix.size()));
    return {Screen::licences, std::string(text_of(due.value_or(LicencesDue::expired)))};
  }
  if (path.starts_with(import_prefix)) {
    const std::string_view chosen = path.substr(import_prefix.size());
    return {Screen::imports, std::string(std::ranges::contains(import_registers, chosen) ? chosen : "")};
  }
  if (path.starts_with(items_prefix)) return item_route_from(path.substr(items_prefix.size()));
  for (const auto& [screen, prefix] : prefixes)
    if (path.starts_with(prefix) && Uuid::parse(path.substr(prefix.size())))
      return {screen, std::string(path.substr(prefix.size()))};
  return {};
}

Route parent_of(const Route& route) {
  if (is_of_items(route.screen)) return item_parent_of(route);
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
    default:
      return {};
  }
}

}  // namespace mingchou::client
