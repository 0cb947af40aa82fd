// A field for text. Here it is a box and the text in it; while the user writes in it, a real element of the browser
// lies over it (client/shell/fields.js), because only that has IME, handwriting, paste menu and undo. The wrapper
// says where its field is (Ui::fields) and takes what was written (Ui::edits).
#pragma once

#include <string>
#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

struct FieldOptions {
  /// Unique on the screen and stable across frames.
  std::string id;
  /// Says what belongs here: the field's name for screen readers. Drawn by the screen, if at all.
  std::string_view label;
  /// Shown while the field is empty.
  std::string_view placeholder = {};
  FieldKind kind = FieldKind::text;
  EnterKey enter = EnterKey::done;
  /// Code points; the browser's element takes no more, and neither does the value.
  int characters_max = 200;
};

/// What happened to the field in this frame.
struct FieldOutcome {
  bool changed = false;
  /// The Enter key, where it makes no new line.
  bool entered = false;
  bool left = false;
};

/// One line, or many for FieldKind::multiline. Changes `value` (UTF-8).
FieldOutcome text_field(Ui& ui, const FieldOptions& options, const Rect& rect, std::string& value);

}  // namespace mingchou::client
