#include "client/app/screens/screens.h"

namespace mingchou::client {

void draw_screen(Ui& ui, const Rect& rect, ScreenStates& states, const Model& model, Actions& actions) {
  switch (model.route.screen) {
    case Screen::home:
      return home_screen::draw(ui, rect, states.home, model, actions);
    case Screen::targets:
      return targets_screen::draw(ui, rect, states.targets, model, actions);
    case Screen::target:
      return target_screen::draw(ui, rect, states.target, model, actions);
    case Screen::departments:
      return departments_screen::draw(ui, rect, states.departments, model, actions);
    case Screen::storage:
      return storage_screen::draw(ui, rect, states.storage, model, actions);
    case Screen::settings:
      return settings_screen::draw(ui, rect, states.settings, model, actions);
  }
}

}  // namespace mingchou::client
