// A list of very many rows of one height: only those on the screen are drawn, and those and some around them stand in
// the semantics tree, with their place in the whole. It scrolls by touch, wheel, keys and bar; the keyboard goes from
// row to row (arrows, Home, End, PageUp, PageDown), Enter or a tap activates. One row at a time is a stop of Tab.
//
//   const auto outcome = virtual_list(ui, {.id = "targets", .name = ui.say(Text::targets_title), .rect = rect,
//                                          .count = list.size(), .row_height_px = 72}, state.list,
//                                     [&](int row) { return RowWords{.key = id_of(row), .name = name_of(row)}; },
//                                     [&](const RowLook& look) { draw_row(ui, look); });
//   if (outcome.activated) actions.go = route_of(*outcome.activated);
//
// The state keeps the place: keep it in the screen's State, and the list is where it was when the user comes back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/ui/scroll.h"

namespace mingchou::client {

struct VirtualListState {
  ScrollState scroll;
  /// Where Tab leads and where arrows start; its key tells whether it is still the same thing.
  int current_row = 0;
  std::string current_key;
  /// Of the row that has the focus, once it was seen there.
  std::string focused_key;
  /// Scrolled into view in the next frame.
  std::optional<int> row_to_show;
  /// That frame also puts the keyboard's focus on it.
  bool focus_row_to_show = false;

  /// By as little as it takes. With `focus` the keyboard goes there too.
  void show_row(int row, bool focus = false) {
    row_to_show = row;
    focus_row_to_show = focus;
  }
  /// For a list with other content: from its beginning.
  void to_start() { *this = {}; }
};

struct VirtualListOptions {
  /// Of the list's node; rows have this, a slash and their key.
  std::string id;
  std::string_view name;
  /// The viewport.
  Rect rect;
  int count = 0;
  float row_height_px = 64;
  float gap_px = 0;
  /// Free space above the first and below the last row, and beside all of them.
  float top_px = 0;
  float bottom_px = 0;
  float side_px = 0;
  /// What a row is to a screen reader, inside its list item: link, button.
  Role row_role = Role::link;
  /// The row whose page is shown beside the list.
  std::optional<int> selected = {};
  /// A long press (or the context menu key) on a row does something: see VirtualListOutcome::context.
  bool has_context_action = false;
};

/// A row in words, for those who do not look at its pixels.
struct RowWords {
  /// Unique in the list, and the same for the same thing however the list is sorted.
  std::string key;
  std::string name;
  std::string description = {};
  /// Of a row that is a checkbox.
  std::optional<bool> checked = {};
};

/// A row to draw. The focus ring is drawn by the list.
struct RowLook {
  int row = 0;
  Rect rect;
  bool hovered = false;
  bool held = false;
  bool focused = false;
  bool selected = false;
};

using TellRow = std::function<RowWords(int row)>;
using DrawRow = std::function<void(const RowLook& look)>;

struct VirtualListOutcome {
  std::optional<int> activated;
  std::optional<int> context;
  /// Rows that are at least partly on the screen: [first_visible, end_visible).
  int first_visible = 0;
  int end_visible = 0;
};

/// Rows beyond the viewport, on each side, that screen readers reach without scrolling.
inline constexpr int mirrored_rows_around = 12;

/// `tell` is called for the rows that are mirrored, `draw` for those on the screen.
VirtualListOutcome virtual_list(Ui& ui, const VirtualListOptions& options, VirtualListState& state, const TellRow& tell,
                                const DrawRow& draw);

}  // namespace mingchou::client
