#include "client/app/ui/keyboard.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "client/app/ui/scroll.h"

namespace mingchou::client {

namespace {

bool is_field(const Ui& ui, std::string_view id) {
  return std::ranges::find(ui.fields, id, &EditableField::id) != ui.fields.end();
}

using Entries = std::vector<Semantics::Entry>;

int index_of(const Entries& entries, std::string_view id) {
  const auto found = std::ranges::find(entries, id, [](const Semantics::Entry& entry) { return entry.node.id; });
  return found == entries.end() ? -1 : static_cast<int>(found - entries.begin());
}

const Semantics::Entry& at(const Entries& entries, int index) { return entries[static_cast<std::size_t>(index)]; }

bool is_inside(const Entries& entries, int index, int container) {
  while (index >= 0 && index != container) index = at(entries, index).parent;
  return index == container;
}

/// Who presses with a pointer does not want a field, and with it the soft keyboard.
bool can_take_focus(const Ui& ui, const Node& node) {
  const bool is_field = node.role == Role::textbox || node.role == Role::searchbox;
  return node.is_stop() && (ui.focus_visible || !is_field);
}

/// The stop next to `lost` within the container that is still there; empty if there is none.
std::string next_stop(const Ui& ui, int lost, int container) {
  const Entries& before = ui.semantics.entries_before();
  const Entries& now = ui.semantics.entries();
  const auto stop_at = [&](int index) -> std::string {
    if (!is_inside(before, index, container)) return {};
    const int there = index_of(now, at(before, index).node.id);
    return there >= 0 && can_take_focus(ui, at(now, there).node) ? at(now, there).node.id : std::string();
  };
  for (int index = lost + 1; index < static_cast<int>(before.size()); ++index)
    if (std::string id = stop_at(index); !id.empty()) return id;
  for (int index = lost - 1; index >= 0; --index)
    if (std::string id = stop_at(index); !id.empty()) return id;
  return {};
}

}  // namespace

bool take_key(Ui& ui, std::string_view key) {
  const auto found = std::ranges::find(ui.keys, key, &KeyPress::key);
  if (found == ui.keys.end()) return false;
  ui.keys.erase(found);
  return true;
}

void request_focus(Ui& ui, std::string_view id) {
  move_focus(ui, id);
  ui.focus_visible = true;
}

void move_focus(Ui& ui, std::string_view id) { ui.focus_request = ui.focused_id = id; }

void follow_lost_focus(Ui& ui) {
  if (ui.focused_id.empty() || !ui.focus_request.empty()) return;
  const Entries& before = ui.semantics.entries_before();
  const Entries& now = ui.semantics.entries();
  const int lost = index_of(before, ui.focused_id);
  if (lost < 0 || index_of(now, ui.focused_id) >= 0) return;
  int container = lost;
  std::string id;
  do {
    container = at(before, container).parent;
    if (container >= 0 && index_of(now, at(before, container).node.id) < 0) continue;
    id = next_stop(ui, lost, container);
  } while (id.empty() && container >= 0);
  move_focus(ui, id);
}

void keep_focus_in_view(Ui& ui, std::string_view id, const Rect& rect) {
  if (ui.focused_id != id) return;
  std::string now = ui.focused_id + "@" + std::to_string(static_cast<int>(ui.surface.height));
  if (now == ui.focus_in_view) return;
  if (ui.pointer_waits) {
    ui.animating = true;
    return;
  }
  ui.focus_in_view = std::move(now);
  // A pointer sees where it presses, until the soft keyboard comes.
  if (ui.focus_visible || is_field(ui, id)) scroll_into_view(ui, rect);
}

}  // namespace mingchou::client
