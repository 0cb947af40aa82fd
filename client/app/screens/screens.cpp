#include "client/app/screens/screens.h"

#include "client/app/screens/register_panes.h"
#include "client/app/screens/session_gate.h"
#include "client/app/screens/storage_gate.h"

namespace mingchou::client {
namespace {

/// Screens that show or write what stands on this device.
bool needs_storage(Screen screen) {
  return screen == Screen::home || screen == Screen::targets || screen == Screen::target;
}

/// What a screen that needs a session is for; nothing for what every user may.
struct SessionNeed {
  bool is_needed = false;
  std::optional<access::Action> action = {};
};
SessionNeed session_need(const Model& model) {
  switch (model.route.screen) {
    case Screen::account:
    case Screen::second_factor:
    case Screen::departments:
      return {true};
    case Screen::password:
      // The one thing that is open to who must do it.
      return {!(model.session.is_signed_in() && model.session.user)};
    case Screen::users:
    case Screen::user:
      return {true, access::Action::users_read};
    case Screen::new_user:
      return {true, access::Action::users_write};
    case Screen::audit:
      return {true, access::Action::audit_read};
    default:
      return {};
  }
}

}  // namespace

void ScreenStates::forget_secrets() {
  sign_in.forget();
  password.forget();
  second_factor.forget();
}

void ScreenStates::forget_user() {
  forget_secrets();
  users = {};
  user = {};
  new_user = {};
  audit = {};
}

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
    case Screen::sign_in:
      return Text::sign_in_title;
    case Screen::account:
      return Text::account_title;
    case Screen::password:
      return Text::password_change_title;
    case Screen::second_factor:
      return Text::second_factor_title;
    case Screen::users:
      return Text::users_title;
    case Screen::user:
      return Text::user_title;
    case Screen::new_user:
      return Text::user_new_title;
    case Screen::audit:
      return Text::audit_title;
  }
  return Text::home_title;
}

void draw_screen(Ui& ui, const Rect& rect, ScreenStates& states, const Model& model, Actions& actions) {
  if (needs_storage(model.route.screen) && model.storage.phase != StoragePhase::ready)
    return draw_storage_gate(ui, rect, ui.say(title_of(model.route)), model.storage, actions);
  if (needs_storage(model.route.screen) && model.is_locked)
    return draw_locked_gate(ui, rect, ui.say(title_of(model.route)), model.session, actions);
  const SessionNeed need = session_need(model);
  if (need.is_needed && draw_session_gate(ui, rect, ui.say(title_of(model.route)), model, need.action, actions)) return;
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
    case Screen::sign_in:
      return sign_in_screen::draw(ui, rect, states.sign_in, model, actions);
    case Screen::account:
      return account_screen::draw(ui, rect, states.account, model, actions);
    case Screen::password:
      return password_screen::draw(ui, rect, states.password, model, actions);
    case Screen::second_factor:
      return second_factor_screen::draw(ui, rect, states.second_factor, model, actions);
    case Screen::users:
      return users_screen::draw(ui, rect, states.users, model, actions);
    case Screen::user:
      return user_screen::draw(ui, rect, states.user, model, actions);
    case Screen::new_user:
      return new_user_screen::draw(ui, rect, states.new_user, model, actions);
    case Screen::audit:
      return audit_screen::draw(ui, rect, states.audit, model, actions);
  }
}

}  // namespace mingchou::client
