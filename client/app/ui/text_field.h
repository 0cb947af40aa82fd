// A field for text. Here it is a box and the text in it; while the user writes in it, a real element of the browser
// lies over it (client/shell/fields.js), because only that has IME, handwriting, paste menu and selection handles. The
// wrapper says where its field is (Ui::fields) and takes what was written (Ui::edits).
//
// The screen owns the value. It may change it at any time (a button that clears): the element follows, unless the user
// is in the middle of a composition. Revisions keep an echo of what was typed before from overwriting what is typed
// now. A screen that puts another text into the field (that of another target) says so by `subject`: what the user was
// still writing in the one before does not come into the new one, nor does its undo.
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
  /// Code points; the browser's element takes no more, and neither does the value. What finds no room is told.
  int characters_max = 200;
  /// What a password manager may put in: an HTML autocomplete token, as "username".
  std::string_view autocomplete = "off";
  /// Of FieldKind::password: in letters, not in dots.
  bool is_shown = false;
  /// Which text it is: another number for another text in the same field.
  unsigned subject = 0;
  /// What belongs to it below, as its button: kept in view with it, above the soft keyboard.
  float below_px = 0;
  /// So much of the box, at its end, is for a button that the screen draws there.
  float trailing_px = 0;
  /// Said after the label: a hint, or what is wrong.
  std::string_view description = {};
  /// What stands in it can't be taken: the box says so too.
  bool invalid = false;
};

/// What happened to the field in this frame.
struct FieldOutcome {
  bool changed = false;
  /// The Enter key, where it makes no new line; with Ctrl where it does.
  bool entered = false;
  bool left = false;
};

/// One line, or many for FieldKind::multiline. Changes `value` (UTF-8).
FieldOutcome text_field(Ui& ui, const FieldOptions& options, const Rect& box, std::string& value);

/// Height of a multi-line field that grows with its text, between so many lines; beyond that it scrolls.
float multiline_height(const Ui& ui, std::string_view value, float width, int lines_min, int lines_max);

}  // namespace mingchou::client
