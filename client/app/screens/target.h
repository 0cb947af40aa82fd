// One target: what the register says of it, and the notes written on it.
#pragma once

#include <array>
#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/record_page.h"
#include "client/app/screens/target_notes.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::target_screen {

struct State {
  TargetId shown;
  PageState page;
  TargetNotesState notes;
  RecordPageState record;
  /// Where other targets' pages were left, for the browser's back and forward.
  struct Place {
    TargetId id;
    PageState page;
  };
  static constexpr std::size_t places_max = 32;
  std::vector<Place> places;
};

/// `alone`: on the screen, with a bar and the way back; else beside the list.
void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions, bool alone);
/// Sheets and menus: after everything that they cover.
void draw_layers(Ui& ui, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::target_screen
