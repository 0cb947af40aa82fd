#include "client/app/screens/users.h"

#include <algorithm>
#include <array>

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::users_screen {
namespace {

constexpr float row_px = 76;
constexpr int query_characters_max = 60;

std::string lowered(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return low;
}

std::string detail_of(const Ui& ui, const Model& model, const Account& user) {
  std::string detail = user.login + " · " + std::string(role_words(ui, user.role));
  if (const std::string department = department_words(model, user.department_id); !department.empty())
    detail += " · " + department;
  return detail;
}

/// What stands at the end of a row, where something is out of the ordinary.
struct Sign {
  Text word;
  Tone tone;
  Icon icon;
};
std::optional<Sign> sign_of(const Account& user) {
  if (!user.is_active) return Sign{Text::user_disabled, Tone::neutral, Icon::forbidden};
  if (user.must_change_password) return Sign{Text::user_initial_password, Tone::warning, Icon::key};
  return std::nullopt;
}

void draw_search(Ui& ui, const Rect& rect, State& state) {
  const FieldOptions options{.id = "users.search",
                             .label = ui.say(Text::search_users),
                             .placeholder = ui.say(Text::search_users),
                             .kind = FieldKind::search,
                             .enter = EnterKey::search,
                             .characters_max = query_characters_max};
  if (text_field(ui, options, rect, state.query).changed) state.list.to_start();
}

/// Chips of the filters; returns their height.
float draw_filters(Ui& ui, const Rect& at, State& state) {
  Flow flow(at, control_px);
  const std::string_view role = state.role ? role_words(ui, state.role) : ui.say(Text::filter_role);
  const ChipOptions role_chip{.kind = ChipKind::open, .selected = state.role.has_value()};
  const Rect role_at = flow.next(chip_width(ui, role, role_chip));
  if (chip(ui, "users.role", role, role_at, role_chip)) {
    state.role_menu_open = true;
    state.menu_anchor = role_at;
  }
  const auto disabled = ui.say(Text::filter_disabled);
  const ChipOptions disabled_chip{.selected = state.only_disabled};
  if (chip(ui, "users.disabled", disabled, flow.next(chip_width(ui, disabled, disabled_chip)), disabled_chip)) {
    state.only_disabled = !state.only_disabled;
    state.list.to_start();
  }
  return flow.used();
}

void draw_role_menu(Ui& ui, State& state) {
  if (!state.role_menu_open) return;
  std::vector<MenuItem> items{{.label = ui.say(Text::all_values), .checked = !state.role}};
  for (const access::Role role : access::all_roles)
    items.push_back({.label = role_words(ui, role), .checked = state.role == role});
  const auto chosen =
      menu(ui, state.role_menu_open, "users.role.menu", ui.say(Text::role_name), state.menu_anchor, items);
  if (!chosen) return;
  state.role = *chosen == 0 ? std::nullopt : std::optional(access::all_roles.at(static_cast<std::size_t>(*chosen - 1)));
  state.list.to_start();
}

void draw_row(Ui& ui, const RowLook& look, float margin_px, const Model& model, const Account& user) {
  const Theme& theme = *ui.theme;
  const Rect& rect = look.rect;
  fill(rect, look.held ? theme.surface_pressed : look.hovered ? theme.surface_hover : theme.surface);
  const std::string detail = detail_of(ui, model, user);
  const auto sign = sign_of(user);
  const float side = sign ? pill_width(ui, ui.say(sign->word), sign->icon) + space_px::one : 0;
  const bool has_room = rect.width - 2 * margin_px - side > 260;
  const Rect inside{rect.x + margin_px - space_px::two, rect.y, rect.width - 2 * margin_px + 2 * space_px::two,
                    rect.height};
  const RowOptions row{.title = user.name,
                       .detail = detail,
                       .icon = Icon::user,
                       .icon_tone = user.is_active ? Tone::info : Tone::neutral,
                       .separator = false,
                       .title_lines_max = 1};
  draw_row(ui, {inside.x, inside.y, inside.width - (has_room ? side : 0), inside.height}, row);
  if (sign && has_room)
    pill(ui, ui.say(sign->word), sign->tone, sign->icon,
         {inside.right() - space_px::two - side + space_px::one, rect.y + (rect.height - pill_px) / 2});
  fill({inside.x + space_px::two + 56, rect.bottom() - 1, inside.width - 56 - space_px::two, 1}, theme.line);
}

void draw_list(Ui& ui, const Rect& rect, State& state, const Model& model, const std::vector<std::size_t>& shown,
               Actions& actions) {
  const std::vector<Account>& users = *model.users.list;
  const float margin_px = content_column(ui, rect).x - rect.x;
  const auto user_at = [&](int row) -> const Account& { return users[shown[static_cast<std::size_t>(row)]]; };
  const auto tell = [&](int row) {
    const Account& user = user_at(row);
    std::string name = user.name + std::string(ui.say(Text::list_comma)) + detail_of(ui, model, user);
    if (const auto sign = sign_of(user))
      name += std::string(ui.say(Text::list_comma)) + std::string(ui.say(sign->word));
    return RowWords{.key = user.id.text(), .name = std::move(name)};
  };
  const VirtualListOptions options{.id = "users.list",
                                   .name = ui.say(Text::users_title),
                                   .rect = rect,
                                   .count = static_cast<int>(shown.size()),
                                   .row_height_px = row_px,
                                   .bottom_px = space_px::two};
  const auto outcome = virtual_list(ui, options, state.list, tell, [&](const RowLook& look) {
    users_screen::draw_row(ui, look, margin_px, model, user_at(look.row));
  });
  if (outcome.activated) actions.go = Route{Screen::user, user_at(*outcome.activated).id.text()};
}

void draw_missing(Ui& ui, const Rect& rect, const UsersModel& users, Actions& actions) {
  if (!users.error) {
    notice(ui, rect, {.id = "users.loading", .icon = Icon::users, .title = ui.say(Text::sessions_loading)});
    return;
  }
  const std::string advice = render(*users.error, ui.language);
  const Notice what{.id = "users.failed",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .title = ui.say(Text::users_failed),
                    .advice = advice,
                    .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.users.emplace_back(ReadUsers{});
}

void draw_nothing(Ui& ui, const Rect& rect, State& state) {
  const Notice what{.id = "users.nothing",
                    .icon = Icon::search,
                    .title = ui.say(Text::no_user_found),
                    .action = ui.say(Text::clear_conditions)};
  if (!notice(ui, rect, what)) return;
  state.query.clear();
  state.role.reset();
  state.only_disabled = false;
}

std::string summary(const Ui& ui, const UsersModel& users, std::size_t shown) {
  const auto number = [](std::size_t count) { return grouped(static_cast<long long>(count)); };
  if (shown == users.list->size()) return text(Text::users_total, ui.language, {{"total", number(shown)}});
  return text(Text::users_found, ui.language, {{"found", number(shown)}, {"total", number(users.list->size())}});
}

}  // namespace

std::vector<std::size_t> matching_users(const std::vector<Account>& users, const State& state) {
  const std::string query = lowered(state.query);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < users.size(); ++i) {
    const Account& user = users[i];
    if (state.role && user.role != state.role) continue;
    if (state.only_disabled && user.is_active) continue;
    if (!query.empty() && !lowered(user.name).contains(query) && !user.login.contains(query)) continue;
    found.push_back(i);
  }
  return found;
}

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const bool may_make = model.session.may(access::Action::users_write);
  const std::array all{export_action(ui, state.exports),
                       HeaderAction{.id = "new", .icon = Icon::user_add, .name = ui.say(Text::user_new_title)}};
  const Header header{.title = ui.say(Text::users_title), .actions = std::span(all).first(may_make ? 2 : 1)};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed == 0) open_list_export(state.exports, model, "users");
  if (outcome.pressed == 1) actions.go = Route{Screen::new_user, {}};
  const Rect rest = outcome.rest;
  ui.semantics.open({.role = Role::main, .id = "users", .name = {}, .rect = rest});
  if (!model.users.list) {
    draw_missing(ui, rest, model.users, actions);
    ui.semantics.close();
    return;
  }
  const Rect column = content_column(ui, rest);
  float y = rest.y + space_px::one_and_half;
  draw_search(ui, {column.x, y, column.width, control_px}, state);
  y += control_px + space_px::one;
  y += draw_filters(ui, {column.x, y, column.width, 0}, state) + space_px::one;
  const auto shown = matching_users(*model.users.list, state);
  const std::string count = summary(ui, model.users, shown.size());
  const Rect line{column.x, y, column.width, line_height(type_px::small)};
  draw_text(ui, line, count, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::status, .id = "users.summary", .name = count, .rect = line});
  y += line.height + space_px::one;
  const Rect below{rest.x, y, rest.width, std::max(0.0f, rest.bottom() - y)};
  if (shown.empty())
    draw_nothing(ui, below, state);
  else
    draw_list(ui, below, state, model, shown, actions);
  ui.semantics.close();
  draw_role_menu(ui, state);
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::users_screen
