#include "client/app/screens/password_change.h"

#include <algorithm>

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/widgets.h"
#include "shared/access/password_rules.h"
#include "shared/text/utf8.h"

namespace mingchou::client::password_screen {
namespace {

constexpr float form_width_px_max = 440;

std::string bound(std::size_t number) { return grouped(static_cast<long long>(number)); }

void notice_answers(Ui& ui, State& state, const Submission& submission) {
  if (!is_answered(state.answers_seen, submission)) return;
  if (!submission.error || submission.error->code != "account.password_wrong") return;
  state.present.forget();
  move_focus(ui, "password.present");
}

void send(Ui& ui, State& state, const Account& user, Actions& actions) {
  state.shows_missing = true;
  if (state.present.value.empty()) return move_focus(ui, "password.present");
  if (user.has_second_factor && state.code.empty()) return move_focus(ui, "password.code");
  if (state.chosen.value.empty() || !new_password_fault(ui, state.chosen.value, user.login).empty())
    return move_focus(ui, "password.chosen");
  if (state.again.value != state.chosen.value) return move_focus(ui, "password.again");
  state.shows_missing = false;
  actions.session.emplace_back(ChangePassword{state.present.value, state.code, state.chosen.value});
}

/// What is wrong is told once there is something, the rule before.
void draw_new_password(Ui& ui, Form& form, State& state, const Account& user) {
  const std::string rules =
      text(Text::password_rules, ui.language,
           {{"min", bound(access::password_characters_min)}, {"max", bound(access::password_characters_max)}});
  const bool is_empty = state.chosen.value.empty();
  const std::string fault = new_password_fault(ui, state.chosen.value, user.login);
  const std::string_view missing = state.shows_missing && is_empty ? ui.say(Text::password_missing) : "";
  form.password({.id = "password.chosen",
                 .label = ui.say(Text::password_new),
                 .help = is_empty        ? std::string_view(rules)
                         : fault.empty() ? ui.say(Text::password_good)
                                         : fault,
                 .error = state.shows_missing && !is_empty ? std::string_view(fault) : missing,
                 .autocomplete = "new-password"},
                state.chosen);
  const bool differs = state.again.value != state.chosen.value && (state.shows_missing || !state.again.value.empty()) &&
                       !state.chosen.value.starts_with(state.again.value);
  const bool is_short = state.shows_missing && state.again.value != state.chosen.value;
  form.password({.id = "password.again",
                 .label = ui.say(Text::password_again),
                 .enter = EnterKey::go,
                 .error = differs || is_short ? ui.say(Text::password_differs) : "",
                 .autocomplete = "new-password"},
                state.again);
}

void draw_form(Ui& ui, Column& column, State& state, const Model& model, Actions& actions) {
  const Account& user = *model.session.user;
  Form form(ui, column, "password");
  const auto missing = [&](const std::string& value, Text words) {
    return state.shows_missing && value.empty() ? ui.say(words) : std::string_view();
  };
  form.password({.id = "password.present",
                 .label = ui.say(Text::password_present),
                 .error = missing(state.present.value, Text::password_missing)},
                state.present);
  if (user.has_second_factor)
    form.text({.id = "password.code",
               .label = ui.say(Text::code_name),
               .kind = FieldKind::exact,
               .characters_max = account_limits::code_characters_max,
               .help = ui.say(Text::code_help),
               .error = missing(state.code, Text::code_missing),
               .autocomplete = "one-time-code"},
              state.code);
  draw_new_password(ui, form, state, user);
  form.error(form_error_words(ui, model.session.password.error));
  const FormAnswer answer = form.submit({.label = ui.say(Text::password_save),
                                         .icon = Icon::save,
                                         .is_under_way = model.session.password.is_under_way,
                                         .other = user.must_change_password ? ui.say(Text::sign_out) : ""});
  if (answer == FormAnswer::submitted) send(ui, state, user, actions);
  if (answer == FormAnswer::other) actions.session.emplace_back(SignOut{});
}

}  // namespace

void State::forget() {
  for (PasswordState* password : {&present, &chosen, &again}) password->forget();
  code.clear();
  shows_missing = false;
}

std::string new_password_fault(const Ui& ui, std::string_view typed, std::string_view login) {
  if (typed.empty()) return {};
  const auto tidied = access::tidy_password(typed);
  const auto checked = tidied ? access::check_new_password(*tidied, login) : Result<>(fail(tidied.error()));
  if (checked) return {};
  const std::size_t count = text::count_code_points(typed);
  const std::string_view code = checked.error().code;
  if (code == "account.password_length" && count < access::password_characters_min)
    return text(Text::password_too_short, ui.language, {{"count", bound(access::password_characters_min - count)}});
  if (code == "account.password_length")
    return text(Text::password_too_long, ui.language, {{"max", bound(access::password_characters_max)}});
  if (code == "account.password_common") return std::string(ui.say(Text::password_too_common));
  if (code == "account.password_like_login") return std::string(ui.say(Text::password_too_like_login));
  if (code == "account.password_monotonous")
    return text(Text::password_too_monotonous, ui.language, {{"min", bound(access::password_distinct_min)}});
  return render(checked.error(), ui.language);
}

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  notice_answers(ui, state, model.session.password);
  const bool is_forced = model.session.user->must_change_password;
  const Header header{.title = ui.say(Text::password_change_title),
                      .detail = model.session.user->login,
                      .width = PageWidth::text,
                      .back = !is_forced};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "password.page", .name = {}, .rect = rest},
                         PageWidth::text);
  Column column({page.column.x(), page.column.y(), std::min(form_width_px_max, page.column.width()), 0});
  if (is_forced) {
    const Banner what{
        .id = "password.forced", .tone = Tone::info, .icon = Icon::key, .text = ui.say(Text::password_forced)};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::two);
  }
  draw_form(ui, column, state, model, actions);
  page.column.space(column.used());
  end_page(ui, state.page, page);
}

}  // namespace mingchou::client::password_screen
