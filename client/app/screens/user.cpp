#include "client/app/screens/user.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/conflict.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/open_sessions.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float form_width_px_max = 480;

Column form_column(const Page& page) {
  return Column({page.column.x(), page.column.y(), std::min(form_width_px_max, page.column.width()), 0});
}

}  // namespace

namespace user_screen {
namespace {

void fill_form(State& state, const Account& user) {
  state.form.profile = state.filled = profile_of(user);
  state.form.shows_missing = false;
  state.shown = user.id;
  state.revision = user.revision;
}

/// The form begins with the user as it was read; after that only a saved change, or the user's own wish, replaces it.
void notice_changes(Ui& ui, State& state, const UserModel& open) {
  if (!open.user) return;
  const bool is_untouched = state.form.profile == state.filled;
  if (state.shown != open.user->id || (is_untouched && state.revision != open.user->revision))
    fill_form(state, *open.user);
  if (!was_beaten(open.save) && profile_of(*open.user) == state.filled) state.revision = open.user->revision;
  if (!is_answered(state.answers_seen, open.save)) return;
  const auto sent = std::exchange(state.sent, std::nullopt);
  if (!open.save.was_taken) return;
  if (sent == state.form.profile) {
    fill_form(state, *open.user);
  } else {
    // The account was disabled or enabled, or something was typed meanwhile: that stays.
    state.filled = profile_of(*open.user);
    state.form.profile.is_active = open.user->is_active;
    state.revision = open.user->revision;
  }
  show_toast(ui, "user.saved", std::string(ui.say(Text::user_saved)));
}

std::string status_of(const Ui& ui, bool is_active) {
  return std::string(ui.say(is_active ? Text::user_active : Text::user_disabled));
}

void draw_conflict(Ui& ui, Column& column, State& state, const Model& model, const Account& account) {
  const UserProfile theirs = profile_of(account), &mine = state.form.profile;
  const auto role = [&](const UserProfile& of) { return std::string(role_words(ui, of.role)); };
  const auto department = [&](const UserProfile& of) {
    return of.department_id ? department_words(model, of.department_id) : std::string(ui.say(Text::department_none));
  };
  const auto inspector = [&](const UserProfile& of) {
    return user_inspector_words(ui, state.form.inspector, of.inspector_id, model.users.open);
  };
  const FieldInBoth fields[] = {
      {ui.say(Text::account_name), theirs.name, mine.name},
      {ui.say(Text::role_name), role(theirs), role(mine)},
      {ui.say(Text::department_name), department(theirs), department(mine)},
      {ui.say(Text::user_inspector), inspector(theirs), inspector(mine)},
      {ui.say(Text::user_status), status_of(ui, theirs.is_active), status_of(ui, mine.is_active)}};
  const Conflict conflict{.id = "user", .title = ui.say(Text::conflict_words), .revision = account.revision};
  const ConflictAnswer answer = client::draw_conflict(ui, column, conflict, fields);
  if (answer == ConflictAnswer::keep_mine) state.revision = account.revision;
  if (answer == ConflictAnswer::take_theirs) fill_form(state, account);
}

void save(State& state, UserProfile profile, Actions& actions) {
  state.form.shows_missing = !is_complete(state.form, false);
  if (state.form.shows_missing) return;
  state.sent = profile;
  actions.users.emplace_back(SaveUser{std::move(profile), state.revision});
}

void draw_form(Ui& ui, Column& column, State& state, const Model& model, Actions& actions) {
  const UserModel& open = model.users.open;
  const bool is_beaten = open.user->revision > state.revision;
  if (is_beaten) draw_conflict(ui, column, state, model, *open.user);
  Form form(ui, column, "user");
  draw_user_fields(ui, form, state.form, model, false, actions);
  // Both stand above, if what is there now could be read.
  if (!was_beaten(open.save) || open.error) form.error(form_error_words(ui, open.save.error));
  const bool is_changed = state.form.profile != profile_of(*open.user);
  const FormAnswer answer = form.submit({.label = ui.say(Text::save_word),
                                         .icon = Icon::save,
                                         .is_under_way = open.save.is_under_way,
                                         .enabled = is_changed && !is_beaten});
  if (answer == FormAnswer::submitted) save(state, state.form.profile, actions);
}

void draw_facts(Ui& ui, Column& column, const Model& model, const Account& user) {
  const std::string last = user.last_sign_in_at ? moment_text(*user.last_sign_in_at, model.today, ui.language)
                                                : std::string(ui.say(Text::never_signed_in));
  const std::string status = user.is_active && user.must_change_password
                                 ? std::string(ui.say(Text::user_initial_password))
                                 : status_of(ui, user.is_active);
  const std::array values{
      KeyValue{.key = ui.say(Text::login_name), .value = user.login, .icon = Icon::id_card},
      KeyValue{
          .key = ui.say(Text::user_status), .value = status, .icon = user.is_active ? Icon::success : Icon::forbidden},
      KeyValue{.key = ui.say(Text::last_sign_in), .value = last, .icon = Icon::clock},
      KeyValue{.key = ui.say(Text::second_factor_title),
               .value = ui.say(user.has_second_factor ? Text::second_factor_on : Text::user_factor_off),
               .icon = Icon::shield}};
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "user.facts", at.inset(space_px::two), values);
}

struct Deed {
  Question question;
  Text label;
  Icon icon;
};

/// What can be done with the account; one's own is changed elsewhere.
void draw_deeds(Ui& ui, Column& column, State& state, const Model& model) {
  const UserModel& open = model.users.open;
  section_heading(ui, "user.deeds", ui.say(Text::user_account), column.next(section_heading_px));
  for (const Submission* submission : {&open.reset_password, &open.remove_factor, &open.end_all}) {
    const std::string words = form_error_words(ui, submission->error);
    if (words.empty()) continue;
    const Banner what{.id = "user.deeds.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
    break;
  }
  std::vector<Deed> deeds{{Question::reset_password, Text::reset_password, Icon::key}};
  if (open.user->has_second_factor) deeds.push_back({Question::remove_factor, Text::remove_factor, Icon::shield});
  deeds.push_back(open.user->is_active ? Deed{Question::disable, Text::disable_user, Icon::forbidden}
                                       : Deed{Question::enable, Text::enable_user, Icon::user_check});
  if (open.sessions.list && !open.sessions.list->empty())
    deeds.push_back({Question::end_all, Text::end_all_sessions, Icon::log_out});
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  for (const Deed& deed : deeds) {
    const auto label = ui.say(deed.label);
    const bool is_change = deed.question == Question::disable || deed.question == Question::enable;
    const ButtonOptions options{
        .kind = ButtonKind::secondary, .icon = deed.icon, .enabled = !is_change || !open.save.is_under_way};
    if (button(ui, "user.deed." + std::to_string(static_cast<int>(deed.question)), label,
               flow.next(button_width(ui, label, options)), options))
      state.question = deed.question;
  }
  column.space(flow.used());
}

void draw_sessions(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const OpenSessions& sessions = model.users.open.sessions;
  section_heading(ui, "user.sessions.title", ui.say(Text::user_sessions), column.next(section_heading_px));
  if (sessions.list && sessions.list->empty()) {
    const auto words = ui.say(Text::user_no_sessions);
    paragraph(ui, "user.sessions.none", column.next(paragraph_height(ui, column.width(), words, type_px::body)), words,
              type_px::body, ui.theme->text_secondary);
    return;
  }
  const SessionsOutcome outcome = draw_open_sessions(ui, column, "user.sessions", sessions, model.today);
  if (outcome.end) actions.users.emplace_back(EndUserSession{*outcome.end});
  if (outcome.read_again) actions.users.emplace_back(ReadUserSessions{});
}

struct QuestionWords {
  Text title;
  Text words;
  Text confirm;
  bool danger;
};
QuestionWords words_of(Question question) {
  switch (question) {
    case Question::disable:
      return {Text::disable_question, Text::disable_words, Text::disable_user, true};
    case Question::enable:
      return {Text::enable_question, Text::enable_words, Text::enable_user, false};
    case Question::remove_factor:
      return {Text::remove_factor_question, Text::remove_factor_words, Text::remove_factor, true};
    case Question::end_all:
      return {Text::end_all_question, Text::end_all_words, Text::end_all_sessions, false};
    case Question::reset_password:
    case Question::none:
      break;
  }
  return {Text::reset_question, Text::reset_words, Text::reset_password, false};
}

void carry_out(State& state, const Account& user, Actions& actions) {
  UserProfile profile = profile_of(user);
  switch (state.question) {
    case Question::disable:
    case Question::enable:
      // What is being typed in the form is not saved along with it.
      profile.is_active = state.question == Question::enable;
      actions.users.emplace_back(SaveUser{profile, user.revision});
      break;
    case Question::reset_password:
      actions.users.emplace_back(ResetUserPassword{});
      break;
    case Question::remove_factor:
      actions.users.emplace_back(RemoveUserFactor{});
      break;
    case Question::end_all:
      actions.users.emplace_back(EndUserSessions{});
      break;
    case Question::none:
      break;
  }
}

void ask(Ui& ui, State& state, const Account& user, Actions& actions) {
  if (state.question == Question::none) return;
  const QuestionWords words = words_of(state.question);
  const std::string title = text(words.title, ui.language, {{"name", user.name}});
  const DialogAnswer answer = dialog(ui, {.id = "user.question",
                                          .title = title,
                                          .text = ui.say(words.words),
                                          .confirm = ui.say(words.confirm),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = words.danger});
  if (answer == DialogAnswer::confirmed) carry_out(state, user, actions);
  if (answer != DialogAnswer::none) state.question = Question::none;
}

void draw_unread(Ui& ui, const Rect& rect, const UserModel& open, Actions& actions) {
  if (!open.error) {
    notice(ui, rect, {.id = "user.loading", .icon = Icon::user, .title = ui.say(Text::sessions_loading)});
    return;
  }
  const std::string advice = render(*open.error, ui.language);
  const Notice what{.id = "user.failed",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .title = ui.say(Text::user_failed),
                    .advice = advice,
                    .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.users.emplace_back(OpenUser{open.id});
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const UserModel& open = model.users.open;
  notice_changes(ui, state, open);
  const Header header{.title = open.user ? std::string_view(open.user->name) : ui.say(Text::user_title),
                      .detail = open.user ? std::string_view(open.user->login) : std::string_view(),
                      .width = PageWidth::text,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!open.user) {
    ui.semantics.open({.role = Role::main, .id = "user.page", .name = {}, .rect = rest});
    draw_unread(ui, rest, open, actions);
    ui.semantics.close();
    return;
  }
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "user.page", .name = {}, .rect = rest}, PageWidth::text);
  Column& column = page.column;
  if (draw_stale(ui, column, open.error)) actions.users.emplace_back(OpenUser{open.id});
  if (model.users.password_of && model.users.password_of->id == open.user->id)
    draw_initial_password(ui, column, model.users, actions);
  draw_facts(ui, column, model, *open.user);
  const bool may_write = model.session.may(access::Action::users_write);
  if (may_write) {
    section_heading(ui, "user.profile", ui.say(Text::user_profile), column.next(section_heading_px));
    draw_form(ui, column, state, model, actions);
    column.space(space_px::two);
    draw_deeds(ui, column, state, model);
    column.space(space_px::two);
    draw_sessions(ui, column, model, actions);
  }
  end_page(ui, state.page, page);
  draw_user_sheets(ui, state.form, model, actions);
  ask(ui, state, *open.user, actions);
}

}  // namespace user_screen

namespace new_user_screen {

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const Submission& create = model.users.create;
  if (is_taken(state.answers_seen, create)) state.form = {};
  const Header header{.title = ui.say(Text::user_new_title), .width = PageWidth::text, .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "new_user.page", .name = {}, .rect = rest},
                         PageWidth::text);
  Column column = form_column(page);
  {
    Form form(ui, column, "new_user");
    draw_user_fields(ui, form, state.form, model, true, actions);
    form.error(form_error_words(ui, create.error));
    const FormAnswer answer =
        form.submit({.label = ui.say(Text::user_make), .icon = Icon::user_add, .is_under_way = create.is_under_way});
    if (answer == FormAnswer::submitted) {
      state.form.shows_missing = !is_complete(state.form, true);
      if (!state.form.shows_missing) actions.users.emplace_back(CreateUser{state.form.login, state.form.profile});
    }
  }
  page.column.space(column.used());
  end_page(ui, state.page, page);
  draw_user_sheets(ui, state.form, model, actions);
}

}  // namespace new_user_screen
}  // namespace mingchou::client
