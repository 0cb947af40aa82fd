#include "client/app/ui/keyboard.h"

#include <algorithm>
#include <string>
#include <utility>

#include "client/app/ui/scroll.h"

namespace mingchou::client {

namespace {

bool is_field(const Ui& ui, std::string_view id) {
  return std::ranges::find(ui.fields, id, &EditableField::id) != ui.fields.end();
}

}  // namespace

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

void keep_focus_in_view(Ui& ui, std::string_view id, const Rect& rect) {
  if (ui.focused_id != id) return;
  std::string now = ui.focused_id + "@" + std::to_string(static_cast<int>(ui.surface.height));
  if (now == ui.focus_in_view) return;
  ui.focus_in_view = std::move(now);
  // A pointer sees where it presses, until the soft keyboard comes.
  if (ui.focus_visible || is_field(ui, id)) scroll_into_view(ui, rect);
}

}  // namespace mingchou::client
