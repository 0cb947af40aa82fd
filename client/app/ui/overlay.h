// What lies above a screen: layers in general, sheets (a screen's filters, a choice with many parts) and dialogs (a
// question). A modal layer puts all below it out of reach for pointer, keyboard and screen reader; Escape and a press
// on the scrim close it. Draw layers after everything that they cover, outside scroll areas.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/app/ui/icons.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Everything drawn until end_layer() lies above what was drawn before. Clips to the whole surface. When a modal layer
/// appears the keyboard goes to the node `first_focus`, and back to where it was when the layer is gone.
void begin_layer(Ui& ui, const std::string& id, const Rect& rect, bool modal, std::string_view first_focus = {});
void end_layer(Ui& ui);
/// The Escape key was pressed, and this layer is the topmost modal one.
bool take_escape(Ui& ui, std::string_view id);

/// Part of a screen's State. Set `open` to show it; it is cleared when the user closes it.
struct SheetState {
  bool open = false;
  PageState page;
};
struct SheetOptions {
  std::string id;
  std::string_view title;
  /// A row for buttons that stays in sight below the content.
  bool has_footer = false;
};
struct Sheet {
  Page page;
  /// For buttons, control_px high; empty without has_footer.
  Rect footer;
};
/// From below on a phone, at the side where there is room. Nothing while it is closed; else draw into
/// sheet->page.column, then the footer after end_sheet_content(), and call end_sheet().
std::optional<Sheet> begin_sheet(Ui& ui, SheetState& state, const SheetOptions& options);
void end_sheet_content(Ui& ui, SheetState& state, const Sheet& sheet);
void end_sheet(Ui& ui);

struct DialogOptions {
  std::string id;
  std::string_view title;
  std::string_view text;
  std::string_view confirm;
  /// Empty: there is nothing to decide, and no second button.
  std::string_view cancel = {};
  bool danger = false;
};
enum class DialogAnswer : std::uint8_t { none, confirmed, cancelled };
/// A question in the middle. Draw it in each frame until it is answered.
DialogAnswer dialog(Ui& ui, const DialogOptions& options);

struct MenuItem {
  std::string_view label;
  std::optional<Icon> icon = {};
  /// One of a choice: has a mark if it is the one.
  std::optional<bool> checked = {};
  bool danger = false;
};
/// A list of actions or choices at its button. Arrows go from item to item, Escape and Tab leave it (the shell makes
/// Escape of Tab). Sets `open` to false when it is left; returns what was chosen.
std::optional<int> menu(Ui& ui, bool& open, const std::string& id, std::string_view name, const Rect& anchor,
                        std::span<const MenuItem> items);

}  // namespace mingchou::client
