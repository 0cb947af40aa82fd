#include "client/app/ui/keyboard.h"

#include <algorithm>

namespace mingchou::client {

bool take_key(Ui& ui, std::string_view key) {
  const auto found = std::ranges::find(ui.keys, key, &KeyPress::key);
  if (found == ui.keys.end()) return false;
  ui.keys.erase(found);
  return true;
}

void request_focus(Ui& ui, std::string_view id) {
  ui.focus_request = id;
  ui.focused_id = id;
  ui.focus_visible = true;
}

}  // namespace mingchou::client
