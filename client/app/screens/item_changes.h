// What differs between two versions of a list, for people: items that came and went, and for each that changed the
// fields side by side as they were and as they are. Part of the screens that compare and that issue.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

void draw_changes(Ui& ui, Column& column, const Model& model, const items::Diff& diff);

/// One value beside another, each under its name; one above the other where it is narrow.
struct SideBySide {
  std::string id;
  std::string_view field;
  std::string_view before_name, before;
  std::string_view after_name, after;
};
float side_by_side_height(const Ui& ui, float width, const SideBySide& what);
void side_by_side(Ui& ui, const Rect& rect, const SideBySide& what);

}  // namespace mingchou::client
