#include "client/app/screens/account.h"

#include <array>
#include <string>

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/open_sessions.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::account_screen {
namespace {

void draw_who(Ui& ui, Column& column, const Model& model) {
  const Account& user = *model.session.user;
  section_heading(ui, "account.who", ui.say(Text::account_who), column.next(section_heading_px));
  const std::string department = department_words(model, user.department_id);
  const std::string last = user.last_sign_in_at ? moment_text(*user.last_sign_in_at, model.today, ui.language)
                                                : std::string(ui.say(Text::never_signed_in));
  const std::array values{
      KeyValue{.key = ui.say(Text::account_name), .value = user.name, .icon = Icon::user},
      KeyValue{.key = ui.say(Text::login_name), .value = user.login, .icon = Icon::id_card},
      KeyValue{.key = ui.say(Text::role_name), .value = role_words(ui, user.role), .icon = Icon::shield},
      KeyValue{.key = ui.say(Text::department_name),
               .value = department.empty() ? ui.say(Text::department_none) : std::string_view(department),
               .icon = Icon::departments},
      KeyValue{.key = ui.say(Text::last_sign_in), .value = last, .icon = Icon::clock},
  };
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "account.facts", at.inset(space_px::two), values);
}

void draw_security(Ui& ui, Column& column, const SessionModel& session, Actions& actions) {
  section_heading(ui, "account.security", ui.say(Text::account_security), column.next(section_heading_px));
  const bool is_on = session.user->has_second_factor;
  const std::array rows{
      RowOptions{.title = ui.say(Text::password_change_title),
                 .detail = ui.say(Text::password_change_detail),
                 .icon = Icon::key,
                 .chevron = true,
                 .role = Role::link},
      RowOptions{.title = ui.say(Text::second_factor_title),
                 .detail = ui.say(is_on ? Text::second_factor_on : Text::second_factor_off),
                 .icon = is_on ? Icon::shield_check : Icon::shield,
                 .icon_tone = is_on ? Tone::success : Tone::warning,
                 .chevron = true,
                 .separator = false,
                 .role = Role::link},
  };
  const std::array screens{Screen::password, Screen::second_factor};
  float height = 0;
  for (const RowOptions& row : rows) height += row_height(ui, column.width(), row);
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (list_row(ui, "account" + path_of({screens[i], {}}), column.next(row_height(ui, column.width(), rows[i])),
                 rows[i]))
      actions.go = Route{screens[i], {}};
}

void draw_sessions(Ui& ui, Column& column, const Model& model, Actions& actions) {
  section_heading(ui, "account.sessions.title", ui.say(Text::sessions_title), column.next(section_heading_px));
  const SessionsOutcome outcome =
      draw_open_sessions(ui, column, "account.sessions", model.session.sessions, model.today);
  if (outcome.end) actions.session.emplace_back(EndSession{*outcome.end});
  if (outcome.read_again) actions.session.emplace_back(ReadSessions{});
}

void draw_sign_out(Ui& ui, Column& column, State& state, const SessionModel& session) {
  const std::string error = form_error_words(ui, session.sign_out.error);
  if (!error.empty()) {
    const Banner what{.id = "account.sign_out.error", .tone = Tone::danger, .text = error};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
  }
  const auto label = ui.say(Text::sign_out);
  const ButtonOptions options{
      .kind = ButtonKind::secondary, .icon = Icon::log_out, .enabled = !session.sign_out.is_under_way};
  const Rect row = column.next(control_px);
  if (button(ui, "account.sign_out", label, {row.x, row.y, button_width(ui, label, options), control_px}, options))
    state.asks_to_sign_out = true;
}

void ask_to_sign_out(Ui& ui, State& state, const Model& model, Actions& actions) {
  if (!state.asks_to_sign_out) return;
  const std::string count = grouped(model.notes.count), waiting = grouped(model.notes.not_on_server);
  const std::string words = model.notes.not_on_server > 0
                                ? text(Text::sign_out_words, ui.language, {{"count", count}, {"waiting", waiting}})
                                : text(Text::sign_out_words_all_sent, ui.language, {{"count", count}});
  const DialogAnswer answer = dialog(ui, {.id = "account.leave",
                                          .title = ui.say(Text::sign_out_question),
                                          .text = words,
                                          .confirm = ui.say(Text::sign_out),
                                          .cancel = ui.say(Text::cancel)});
  if (answer == DialogAnswer::confirmed) actions.session.emplace_back(SignOut{});
  if (answer != DialogAnswer::none) state.asks_to_sign_out = false;
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const Header header{.title = ui.say(Text::account_title), .width = PageWidth::text, .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "account", .name = {}, .rect = rest}, PageWidth::text);
  draw_who(ui, page.column, model);
  page.column.space(space_px::two);
  draw_security(ui, page.column, model.session, actions);
  page.column.space(space_px::two);
  draw_sessions(ui, page.column, model, actions);
  page.column.space(space_px::three);
  draw_sign_out(ui, page.column, state, model.session);
  end_page(ui, state.page, page);
  ask_to_sign_out(ui, state, model, actions);
}

}  // namespace mingchou::client::account_screen
