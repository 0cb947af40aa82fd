#include "client/app/screens/user_form.h"

#include <algorithm>
#include <array>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/ui/widgets.h"
#include "shared/access/profile.h"

namespace mingchou::client {
namespace {

/// Who keeps a department's users gives the roles that end at its borders, in that department.
bool is_confined(const SessionModel& session) {
  const auto grant = session.grants.find(access::Action::users_write);
  return grant != session.grants.end() && grant->second == access::Scope::own;
}

std::vector<access::Role> offered_roles(const SessionModel& session) {
  std::vector<access::Role> roles;
  for (const access::Role role : access::all_roles)
    if (!is_confined(session) || access::is_of_department(role)) roles.push_back(role);
  return roles;
}

struct DepartmentChoice {
  Uuid id;
  std::string_view name;
};
std::vector<DepartmentChoice> offered_departments(const Model& model) {
  std::vector<DepartmentChoice> choices;
  for (const DepartmentEntry& department : model.departments.departments)
    if (const auto id = Uuid::parse(department.id))
      if (!is_confined(model.session) || model.session.user->department_id == *id)
        choices.push_back({*id, department.name});
  return choices;
}

bool needs_department(const UserProfile& profile) { return profile.role && access::needs_department(*profile.role); }

/// Another role, or another department's register, has no such inspector.
void set_place(UserProfile& profile, std::optional<access::Role> role, const std::optional<Uuid>& department) {
  if (profile.role != role || profile.department_id != department) profile.inspector_id.reset();
  profile.role = role;
  profile.department_id = department;
}

}  // namespace

bool is_complete(const UserFormState& state, bool is_new) {
  if (is_new && !access::tidy_login(state.login)) return false;
  return !state.profile.name.empty() && state.profile.role &&
         (!needs_department(state.profile) || state.profile.department_id);
}

void draw_user_fields(Ui& ui, Form& form, UserFormState& state, const Model& model, bool is_new, Actions& actions) {
  const auto missing = [&](bool is_missing, Text words) {
    return state.shows_missing && is_missing ? ui.say(words) : std::string_view();
  };
  if (is_new)
    form.text({.id = "user.login",
               .label = ui.say(Text::login_name),
               .kind = FieldKind::exact,
               .characters_max = static_cast<int>(access::login_bytes_max),
               .help = ui.say(Text::login_rules),
               .error = missing(!access::tidy_login(state.login), Text::login_rules)},
              state.login);
  form.text({.id = "user.name",
             .label = ui.say(Text::account_name),
             .enter = EnterKey::done,
             .characters_max = user_limits::name_characters_max,
             .error = missing(state.profile.name.empty(), Text::name_missing)},
            state.profile.name);
  const auto role = state.profile.role ? role_words(ui, state.profile.role) : std::string_view();
  if (form.choice({.id = "user.role",
                   .label = ui.say(Text::role_name),
                   .placeholder = ui.say(Text::choose_one),
                   .error = missing(!state.profile.role, Text::role_missing)},
                  role, state.role_sheet.sheet.open))
    state.role_sheet.sheet.open = true;
  const std::string department = department_words(model, state.profile.department_id);
  if (form.choice(
          {.id = "user.department",
           .label = ui.say(Text::department_name),
           .placeholder = ui.say(Text::department_none),
           .error = missing(needs_department(state.profile) && !state.profile.department_id, Text::department_missing)},
          department, state.department_sheet.sheet.open))
    state.department_sheet.sheet.open = true;
  draw_user_inspector(ui, form, state.inspector, state.profile, model, actions);
}

void draw_user_sheets(Ui& ui, UserFormState& state, const Model& model, Actions& actions) {
  draw_user_inspector_sheet(ui, state.inspector, state.profile, model, actions);
  const auto roles = offered_roles(model.session);
  std::vector<std::string_view> labels;
  labels.reserve(roles.size());
  for (const access::Role role : roles) labels.push_back(role_words(ui, role));
  const auto role_at = std::ranges::find(roles, state.profile.role);
  const auto role_now =
      role_at == roles.end() ? std::nullopt : std::optional(static_cast<int>(role_at - roles.begin()));
  if (const auto chosen = choice_sheet(ui, state.role_sheet, "user.roles", ui.say(Text::role_name), labels, role_now))
    set_place(state.profile, roles[static_cast<std::size_t>(*chosen)], state.profile.department_id);

  const auto departments = offered_departments(model);
  labels.assign(1, ui.say(Text::department_none));
  for (const DepartmentChoice& department : departments) labels.push_back(department.name);
  std::optional<int> department_now = 0;
  if (state.profile.department_id) {
    const auto at = std::ranges::find(departments, *state.profile.department_id, &DepartmentChoice::id);
    department_now =
        at == departments.end() ? std::nullopt : std::optional(static_cast<int>(at - departments.begin()) + 1);
  }
  const auto chosen = choice_sheet(ui, state.department_sheet, "user.departments", ui.say(Text::department_name),
                                   labels, department_now);
  if (!chosen) return;
  const auto department =
      *chosen == 0 ? std::nullopt : std::optional(departments[static_cast<std::size_t>(*chosen) - 1].id);
  set_place(state.profile, state.profile.role, department);
}

void draw_initial_password(Ui& ui, Column& column, const UsersModel& users, Actions& actions) {
  const std::string words = text(Text::initial_password_words, ui.language, {{"name", users.password_of->name}});
  const Banner what{.id = "user.initial.words", .tone = Tone::success, .icon = Icon::key, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
  const std::array values{
      KeyValue{.key = ui.say(Text::login_name), .value = users.password_of->login, .icon = Icon::id_card},
      KeyValue{.key = ui.say(Text::initial_password), .value = users.initial_password, .icon = Icon::key}};
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "user.initial", at.inset(space_px::two), values);
  column.space(space_px::one_and_half);
  const auto label = ui.say(Text::initial_password_copy);
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::copy};
  const Rect row = column.next(control_px);
  const float button_px = std::min(row.width, button_width(ui, label, options));
  if (button(ui, "user.initial.copy", label, {row.x, row.y, button_px, control_px}, options))
    actions.copy_secret = users.initial_password;
  column.space(space_px::two);
}

}  // namespace mingchou::client
