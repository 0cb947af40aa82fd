#include "client/app/screens/sign_in.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::sign_in_screen {
namespace {

constexpr float form_width_px_max = 440;
constexpr double second_ms = 1000;
/// What the server could ask for at most; a longer wait than this is no wait.
constexpr int lock_seconds_max = 24 * 60 * 60;

int seconds_of(const Error& error) {
  const std::string_view text = error.argument("seconds");
  int seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::clamp(seconds, 1, lock_seconds_max);
}

void notice_answers(Ui& ui, State& state, const SessionModel& session) {
  if (is_answered(state.answers_seen, session.sign_in)) {
    const std::string_view code = session.sign_in.error ? std::string_view(session.sign_in.error->code) : "";
    if (code == "account.too_many_attempts")
      state.locked_until_ms = ui.now_ms + seconds_of(*session.sign_in.error) * second_ms;
    // A wrong password is typed anew; after a failure of the network it is still the right one.
    if (code == "account.sign_in_refused") {
      state.password.forget();
      move_focus(ui, "sign_in.password");
    }
    if (code == "account.second_factor_wrong") {
      state.code.clear();
      move_focus(ui, "sign_in.code");
    }
  }
  if (session.needs_code && !state.code_was_needed) {
    state.code.clear();
    state.shows_missing = false;
    move_focus(ui, "sign_in.code");
  }
  state.code_was_needed = session.needs_code;
}

/// Draws once a second while one has to wait.
std::string waiting_words(Ui& ui, const State& state) {
  const double left_ms = state.locked_until_ms - ui.now_ms;
  if (left_ms <= 0) return {};
  const double next_ms = std::fmod(left_ms, second_ms) + 1;
  ui.wake_in_ms = ui.wake_in_ms < 0 ? next_ms : std::min(ui.wake_in_ms, next_ms);
  return text(Text::wait_first, ui.language, {{"time", countdown_words(left_ms)}});
}

std::string_view missing(const Ui& ui, const State& state, const std::string& value, Text words) {
  return state.shows_missing && value.empty() ? ui.say(words) : std::string_view();
}

void draw_name_and_password(Ui& ui, Form& form, State& state) {
  form.text({.id = "sign_in.login",
             .label = ui.say(Text::login_name),
             .kind = FieldKind::exact,
             .characters_max = account_limits::login_characters_max,
             .error = missing(ui, state, state.login, Text::login_missing),
             .autocomplete = "username"},
            state.login);
  form.password({.id = "sign_in.password",
                 .label = ui.say(Text::password_name),
                 .enter = EnterKey::go,
                 .error = missing(ui, state, state.password.value, Text::password_missing)},
                state.password);
}

void draw_code(Ui& ui, Column& column, Form& form, State& state) {
  const std::string_view words = ui.say(Text::code_needed_words);
  const Banner what{.id = "sign_in.code_needed", .tone = Tone::info, .icon = Icon::shield, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
  form.text({.id = "sign_in.code",
             .label = ui.say(Text::code_name),
             .kind = FieldKind::exact,
             .enter = EnterKey::go,
             .characters_max = account_limits::code_characters_max,
             .help = ui.say(Text::code_help),
             .error = missing(ui, state, state.code, Text::code_missing),
             .autocomplete = "one-time-code"},
            state.code);
}

void send(Ui& ui, State& state, bool needs_code, Actions& actions) {
  state.shows_missing = true;
  for (const auto& [id, value] : {std::pair<std::string_view, const std::string&>{"sign_in.login", state.login},
                                  {"sign_in.password", state.password.value}})
    if (value.empty() && !needs_code) return move_focus(ui, id);
  if (needs_code && state.code.empty()) return move_focus(ui, "sign_in.code");
  state.shows_missing = false;
  actions.session.emplace_back(SignIn{state.login, state.password.value, needs_code ? state.code : std::string()});
}

void draw_form(Ui& ui, Column& column, State& state, const SessionModel& session, Actions& actions) {
  Form form(ui, column, "sign_in");
  if (session.needs_code)
    draw_code(ui, column, form, state);
  else
    draw_name_and_password(ui, form, state);
  const std::string waiting = waiting_words(ui, state);
  form.error(form_error_words(ui, session.sign_in.error));
  const FormAnswer answer = form.submit({.label = waiting.empty() ? ui.say(Text::sign_in_title) : waiting,
                                         .icon = Icon::log_in,
                                         .is_under_way = session.sign_in.is_under_way,
                                         .enabled = waiting.empty(),
                                         .other = session.needs_code ? ui.say(Text::sign_in_other) : ""});
  if (answer == FormAnswer::submitted) send(ui, state, session.needs_code, actions);
  if (answer == FormAnswer::other) {
    state.forget();
    actions.session.emplace_back(StartOver{});
  }
}

/// Why one is here, if it was not one's own wish.
void draw_reason(Ui& ui, Column& column, const SessionModel& session) {
  if (!session.ended || session.needs_code) return;
  const std::string words = render(*session.ended, ui.language);
  const Banner what{.id = "sign_in.ended", .tone = Tone::warning, .icon = Icon::clock, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
}

}  // namespace

void State::forget() {
  password.forget();
  code.clear();
  shows_missing = false;
}

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  notice_answers(ui, state, model.session);
  const Header header{.title = ui.say(Text::sign_in_title), .detail = model.county, .width = PageWidth::text};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "sign_in.page", .name = {}, .rect = rest}, PageWidth::text);
  const float width = std::min(form_width_px_max, page.column.width());
  const Rect at{page.column.x(), page.column.y(), width, 0};
  Column column(at);
  draw_reason(ui, column, model.session);
  const std::string_view words = ui.say(Text::sign_in_words);
  paragraph(ui, "sign_in.words", column.next(paragraph_height(ui, width, words, type_px::body)), words, type_px::body,
            ui.theme->text_secondary);
  column.space(space_px::two);
  draw_form(ui, column, state, model.session, actions);
  column.space(space_px::four);
  const std::string_view offline = ui.say(Text::sign_in_offline_words);
  paragraph(ui, "sign_in.offline", column.next(paragraph_height(ui, width, offline, type_px::small)), offline,
            type_px::small, ui.theme->text_secondary);
  column.space(space_px::one);
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  const auto without = ui.say(Text::sign_in_without);
  const Rect row = column.next(control_px);
  const float without_px = std::min(width, button_width(ui, without, plain));
  if (button(ui, "sign_in.without", without, {row.x, row.y, without_px, control_px}, plain)) actions.go = Route{};
  page.column.space(column.used());
  end_page(ui, state.page, page);
}

}  // namespace mingchou::client::sign_in_screen
