// Buttons: with words, with an icon and words, with an icon alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/app/ui/icons.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// primary: what one most likely wants, at most one in sight. text: beside others, or in a line of text.
/// danger: cannot be undone.
enum class ButtonKind : std::uint8_t { primary, secondary, text, danger };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::primary;
  std::optional<Icon> icon = {};
  bool enabled = true;
  /// What screen readers say; the label if empty. Must contain the label.
  std::string_view name = {};
};

/// Width that button() wants for this label.
float button_width(const Ui& ui, std::string_view label, const ButtonOptions& options = {});

/// True in the frame in which it is activated. Height control_px unless there is a reason.
bool button(Ui& ui, const std::string& id, std::string_view label, const Rect& rect, const ButtonOptions& options = {});

struct IconButtonOptions {
  bool enabled = true;
  /// Drawn as switched on (a filter that is set, say).
  bool active = false;
  /// Of a button that opens something.
  std::optional<bool> expanded = {};
  Popup popup = Popup::none;
};

/// The name is for screen readers, and shows under the mouse. Its target is control_px wide around the centre.
bool icon_button(Ui& ui, const std::string& id, Icon icon, std::string_view name, Point centre,
                 const IconButtonOptions& options = {});

/// Buttons of one row, right-aligned as at the foot of a dialog: the rectangle of the next one, from the right.
class ButtonRow {
 public:
  explicit ButtonRow(const Rect& row) : row_(row), right_(row.right()) {}
  Rect next(float width);

 private:
  Rect row_;
  float right_;
};

}  // namespace mingchou::client
