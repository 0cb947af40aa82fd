// What one chooses with: chips, segmented control, switch, checkbox, radio row, tabs. Each says its state in the
// semantics tree, and shows it by more than colour.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// select: on or off (a filter's value). remove: is there until it is pressed (a filter that is set). open: leads to
/// a choice (a filter that can be set).
enum class ChipKind : std::uint8_t { select, remove, open };

struct ChipOptions {
  ChipKind kind = ChipKind::select;
  bool selected = false;
  std::optional<Icon> icon = {};
  /// A number behind the label, as of rows; empty for none.
  std::string_view trailing = {};
  /// For screen readers; the label if empty. Must contain it ("remove filter: …").
  std::string_view name = {};
};

/// Chips are control_px high; place them with Flow.
float chip_width(const Ui& ui, std::string_view label, const ChipOptions& options = {});
/// True in the frame in which it is pressed.
bool chip(Ui& ui, const std::string& id, std::string_view label, const Rect& rect, const ChipOptions& options = {});

struct Segment {
  std::string_view label;
  std::optional<Icon> icon = {};
};

/// One of a few, all in sight. Returns the one that was chosen now. Stacks into rows where the labels do not fit
/// side by side: ask for the height.
float segmented_height(const Ui& ui, float width, std::span<const Segment> segments);
std::optional<int> segmented(Ui& ui, const std::string& id, std::string_view name, const Rect& rect,
                             std::span<const Segment> segments, int chosen);

/// A row with words and a mark at its end (switch) or start (checkbox, radio); the whole row is the target. True in
/// the frame in which it is pressed: the caller flips its value.
enum class ToggleKind : std::uint8_t { on_off, checkbox, radio };
struct ToggleOptions {
  ToggleKind kind = ToggleKind::checkbox;
  std::string_view label;
  /// A second line; empty for none.
  std::string_view detail = {};
  /// At the end of the row, as the number of rows that a filter's value has.
  std::string_view trailing = {};
  bool on = false;
  bool enabled = true;
  /// Of a radio button: its place in its group, and whether Tab passes by.
  int position = 0;
  int set_size = 0;
  bool off_tab_order = false;
};
float toggle_height(const Ui& ui, float width, const ToggleOptions& options);
bool toggle_row(Ui& ui, const std::string& id, const Rect& rect, const ToggleOptions& options);

/// A group of radio buttons, one below the other: Tab comes to the chosen one (the first while there is none), arrows
/// choose. Returns the one that was chosen now.
float radio_rows_height(const Ui& ui, float width, std::span<const std::string_view> labels);
std::optional<int> radio_rows(Ui& ui, const std::string& id, std::string_view name, const Rect& rect,
                              std::span<const std::string_view> labels, std::optional<int> chosen);

/// Sections of one page. Returns the one that was chosen now. control_px high.
std::optional<int> tabs(Ui& ui, const std::string& id, std::string_view name, const Rect& rect,
                        std::span<const std::string_view> labels, int chosen);

}  // namespace mingchou::client
