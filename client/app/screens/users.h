// The users of the county, or of one's department: searched by name, filtered by role and status, each a way to its
// page. Drawn from the whole list, which is small.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client::users_screen {

struct State {
  VirtualListState list;
  std::string query;
  std::optional<access::Role> role;
  bool only_disabled = false;
  bool role_menu_open = false;
  Rect menu_anchor;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

/// Places in the list of users that match what was typed and chosen.
std::vector<std::size_t> matching_users(const std::vector<Account>& users, const State& state);

}  // namespace mingchou::client::users_screen
