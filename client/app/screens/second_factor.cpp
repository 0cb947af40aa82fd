#include "client/app/screens/second_factor.h"

#include <algorithm>
#include <array>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::second_factor_screen {
namespace {

constexpr float form_width_px_max = 480;
constexpr std::size_t group_characters = 4;

/// In groups, as people copy it by hand.
std::string grouped_secret(std::string_view secret) {
  std::string groups;
  for (std::size_t i = 0; i < secret.size(); i += group_characters)
    groups += (i == 0 ? "" : " ") + std::string(secret.substr(i, group_characters));
  return groups;
}

void words(Ui& ui, Column& column, const std::string& id, std::string_view what, float size_px = type_px::body) {
  paragraph(ui, id, column.next(paragraph_height(ui, column.width(), what, size_px)), what, size_px,
            ui.theme->text_secondary);
  column.space(space_px::two);
}

bool wide_button(Ui& ui, Column& column, const std::string& id, Text label, const ButtonOptions& options) {
  const auto say = ui.say(label);
  const Rect row = column.next(control_px);
  const float width = std::min(row.width, button_width(ui, say, options));
  const bool pressed = button(ui, id, say, {row.x, row.y, width, control_px}, options);
  column.space(space_px::one);
  return pressed;
}

void notice_answers(State& state, const Submission& submission) {
  if (!is_answered(state.answers_seen, submission)) return;
  state.code.clear();
  if (submission.was_taken || !submission.error || submission.error->code == "account.password_wrong")
    state.password.forget();
}

std::string_view missing(const Ui& ui, const State& state, const std::string& value, Text words) {
  return state.shows_missing && value.empty() ? ui.say(words) : std::string_view();
}

/// The password, and a code where the factor is on already. True when both were sent.
bool draw_proof(Ui& ui, Column& column, State& state, const Submission& submission, bool with_code, Text label) {
  Form form(ui, column, "factor");
  form.password({.id = "factor.password",
                 .label = ui.say(Text::password_present),
                 .enter = with_code ? EnterKey::next : EnterKey::go,
                 .error = missing(ui, state, state.password.value, Text::password_missing)},
                state.password);
  if (with_code)
    form.text({.id = "factor.code",
               .label = ui.say(Text::code_name),
               .kind = FieldKind::exact,
               .enter = EnterKey::go,
               .characters_max = account_limits::code_characters_max,
               .help = ui.say(Text::code_help),
               .error = missing(ui, state, state.code, Text::code_missing),
               .autocomplete = "one-time-code"},
              state.code);
  form.error(form_error_words(ui, submission.error));
  if (form.submit({.label = ui.say(label), .icon = Icon::shield, .is_under_way = submission.is_under_way}) ==
      FormAnswer::none)
    return false;
  const bool is_complete = !state.password.value.empty() && (!with_code || !state.code.empty());
  state.shows_missing = !is_complete;
  if (!is_complete) move_focus(ui, state.password.value.empty() ? "factor.password" : "factor.code");
  return is_complete;
}

void draw_secret(Ui& ui, Column& column, State& state, const SecondFactorSetup& setup, Actions& actions) {
  section_heading(ui, "factor.step1", ui.say(Text::factor_step_secret), column.next(section_heading_px));
  words(ui, column, "factor.secret.words", ui.say(Text::factor_secret_words));
  const std::string secret = grouped_secret(setup.secret);
  const std::array values{KeyValue{.key = ui.say(Text::factor_secret), .value = secret, .icon = Icon::key}};
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "factor.secret", at.inset(space_px::two), values);
  column.space(space_px::one_and_half);
  const ButtonOptions plain{.kind = ButtonKind::secondary, .icon = Icon::copy};
  if (wide_button(ui, column, "factor.copy", Text::factor_copy_secret, plain)) actions.copy_secret = setup.secret;
  if (wide_button(ui, column, "factor.copy_address", Text::factor_copy_address, plain))
    actions.copy_secret = setup.address;
  section_heading(ui, "factor.step2", ui.say(Text::factor_step_code), column.next(section_heading_px));
  Form form(ui, column, "factor.confirm");
  form.text({.id = "factor.first_code",
             .label = ui.say(Text::code_name),
             .kind = FieldKind::number,
             .enter = EnterKey::go,
             .characters_max = account_limits::code_characters_max,
             .error = missing(ui, state, state.code, Text::code_missing),
             .autocomplete = "one-time-code"},
            state.code);
  form.error(form_error_words(ui, setup.submission.error));
  const FormAnswer answer = form.submit({.label = ui.say(Text::factor_confirm),
                                         .icon = Icon::shield_check,
                                         .is_under_way = setup.submission.is_under_way});
  if (answer != FormAnswer::submitted) return;
  state.shows_missing = state.code.empty();
  if (state.code.empty()) return move_focus(ui, "factor.first_code");
  actions.session.emplace_back(ConfirmSecondFactor{state.code});
}

void draw_recovery_codes(Ui& ui, Column& column, const SecondFactorSetup& setup, Actions& actions) {
  section_heading(ui, "factor.codes.title", ui.say(Text::factor_codes_title), column.next(section_heading_px));
  words(ui, column, "factor.codes.words", ui.say(Text::factor_codes_words));
  constexpr float line_px = 36;
  const bool two_columns = column.width() >= 320;
  const std::size_t rows = two_columns ? (setup.recovery_codes.size() + 1) / 2 : setup.recovery_codes.size();
  const Rect at = column.next(static_cast<float>(rows) * line_px + 2 * space_px::two);
  card(ui, at);
  const Rect inside = at.inset(space_px::two);
  const float width = two_columns ? inside.width / 2 : inside.width;
  ui.semantics.open({.role = Role::list,
                     .id = "factor.codes",
                     .name = std::string(ui.say(Text::factor_codes_title)),
                     .rect = inside});
  std::string all;
  for (std::size_t i = 0; i < setup.recovery_codes.size(); ++i) {
    const std::string& code = setup.recovery_codes[i];
    all += code + "\n";
    const std::size_t side = i / rows;
    const Rect place{inside.x + width * static_cast<float>(side), inside.y + line_px * static_cast<float>(i % rows),
                     width, line_px};
    draw_text(ui, place, code, type_px::body, ui.theme->text);
    ui.semantics.add({.role = Role::listitem,
                      .id = "factor.codes." + std::to_string(i),
                      .name = code,
                      .rect = place,
                      .position = static_cast<int>(i) + 1,
                      .set_size = static_cast<int>(setup.recovery_codes.size())});
  }
  ui.semantics.close();
  column.space(space_px::one_and_half);
  if (wide_button(ui, column, "factor.codes.copy", Text::factor_copy_codes,
                  {.kind = ButtonKind::secondary, .icon = Icon::copy}))
    actions.copy_secret = all;
  if (wide_button(ui, column, "factor.codes.done", Text::factor_done, {.icon = Icon::check})) actions.back = true;
}

void draw_removal(Ui& ui, Column& column, State& state, const SecondFactorSetup& setup, Actions& actions) {
  const Banner what{.id = "factor.on", .tone = Tone::success, .text = ui.say(Text::factor_is_on)};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
  words(ui, column, "factor.remove.words", ui.say(Text::factor_remove_words));
  if (draw_proof(ui, column, state, setup.submission, true, Text::factor_remove))
    actions.session.emplace_back(RemoveSecondFactor{state.password.value, state.code});
}

}  // namespace

void State::forget() {
  password.forget();
  code.clear();
  shows_missing = false;
}

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const SecondFactorSetup& setup = model.session.second_factor;
  notice_answers(state, setup.submission);
  const Header header{.title = ui.say(Text::second_factor_title), .width = PageWidth::text, .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "factor.page", .name = {}, .rect = rest}, PageWidth::text);
  Column column({page.column.x(), page.column.y(), std::min(form_width_px_max, page.column.width()), 0});
  if (!setup.recovery_codes.empty()) {
    draw_recovery_codes(ui, column, setup, actions);
  } else if (!setup.secret.empty()) {
    draw_secret(ui, column, state, setup, actions);
  } else if (model.session.user->has_second_factor) {
    draw_removal(ui, column, state, setup, actions);
  } else {
    words(ui, column, "factor.words", ui.say(Text::factor_words));
    if (draw_proof(ui, column, state, setup.submission, false, Text::factor_begin))
      actions.session.emplace_back(BeginSecondFactor{state.password.value, {}});
  }
  page.column.space(column.used());
  end_page(ui, state.page, page);
}

}  // namespace mingchou::client::second_factor_screen
