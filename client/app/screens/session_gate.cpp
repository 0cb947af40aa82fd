#include "client/app/screens/session_gate.h"

#include <string>

#include "client/app/screens/frame.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

void draw_sign_in(Ui& ui, const Rect& rect, const SessionModel& session, Actions& actions) {
  const std::string advice = render(session.ended.value_or(Error("account.sign_in_needed")), ui.language);
  const Notice what{.id = "session.gate",
                    .icon = Icon::log_in,
                    .title = ui.say(Text::gate_sign_in_title),
                    .advice = advice,
                    .action = ui.say(Text::sign_in_title)};
  if (notice(ui, rect, what)) actions.go = Route{Screen::sign_in, {}};
}

void draw_unreachable(Ui& ui, const Rect& rect, Actions& actions) {
  const Notice what{.id = "session.gate",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .icon = Icon::cloud_off,
                    .title = ui.say(Text::gate_unreachable_title),
                    .advice = ui.say(Text::gate_unreachable_advice),
                    .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.ask_session = true;
}

void draw_password_needed(Ui& ui, const Rect& rect, Actions& actions) {
  const std::string advice = render(Error("account.password_change_needed"), ui.language);
  const Notice what{.id = "session.gate",
                    .icon = Icon::key,
                    .title = ui.say(Text::password_change_title),
                    .advice = advice,
                    .action = ui.say(Text::password_change_title)};
  if (notice(ui, rect, what)) actions.go = Route{Screen::password, {}};
}

void draw_not_allowed(Ui& ui, const Rect& rect) {
  const std::string advice = render(Error("account.not_allowed"), ui.language);
  const Notice what{.id = "session.gate",
                    .tone = Tone::neutral,
                    .icon = Icon::lock,
                    .title = ui.say(Text::gate_not_allowed_title),
                    .advice = advice};
  notice(ui, rect, what);
}

}  // namespace

void draw_locked_gate(Ui& ui, const Rect& rect, std::string_view title, const SessionModel& session, Actions& actions) {
  const Rect rest = draw_header(ui, rect, {.title = title}, actions).rest;
  ui.semantics.open({.role = Role::main, .id = "session.gate.main", .name = {}, .rect = rest});
  if (session.phase == SessionPhase::unknown && session.is_server_reached) {
    notice(ui, rest, {.id = "session.gate", .icon = Icon::user, .title = ui.say(Text::gate_checking)});
  } else {
    const Notice what{.id = "session.gate",
                      .icon = Icon::lock,
                      .title = ui.say(Text::gate_sign_in_title),
                      .advice = ui.say(Text::gate_locked_advice),
                      .action = ui.say(Text::sign_in_title)};
    if (notice(ui, rest, what)) actions.go = Route{Screen::sign_in, {}};
  }
  ui.semantics.close();
}

bool draw_session_gate(Ui& ui, const Rect& rect, std::string_view title, const Model& model,
                       std::optional<access::Action> action, Actions& actions) {
  const SessionModel& session = model.session;
  const bool is_open = session.is_signed_in() && session.user && !session.user->must_change_password;
  if (is_open && (!action || session.may(*action))) return false;
  const Rect rest = draw_header(ui, rect, {.title = title, .back = true}, actions).rest;
  ui.semantics.open({.role = Role::main, .id = "session.gate.main", .name = {}, .rect = rest});
  if (session.phase == SessionPhase::signed_out)
    draw_sign_in(ui, rest, session, actions);
  else if (session.phase == SessionPhase::unknown && session.is_server_reached)
    notice(ui, rest, {.id = "session.gate", .icon = Icon::user, .title = ui.say(Text::gate_checking)});
  else if (session.phase == SessionPhase::unknown)
    draw_unreachable(ui, rest, actions);
  else if (!is_open)
    draw_password_needed(ui, rest, actions);
  else
    draw_not_allowed(ui, rest);
  ui.semantics.close();
  return true;
}

}  // namespace mingchou::client
