// A draw on the wall: large, calm, without navigation, to be read from the other end of the room. Who joins scans the
// codes here; at the end the result is announced target by target, and nothing moves by itself but the next name.
#pragma once

#include <map>
#include <optional>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/qr_code.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::draw_stage_screen {

struct State {
  PageState page;
  DrawId of;
  std::map<Uuid, QrPicture> codes;
  /// How many targets have been announced; nothing before it was begun.
  std::optional<std::size_t> announced;
  bool is_running = false;
  /// When the next one comes.
  double next_at_ms = 0;
  int pace = 1;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::draw_stage_screen
