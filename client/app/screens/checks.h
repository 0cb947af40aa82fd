// An inspector's own checks: on the home screen the next ones, and all of them on a screen of their own. They are there
// without network too, as they stood when they were read last.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// "待检查", "检查中" and the like.
Text check_state_words(tasks::CheckState state);
/// Address, with whom, by when.
std::string check_line(const Ui& ui, const Check& check);

/// On the home screen; nothing for those who check nobody.
void draw_own_checks(Ui& ui, Column& column, const Model& model, Actions& actions);

namespace checks_screen {

struct State {
  PageState page;
  std::string query;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace checks_screen
}  // namespace mingchou::client
