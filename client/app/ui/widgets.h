// Widgets: each draws itself in the design system's look, behaves alike under mouse, touch, keyboard and screen
// reader, and adds its node to the semantics tree.
#pragma once

#include <string>
#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Width that button() wants for this label.
float button_width(const Ui& ui, std::string_view label);

/// True in the frame in which it is activated.
bool button(Ui& ui, const std::string& id, std::string_view label, const Rect& rect);

/// A line of text that is a heading; draws it too.
void heading(Ui& ui, const std::string& id, std::string_view text, const Rect& rect, float size_px, Color color,
             int level);

/// A small word on a tinted ground. Part of the node that it stands in: adds none.
void badge(Ui& ui, std::string_view word, Point at, float height_px);
float badge_width(const Ui& ui, std::string_view word);

/// A disc with one character, the mark of a department or person. Adds no node.
void mark(Ui& ui, std::string_view character, Point centre, float radius_px);

/// A state that fills a screen: a mark, what happened, what to do, and a button if `action` is not empty.
struct Notice {
  std::string id;
  Role role = Role::status;
  std::string_view character;
  bool warning = false;
  std::string_view title;
  std::string_view advice;
  std::string_view action;
};
/// True in the frame in which the action is activated.
bool notice(Ui& ui, const Rect& rect, const Notice& what);

}  // namespace mingchou::client
