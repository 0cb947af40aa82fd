#include "client/app/screens/screens.h"

#include "client/app/screens/register_panes.h"
#include "client/app/screens/storage_gate.h"

namespace mingchou::client {
namespace {

/// Screens that show or write what stands on this device.
bool needs_storage(Screen screen) {
  return screen == Screen::home || screen == Screen::targets || screen == Screen::target;
}

}  // namespace

Text title_of(const Route& route) {
  switch (route.screen) {
    case Screen::home:
      return Text::home_title;
    case Screen::targets:
      return Text::targets_title;
    case Screen::target:
      return Text::target_title;
    case Screen::departments:
      return Text::departments_title;
    case Screen::storage:
      return Text::storage_title;
    case Screen::settings:
      return Text::settings_title;
  }
  return Text::home_title;
}

void draw_screen(Ui& ui, const Rect& rect, ScreenStates& states, const Model& model, Actions& actions) {
  if (needs_storage(model.route.screen) && model.storage.phase != StoragePhase::ready)
    return draw_storage_gate(ui, rect, ui.say(title_of(model.route)), model.storage, actions);
  switch (model.route.screen) {
    case Screen::home:
      return home_screen::draw(ui, rect, states.home, model, actions);
    case Screen::targets:
    case Screen::target:
      return draw_register_panes(ui, rect, states.targets, states.target, model, actions);
    case Screen::departments:
      return departments_screen::draw(ui, rect, states.departments, model, actions);
    case Screen::storage:
      return storage_screen::draw(ui, rect, states.storage, model, actions);
    case Screen::settings:
      return settings_screen::draw(ui, rect, states.settings, model, actions);
  }
}

}  // namespace mingchou::client
