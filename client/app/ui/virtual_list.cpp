#include "client/app/ui/virtual_list.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/app/ui/keyboard.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

/// What one call of virtual_list() works with.
struct Pass {
  Ui& ui;
  const VirtualListOptions& options;
  VirtualListState& state;
  const TellRow& tell;
  double pitch_px = 0;

  std::string id_of(const RowWords& words) const { return options.id + "/" + words.key; }
  double top_of(int row) const { return static_cast<double>(options.top_px) + pitch_px * row; }
  double content_height() const {
    const double rows = options.count > 0 ? pitch_px * options.count - static_cast<double>(options.gap_px) : 0;
    return static_cast<double>(options.top_px + options.bottom_px) + rows;
  }
  Rect rect_of(int row) const {
    // In double to the last: a long list is taller than a float can count in pixels.
    const double y = static_cast<double>(options.rect.y) + top_of(row) - std::round(state.scroll.offset_px);
    return {options.rect.x + options.side_px, static_cast<float>(y), options.rect.width - 2 * options.side_px,
            options.row_height_px};
  }
  int row_at(double offset_px) const {
    const double row = std::floor((offset_px - static_cast<double>(options.top_px)) / pitch_px);
    return static_cast<int>(std::clamp(row, 0.0, static_cast<double>(std::max(0, options.count - 1))));
  }
};

/// The row of the current key, if sorting or filtering has not moved it far; else the row that took its place.
void follow_key(Pass& pass) {
  VirtualListState& state = pass.state;
  const int count = pass.options.count;
  if (count == 0) return state.current_key.clear();
  state.current_row = std::clamp(state.current_row, 0, count - 1);
  std::string key = pass.tell(state.current_row).key;
  if (key == state.current_key) return;
  const bool had_focus = !state.current_key.empty() && pass.ui.focused_id == pass.options.id + "/" + state.current_key;
  const int first = std::max(0, state.current_row - mirrored_rows_around);
  const int last = std::min(count - 1, state.current_row + mirrored_rows_around);
  for (int row = first; !state.current_key.empty() && row <= last; ++row) {
    if (pass.tell(row).key != state.current_key) continue;
    state.current_row = row;
    return;
  }
  state.current_key = std::move(key);
  if (had_focus) request_focus(pass.ui, pass.options.id + "/" + state.current_key);
}

void scroll_into_view(Pass& pass, int row) {
  ScrollState& scroll = pass.state.scroll;
  const double viewport = static_cast<double>(pass.options.rect.height);
  const double top = row == 0 ? 0 : pass.top_of(row);
  const double bottom = row == pass.options.count - 1
                            ? pass.content_height()
                            : pass.top_of(row) + static_cast<double>(pass.options.row_height_px);
  scroll.offset_px_max = std::max(0.0, pass.content_height() - viewport);
  if (top < scroll.target_px) scroll.jump_to(top);
  if (bottom > scroll.target_px + viewport) scroll.jump_to(bottom - viewport);
}

void go_to(Pass& pass, int row, bool focus) {
  VirtualListState& state = pass.state;
  state.current_row = std::clamp(row, 0, pass.options.count - 1);
  RowWords words = pass.tell(state.current_row);
  scroll_into_view(pass, state.current_row);
  if (focus) request_focus(pass.ui, pass.id_of(words));
  state.current_key = std::move(words.key);
}

/// Keys of the row that has the focus, or of the list's own node.
void use_keys(Pass& pass) {
  Ui& ui = pass.ui;
  VirtualListState& state = pass.state;
  const bool on_list = ui.focused_id == pass.options.id;
  const bool on_row = ui.focused_id == pass.options.id + "/" + state.current_key;
  if (pass.options.count == 0 || (!on_list && !on_row)) return;
  const int page = std::max(1, static_cast<int>(static_cast<double>(pass.options.rect.height) / pass.pitch_px) - 1);
  const auto go_by = [&](int rows) { go_to(pass, on_list ? state.current_row : state.current_row + rows, true); };
  while (take_key(ui, "ArrowDown")) go_by(1);
  while (take_key(ui, "ArrowUp")) go_by(-1);
  while (take_key(ui, "PageDown")) go_by(page);
  while (take_key(ui, "PageUp")) go_by(-page);
  while (take_key(ui, "Home")) go_to(pass, 0, true);
  while (take_key(ui, "End")) go_to(pass, pass.options.count - 1, true);
}

/// A row that the focus came to by itself: by Tab, a click, or a screen reader that walks through the rows.
void follow_focus(Pass& pass, int row, const RowWords& words) {
  VirtualListState& state = pass.state;
  if (pass.ui.focused_id != pass.id_of(words) || state.focused_key == words.key) return;
  state.current_row = row;
  state.current_key = state.focused_key = words.key;
  // A pointer sees where it presses; moving that away would be rude.
  if (pass.ui.focus_visible) scroll_into_view(pass, row);
}

/// Where Tab leads while the focus is elsewhere: to what the user sees.
void keep_stop_visible(Pass& pass, int first, int end) {
  VirtualListState& state = pass.state;
  if (pass.options.count == 0 || pass.ui.focused_id == pass.options.id + "/" + state.current_key) return;
  const int seen = std::clamp(state.current_row, first, std::max(first, end - 1));
  if (seen == state.current_row) return;
  state.current_row = seen;
  state.current_key = pass.tell(seen).key;
}

void mirror_row(Pass& pass, int row, const RowWords& words, const Rect& rect) {
  const std::string id = pass.id_of(words);
  Semantics& semantics = pass.ui.semantics;
  semantics.open({.role = Role::listitem,
                  .id = id + "/item",
                  .name = {},
                  .rect = rect,
                  .position = row + 1,
                  .set_size = pass.options.count});
  semantics.add({.role = pass.options.row_role,
                 .id = id,
                 .name = words.name,
                 .rect = rect,
                 .focusable = true,
                 .off_tab_order = row != pass.state.current_row,
                 .current = pass.options.selected == row,
                 .checked = words.checked,
                 .description = words.description});
  semantics.close();
}

void use_row(Pass& pass, int row, const DrawRow& draw, VirtualListOutcome& outcome) {
  const RowWords words = pass.tell(row);
  const std::string id = pass.id_of(words);
  const Rect rect = pass.rect_of(row);
  follow_focus(pass, row, words);
  mirror_row(pass, row, words, rect);
  RowLook look{.row = row,
               .rect = rect,
               .focused = pass.ui.focused_id == id && pass.ui.focus_visible,
               .selected = pass.options.selected == row};
  if (rect.overlaps(pass.options.rect)) {
    const Press press = pressable(pass.ui, id, rect, pass.options.has_context_action);
    look.hovered = press.hovered;
    look.held = press.held;
    if (press.activated) outcome.activated = row;
    if (press.context) outcome.context = row;
    draw(look);
    draw_focus_ring(pass.ui, id, rect, 0);
  } else if (pass.ui.activated_id == id) {
    pass.ui.activated_id.clear();
    outcome.activated = row;
  }
}

}  // namespace

VirtualListOutcome virtual_list(Ui& ui, const VirtualListOptions& options, VirtualListState& state, const TellRow& tell,
                                const DrawRow& draw) {
  Pass pass{ui, options, state, tell, static_cast<double>(options.row_height_px + options.gap_px)};
  VirtualListOutcome outcome;
  if (!ui.focused_id.starts_with(options.id + "/")) state.focused_key.clear();
  follow_key(pass);
  if (state.row_to_show && options.count > 0) go_to(pass, *state.row_to_show, state.focus_row_to_show);
  state.row_to_show.reset();
  use_keys(pass);

  begin_scroll_area(ui, state.scroll,
                    {.role = Role::list, .id = options.id, .name = std::string(options.name), .rect = options.rect},
                    pass.content_height());
  if (options.count > 0) {
    const double offset = std::round(state.scroll.offset_px);
    outcome.first_visible = pass.row_at(offset);
    outcome.end_visible = pass.row_at(offset + static_cast<double>(options.rect.height) - 1) + 1;
    keep_stop_visible(pass, outcome.first_visible, outcome.end_visible);
    const int first = std::max(0, outcome.first_visible - mirrored_rows_around);
    const int end = std::min(options.count, outcome.end_visible + mirrored_rows_around);
    // The row with the focus stays mirrored wherever it is, or the focus would be lost.
    const int kept = state.current_row;
    if (kept < first) use_row(pass, kept, draw, outcome);
    for (int row = first; row < end; ++row) use_row(pass, row, draw, outcome);
    if (kept >= end) use_row(pass, kept, draw, outcome);
  }
  end_scroll_area(ui, state.scroll, options.id, options.rect);
  return outcome;
}

}  // namespace mingchou::client
