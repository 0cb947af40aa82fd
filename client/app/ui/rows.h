// Cards, headings of sections, rows of lists, and tables of names and values.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// A line of text that is a heading; draws it too.
void heading(Ui& ui, const std::string& id, std::string_view text, const Rect& rect, float size_px, Color color,
             int level);

/// The ground of what belongs together. Adds no node.
void card(Ui& ui, const Rect& rect);

/// A heading of level 2 above a card, with an action at its end if `action` is not empty. section_heading_px high.
inline constexpr float section_heading_px = 48;
bool section_heading(Ui& ui, const std::string& id, std::string_view text, const Rect& rect,
                     std::string_view action = {});

struct RowOptions {
  std::string_view title;
  /// A second line, of less weight; empty for none.
  std::string_view detail = {};
  std::optional<Icon> icon = {};
  /// Colours of the icon's disc.
  Tone icon_tone = Tone::info;
  /// At the end of the row; empty for none.
  std::string_view trailing = {};
  /// Says that the row leads somewhere.
  bool chevron = false;
  /// The one whose page is open beside the list.
  bool selected = false;
  /// A line at the lower edge, from where the words begin.
  bool separator = true;
  int title_lines_max = 2;
  Fit detail_fit = Fit::may_elide;
  /// For screen readers; title, detail and trailing if empty.
  std::string_view name = {};
  Role role = Role::button;
  int position = 0;
  int set_size = 0;
};
/// Height of the row in that width. At least row_px_min.
inline constexpr float row_px_min = 64;
float row_height(const Ui& ui, float width, const RowOptions& options);
/// True in the frame in which it is pressed. Rows in a card lie edge to edge in it.
bool list_row(Ui& ui, const std::string& id, const Rect& rect, const RowOptions& options);
/// The words and icons of such a row alone: no ground, no node, nothing to press. For lists that do the rest.
void draw_row(Ui& ui, const Rect& rect, const RowOptions& options);
/// The same with a node, to be read.
void static_row(Ui& ui, const std::string& id, const Rect& rect, const RowOptions& options);

struct KeyValue {
  std::string_view key;
  std::string_view value;
  std::optional<Icon> icon = {};
  Tone tone = Tone::neutral;  ///< of the icon
};
/// Names and values side by side, or one above the other where it is narrow. Values break into lines, nothing is cut.
float key_values_height(const Ui& ui, float width, std::span<const KeyValue> values);
void key_values(Ui& ui, const std::string& id, const Rect& rect, std::span<const KeyValue> values);

/// A paragraph with a node of its own; returns its height.
float paragraph(Ui& ui, const std::string& id, const Rect& rect, std::string_view text, float size_px, Color color);

}  // namespace mingchou::client
