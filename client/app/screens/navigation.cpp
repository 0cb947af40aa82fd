#include "client/app/screens/navigation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "client/app/draws/draw_route.h"
#include "client/app/items/item_route.h"
#include "client/app/people/people_keeper.h"
#include "client/app/plans/plan_route.h"
#include "client/app/screens/account_words.h"
#include "client/app/tasks/task_route.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float rail_width_from_px = 840;
constexpr float side_width_from_px = 1280;
/// A phone held across has no height to give away.
constexpr float low_surface_px = 480;
constexpr float low_rail_width_from_px = 600;

constexpr float bottom_px = 68;
constexpr float rail_px = 96;
constexpr float side_px = 248;
constexpr float rail_item_px = 72;
constexpr float side_item_px = 52;
constexpr float pill_width_px = 56;
constexpr float pill_height_px = 32;
constexpr float brand_mark_px = 40;
constexpr float account_px = 60;
/// What the mark takes at the top of the rail, with the space around it.
constexpr float rail_mark_px = brand_mark_px + 2 * space_px::two;
/// Items of the side give way in low windows, as far as a mouse hits them.
constexpr float side_item_px_min = 36;
/// A drawing rather than a word: the same in every language.
constexpr std::string_view brand_character = "明";

struct Place {
  Screen screen;
  Icon icon;
  Text title;
  /// For places with little room; part of the title.
  Text short_title;
  /// Stands at the foot: what a role has comes in between when it is known, and nothing moves under the finger.
  bool at_foot = false;
};

constexpr auto all_places = std::to_array<Place>({
    {Screen::home, Icon::home, Text::home_title, Text::home_short},
    {Screen::targets, Icon::register_list, Text::targets_title, Text::targets_short},
    {Screen::departments, Icon::departments, Text::departments_title, Text::departments_short},
    {Screen::inspectors, Icon::id_card, Text::inspectors_title, Text::inspectors_short},
    {Screen::item_lists, Icon::law, Text::items_title, Text::items_short},
    {Screen::plans, Icon::calendar, Text::plans_title, Text::plans_short},
    {Screen::tasks, Icon::dice, Text::tasks_title, Text::tasks_short},
    {Screen::draws, Icon::draw, Text::draws_title, Text::draws_short},
    {Screen::imports, Icon::upload, Text::imports_title, Text::imports_short},
    {Screen::users, Icon::users, Text::users_title, Text::users_short},
    {Screen::audit, Icon::history, Text::audit_title, Text::audit_short},
    {Screen::storage, Icon::hard_drive, Text::storage_title, Text::storage_short, true},
    {Screen::settings, Icon::settings, Text::settings_title, Text::settings_short, true},
});

/// Places that the user may go to, those of everybody before those of some roles. At the lower edge there is room for
/// what everybody has; the rest is on the home.
std::vector<Place> places_of(const SessionModel& session, bool has_room) {
  std::vector<Place> places;
  for (const Place& place : all_places) {
    if (place.screen == Screen::targets && !uses_registers(session)) continue;
    if (place.screen == Screen::inspectors && !(has_room && session.may(access::Action::registers_read))) continue;
    if (place.screen == Screen::users && !(has_room && session.may(access::Action::users_read))) continue;
    if (place.screen == Screen::item_lists && !(has_room && session.may(access::Action::item_lists_read))) continue;
    if (place.screen == Screen::plans && !(has_room && session.may(access::Action::plans_read))) continue;
    if (place.screen == Screen::tasks && !(has_room && session.may(access::Action::draw_read))) continue;
    if (place.screen == Screen::draws && !(has_room && session.may(access::Action::draw_read))) continue;
    if (place.screen == Screen::audit && !(has_room && session.may(access::Action::audit_read))) continue;
    if (place.screen == Screen::imports && !(has_room && session.may(access::Action::registers_write))) continue;
    places.push_back(place);
  }
  return places;
}

/// What goes first where there is no room for all: the home leads there, too.
constexpr std::array dispensable{Screen::draws,      Screen::audit, Screen::imports,    Screen::users,
                                 Screen::inspectors, Screen::plans, Screen::item_lists, Screen::tasks};

/// At most so many, as far as they can be dispensed with.
std::vector<Place> places_within(const SessionModel& session, float count) {
  std::vector<Place> places = places_of(session, true);
  for (const Screen screen : dispensable)
    if (static_cast<float>(places.size()) > count)
      std::erase_if(places, [&](const Place& one) { return one.screen == screen; });
  return places;
}

/// How far down the places at the foot begin, below the others that end at `y`; so many pixels each.
float foot_of(std::span<const Place> places, float y, float bottom, float item_px) {
  const auto count = static_cast<float>(std::ranges::count(places, true, &Place::at_foot));
  return std::max(y, bottom - count * item_px);
}

bool is_current(const Place& place, const Route& route) {
  const bool is_of_departments = route.screen == Screen::department || route.screen == Screen::new_department;
  if (place.screen == Screen::departments && is_of_departments) return true;
  if (place.screen == Screen::imports && route.screen == Screen::import) return true;
  if (place.screen == Screen::inspectors && is_of_people(route.screen)) return true;
  if (place.screen == Screen::item_lists && is_of_items(route.screen)) return true;
  if (place.screen == Screen::plans && is_of_plans(route.screen)) return true;
  if (place.screen == Screen::tasks && (is_of_tasks(route.screen) || route.screen == Screen::joint_visits)) return true;
  if (place.screen == Screen::draws && is_of_draws(route.screen)) return true;
  const bool is_of_targets = route.screen == Screen::target || route.screen == Screen::record_edit ||
                             route.screen == Screen::new_record || route.screen == Screen::licences;
  if (place.screen == Screen::targets && is_of_targets) return true;
  const bool is_of_users = route.screen == Screen::user || route.screen == Screen::new_user;
  return place.screen == route.screen || (place.screen == Screen::users && is_of_users);
}

std::string id_of(const Place& place) { return "navigation" + path_of({place.screen, {}}); }

/// Pressed or not; adds the place's node.
Press press_place(Ui& ui, const Rect& at, const Place& place, const Model& model, Actions& actions) {
  const std::string id = id_of(place);
  const Press press = pressable(ui, id, at);
  if (press.activated) actions.go = Route{place.screen, {}};
  ui.semantics.add({.role = Role::link,
                    .id = id,
                    .name = std::string(ui.say(place.title)),
                    .rect = at,
                    .focusable = true,
                    .current = is_current(place, model.route)});
  return press;
}

void draw_pill(Ui& ui, const Rect& pill, const Press& press, bool current) {
  if (current)
    fill(pill, ui.theme->info_tint.ground, pill.height / 2);
  else if (const auto ground = pressed_ground(*ui.theme, press))
    fill(pill, *ground, pill.height / 2);
}

/// The icon in its pill, the word below it.
void draw_upright(Ui& ui, const Rect& at, const Place& place, const Press& press, bool current, bool with_word) {
  const Theme& theme = *ui.theme;
  const Color ink = current ? theme.info_tint.ink : theme.text_secondary;
  const float word_px = with_word ? std::round(type_px::caption * 1.3f) : 0;
  const float height = pill_height_px + (with_word ? 4 + word_px : 0);
  const float y = std::round(at.y + (at.height - height) / 2);
  const float width = std::min(pill_width_px, at.width - 4);
  const Rect pill{std::round(at.x + (at.width - width) / 2), y, width, pill_height_px};
  draw_pill(ui, pill, press, current);
  draw_icon(ui, place.icon, {pill.x + width / 2, y + pill_height_px / 2}, icon_px::normal, ink);
  if (with_word)
    draw_text(ui, {at.x, y + pill_height_px + 4, at.width, word_px}, ui.say(place.short_title), type_px::caption,
              current ? theme.text : theme.text_secondary, Align::center);
  draw_focus_ring(ui, id_of(place), at.inset(2), corners_px::card);
}

/// Either all places have their word, or none.
bool words_fit(const Ui& ui, std::span<const Place> places, float width) {
  return std::ranges::all_of(places, [&](const Place& place) {
    return text_width(ui, ui.say(place.short_title), type_px::caption) <= width - 4;
  });
}

void draw_bottom(Ui& ui, const Rect& rect, const Model& model, Actions& actions) {
  const auto places = places_of(model.session, false);
  fill({rect.x, rect.y, rect.width, 1}, ui.theme->line);
  const float left = ui.insets.left;
  const float width = (rect.width - left - ui.insets.right) / static_cast<float>(places.size());
  const bool with_words = words_fit(ui, places, width);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const float x = std::round(left + width * static_cast<float>(i));
    const Rect at{x, rect.y, std::round(left + width * static_cast<float>(i + 1)) - x, bottom_px};
    const Press press = press_place(ui, at, places[i], model, actions);
    draw_upright(ui, at, places[i], press, is_current(places[i], model.route), with_words);
  }
}

void draw_brand_mark(Ui& ui, Point corner) {
  const Rect rect{corner.x, corner.y, brand_mark_px, brand_mark_px};
  fill(rect, ui.theme->accent, 10);
  draw_text(ui, rect, brand_character, type_px::heading, ui.theme->on_accent, Align::center);
}

void draw_rail(Ui& ui, const Rect& rect, const Model& model, Actions& actions) {
  fill({rect.right() - 1, rect.y, 1, rect.height}, ui.theme->line);
  const Rect inside{rect.x + ui.insets.left, rect.y + ui.insets.top, rect.width - ui.insets.left,
                    rect.height - ui.insets.top - ui.insets.bottom};
  const auto places = places_within(model.session, (inside.height - rail_mark_px) / rail_item_px);
  const float items = rail_item_px * static_cast<float>(places.size());
  float y = inside.y + space_px::one;
  // On a phone held across the mark has to give way.
  if (inside.height >= items + rail_mark_px) {
    y = inside.y + space_px::two;
    draw_brand_mark(ui, {std::round(inside.x + (inside.width - brand_mark_px) / 2), y});
    y += brand_mark_px + space_px::two;
  }
  const float item = std::min(rail_item_px, std::floor((inside.bottom() - y) / static_cast<float>(places.size())));
  bool in_foot = false;
  for (const Place& place : places) {
    if (place.at_foot && !std::exchange(in_foot, true)) y = foot_of(places, y, inside.bottom() - space_px::one, item);
    const Rect at{inside.x + 4, y, inside.width - 9, item};
    const Press press = press_place(ui, at, place, model, actions);
    draw_upright(ui, at, place, press, is_current(place, model.route), item >= 60 && words_fit(ui, places, at.width));
    y += item;
  }
}

void draw_brand(Ui& ui, const Rect& at, const Model& model) {
  draw_brand_mark(ui, {at.x, at.y + (at.height - brand_mark_px) / 2});
  const float x = at.x + brand_mark_px + space_px::one_and_half;
  const Rect words{x, at.y, at.right() - x, at.height};
  const float name_px = line_height(type_px::subtitle), county_px = std::round(type_px::caption * 1.4f);
  const float y = std::round(words.y + (words.height - name_px - county_px) / 2);
  const Rect name{words.x, y, words.width, name_px};
  draw_text(ui, name, ui.say(Text::product_name), type_px::subtitle, ui.theme->text);
  const std::string_view subject = model.county.empty() ? ui.say(Text::subject) : std::string_view(model.county);
  const Rect county{words.x, y + name_px, words.width, county_px};
  draw_text(ui, county, subject, type_px::caption, ui.theme->text_secondary, Align::start, Fit::may_elide);
  ui.semantics.add({.role = Role::text,
                    .id = "navigation.brand",
                    .name = std::string(ui.say(Text::product_name)) + " " + std::string(subject),
                    .rect = at});
}

/// Who is signed in, at the foot; the way to sign in while nobody is.
void draw_account(Ui& ui, const Rect& at, float from_y, const Model& model, Actions& actions) {
  if (at.y < from_y) return;
  const Theme& theme = *ui.theme;
  const SessionModel& session = model.session;
  const bool knows_user = session.user.has_value() && session.phase != SessionPhase::signed_out;
  const Route route{knows_user ? Screen::account : Screen::sign_in, {}};
  const std::string id = "navigation.account";
  const Press press = pressable(ui, id, at);
  if (press.activated) actions.go = route;
  const bool current = model.route.screen == route.screen;
  if (current)
    fill(at, theme.info_tint.ground, corners_px::card);
  else if (const auto ground = pressed_ground(theme, press))
    fill(at, *ground, corners_px::card);
  fill({at.x, at.y - space_px::one, at.width, 1}, theme.line);
  const Color ink = current ? theme.info_tint.ink : theme.text;
  draw_icon(ui, knows_user ? Icon::user : Icon::log_in,
            {at.x + space_px::two + icon_px::normal / 2, at.y + at.height / 2}, icon_px::normal, ink);
  const float x = at.x + space_px::two + icon_px::normal + space_px::two;
  const Rect words{x, at.y, at.right() - space_px::one - x, at.height};
  std::string name(ui.say(Text::sign_in_title));
  if (knows_user) {
    const auto role = role_words(ui, session.user->role);
    const float line_px = std::round(type_px::caption * 1.4f), name_px = line_height(type_px::small);
    const float y = std::round(words.y + (words.height - line_px - name_px) / 2);
    draw_text(ui, {words.x, y, words.width, name_px}, session.user->name, type_px::small, ink, Align::start,
              Fit::may_elide);
    draw_text(ui, {words.x, y + name_px, words.width, line_px}, role, type_px::caption,
              current ? ink : theme.text_secondary, Align::start, Fit::may_elide);
    name = text(Text::account_link, ui.language, {{"name", session.user->name}, {"role", role}});
  } else {
    draw_text(ui, words, name, type_px::body, ink);
  }
  draw_focus_ring(ui, id, at, corners_px::card);
  ui.semantics.add({.role = Role::link, .id = id, .name = name, .rect = at, .focusable = true, .current = current});
}

void draw_side(Ui& ui, const Rect& rect, const Model& model, Actions& actions) {
  const Theme& theme = *ui.theme;
  fill({rect.right() - 1, rect.y, 1, rect.height}, theme.line);
  const Rect inside{rect.x + ui.insets.left + space_px::two, rect.y + ui.insets.top,
                    rect.width - ui.insets.left - 2 * space_px::two, rect.height - ui.insets.top - ui.insets.bottom};
  draw_brand(ui, {inside.x, inside.y + space_px::two, inside.width, 56}, model);
  float y = inside.y + space_px::two + 56 + space_px::three;
  const Rect account{inside.x, inside.bottom() - space_px::two - account_px, inside.width, account_px};
  const float bottom = account.y - space_px::two;
  const auto places = places_within(model.session, (bottom - y) / (side_item_px_min + space_px::half));
  const float each = std::floor((bottom - y) / static_cast<float>(places.size())) - space_px::half;
  const float item = std::clamp(each, side_item_px_min, side_item_px);
  bool in_foot = false;
  for (const Place& place : places) {
    if (place.at_foot && !std::exchange(in_foot, true)) y = foot_of(places, y, bottom, item + space_px::half);
    const Rect at{inside.x, y, inside.width, item};
    const Press press = press_place(ui, at, place, model, actions);
    const bool current = is_current(place, model.route);
    if (current)
      fill(at, theme.info_tint.ground, corners_px::card);
    else if (const auto ground = pressed_ground(theme, press))
      fill(at, *ground, corners_px::card);
    const Color ink = current ? theme.info_tint.ink : theme.text_secondary;
    draw_icon(ui, place.icon, {at.x + space_px::two + icon_px::normal / 2, at.y + at.height / 2}, icon_px::normal, ink);
    const float x = at.x + space_px::two + icon_px::normal + space_px::two;
    draw_text(ui, {x, at.y, at.right() - x, at.height}, ui.say(place.title), type_px::body,
              current ? theme.info_tint.ink : theme.text);
    draw_focus_ring(ui, id_of(place), at, corners_px::card);
    y += item + space_px::half;
  }
  draw_account(ui, account, y, model, actions);
}

}  // namespace

NavigationKind navigation_kind(const Rect& surface) {
  if (surface.width >= side_width_from_px && surface.height > low_surface_px) return NavigationKind::side;
  if (surface.width >= rail_width_from_px) return NavigationKind::rail;
  const bool low = surface.height <= low_surface_px && surface.width >= low_rail_width_from_px;
  return low ? NavigationKind::rail : NavigationKind::bottom;
}

Rect navigation_rect(const Ui& ui, NavigationKind kind) {
  switch (kind) {
    case NavigationKind::bottom: {
      const float height = bottom_px + ui.insets.bottom;
      return {0, ui.surface.height - height, ui.surface.width, height};
    }
    case NavigationKind::rail:
      return {0, 0, rail_px + ui.insets.left, ui.surface.height};
    case NavigationKind::side:
      return {0, 0, side_px + ui.insets.left, ui.surface.height};
  }
  return {};
}

void draw_navigation(Ui& ui, const Rect& rect, NavigationKind kind, const Model& model, Actions& actions) {
  fill(rect, ui.theme->bar);
  ui.semantics.open(
      {.role = Role::navigation, .id = "navigation", .name = std::string(ui.say(Text::navigation)), .rect = rect});
  switch (kind) {
    case NavigationKind::bottom:
      draw_bottom(ui, rect, model, actions);
      break;
    case NavigationKind::rail:
      draw_rail(ui, rect, model, actions);
      break;
    case NavigationKind::side:
      draw_side(ui, rect, model, actions);
      break;
  }
  ui.semantics.close();
}

}  // namespace mingchou::client
