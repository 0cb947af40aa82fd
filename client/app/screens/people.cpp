#include "client/app/screens/people.h"

#include <algorithm>
#include <array>

#include "client/app/imports/import_json.h"
#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/people_filters.h"
#include "client/app/screens/people_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::people_screen {
namespace {

constexpr float row_px = 76;
constexpr int query_characters_max = 60;
/// Narrower rows say their sign below the name.
constexpr float words_px_min = 260;
/// A page less high has its filters and its warning in the header: the list needs what they would take.
constexpr float roomy_px_min = 440;

/// What differs between the two lists.
struct InspectorList {
  using Entity = Inspector;
  static constexpr Screen page = Screen::inspector, make = Screen::new_inspector;
  static constexpr Text search = Text::search_inspectors, new_title = Text::inspector_new_title;
  static constexpr ImportKind kind = ImportKind::inspectors;
  static constexpr int tab = 0;
  static const PeopleList<Inspector>& of(const Model& model) { return model.people.inspectors; }
};
struct ExpertList {
  using Entity = Expert;
  static constexpr Screen page = Screen::expert, make = Screen::new_expert;
  static constexpr Text search = Text::search_experts, new_title = Text::expert_new_title;
  static constexpr ImportKind kind = ImportKind::experts;
  static constexpr int tab = 1;
  static const PeopleList<Expert>& of(const Model& model) { return model.people.experts; }
};

std::string detail_of(const Ui& ui, const Model& model, const Person<Inspector>& person) {
  const Inspector& inspector = person.entity;
  std::string detail = department_words(model, inspector.department_id.uuid);
  const auto add = [&](std::string_view words) {
    if (words.empty()) return;
    if (!detail.empty()) detail += " · ";
    detail += words;
  };
  if (inspector.unit) add(*inspector.unit);
  if (const auto end = certificates_end(inspector); end && !person.bar)
    add(text(Text::certificate_until, ui.language, {{"date", date_text(*end, ui.language)}}));
  return detail;
}

std::string detail_of(const Ui& ui, const Model&, const Person<Expert>& person) {
  std::string detail = person.entity.institution;
  if (person.entity.title) detail += " · " + *person.entity.title;
  for (const std::string& field : person.entity.fields)
    detail +=
        (&field == &person.entity.fields.front() ? std::string(" · ") : std::string(ui.say(Text::list_comma))) + field;
  return detail;
}

Icon icon_of(const Person<Inspector>&) { return Icon::user; }
Icon icon_of(const Person<Expert>&) { return Icon::star; }

template <class Entity>
void draw_row(Ui& ui, const RowLook& look, float margin_px, const Model& model, const Person<Entity>& person) {
  const Theme& theme = *ui.theme;
  const Rect& rect = look.rect;
  fill(rect, look.held ? theme.surface_pressed : look.hovered ? theme.surface_hover : theme.surface);
  const auto sign = sign_of(ui, person, model.today);
  const float side = sign ? pill_width(ui, sign->words, sign->icon) + space_px::one : 0;
  const bool has_room = rect.width - 2 * margin_px - side > words_px_min;
  std::string detail = detail_of(ui, model, person);
  if (sign && !has_room) detail = sign->words + (detail.empty() ? "" : " · " + detail);
  const std::string title = name_words(ui, person.entity);
  const Rect inside{rect.x + margin_px - space_px::two, rect.y, rect.width - 2 * margin_px + 2 * space_px::two,
                    rect.height};
  const RowOptions row{.title = title,
                       .detail = detail,
                       .icon = icon_of(person),
                       .icon_tone = sign ? sign->tone : Tone::info,
                       .separator = false,
                       .title_lines_max = 1};
  client::draw_row(ui, {inside.x, inside.y, inside.width - (has_room ? side : 0), inside.height}, row);
  if (sign && has_room)
    pill(ui, sign->words, sign->tone, sign->icon,
         {inside.right() - space_px::two - side + space_px::one, rect.y + (rect.height - pill_px) / 2});
  fill({inside.x + space_px::two + 56, rect.bottom() - 1, inside.width - 56 - space_px::two, 1}, theme.line);
}

template <class List>
void draw_list(Ui& ui, const Rect& rect, State& state, const Model& model, const std::vector<std::size_t>& shown,
               Actions& actions) {
  const auto& people = List::of(model).people;
  const float margin_px = content_column(ui, rect).x - rect.x;
  const auto at = [&](int row) -> const auto& { return people[shown[static_cast<std::size_t>(row)]]; };
  const auto tell = [&](int row) {
    const auto& person = at(row);
    std::string name =
        name_words(ui, person.entity) + std::string(ui.say(Text::list_comma)) + detail_of(ui, model, person);
    if (const auto sign = sign_of(ui, person, model.today)) name += std::string(ui.say(Text::list_comma)) + sign->words;
    return RowWords{.key = person.entity.id.uuid.text(), .name = std::move(name)};
  };
  const VirtualListOptions options{.id = "people.list",
                                   .name = ui.say(List::tab == 0 ? Text::inspectors_tab : Text::experts_title),
                                   .rect = rect,
                                   .count = static_cast<int>(shown.size()),
                                   .row_height_px = row_px,
                                   .bottom_px = space_px::two};
  const auto outcome = virtual_list(ui, options, state.list, tell, [&](const RowLook& look) {
    people_screen::draw_row(ui, look, margin_px, model, at(look.row));
  });
  if (outcome.activated) actions.go = Route{List::page, at(*outcome.activated).entity.id.uuid.text()};
}

// --- what stands there instead of a list

template <class List>
void draw_failed(Ui& ui, const Rect& rect, const Error& error, Actions& actions) {
  const std::string advice = render(error, ui.language);
  const Notice what{.id = "people.failed",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .title = ui.say(Text::people_failed),
                    .advice = advice,
                    .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.people.emplace_back(ReadPeople<typename List::Entity>{});
}

template <class List>
void draw_empty(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const auto& list = List::of(model);
  if (list.error) return draw_failed<List>(ui, rect, *list.error, actions);
  if (!list.is_whole) {
    notice(ui, rect, {.id = "people.loading", .icon = Icon::users, .title = ui.say(Text::people_loading)});
    return;
  }
  if (!state.is_filtered()) {
    notice(ui, rect,
           {.id = "people.none",
            .icon = Icon::users,
            .title = ui.say(Text::people_none),
            .advice = model.session.may(access::Action::registers_write) ? ui.say(Text::people_none_advice)
                                                                         : std::string_view()});
    return;
  }
  const Notice what{.id = "people.nothing",
                    .icon = Icon::search,
                    .title = ui.say(Text::people_none_found),
                    .action = ui.say(Text::clear_conditions)};
  if (notice(ui, rect, what)) state.clear();
}

// --- above the list

template <class List>
void draw_tabs(Ui& ui, const Rect& rect, Actions& actions) {
  const std::array labels{ui.say(Text::inspectors_tab), ui.say(Text::experts_title)};
  const auto chosen = tabs(ui, "people.tabs", ui.say(Text::people_registers), rect, labels, List::tab);
  if (chosen) actions.go = Route{*chosen == 0 ? Screen::inspectors : Screen::experts, {}};
}

template <class List>
std::string summary(const Ui& ui, const PeopleList<typename List::Entity>& list, std::size_t shown) {
  const auto number = [](std::size_t count) { return grouped(static_cast<long long>(count)); };
  const std::string total = number(list.people.size());
  if (!list.is_whole && list.is_loading) return text(Text::people_reading, ui.language, {{"total", total}});
  if (shown == list.people.size()) return text(Text::people_total, ui.language, {{"total", total}});
  return text(Text::people_found, ui.language, {{"found", number(shown)}, {"total", total}});
}

/// What was read before is shown although it could not be read anew; returns its height.
template <class List>
float draw_stale(Ui& ui, const Rect& at, const PeopleList<typename List::Entity>& list, Actions& actions) {
  if (!list.error || list.people.empty()) return 0;
  const Banner what{
      .id = "people.stale", .tone = Tone::warning, .text = ui.say(Text::people_stale), .action = ui.say(Text::retry)};
  const float height = banner_height(ui, at.width, what);
  if (banner(ui, {at.x, at.y, at.width, height}, what) == BannerAnswer::action)
    actions.people.emplace_back(ReadPeople<typename List::Entity>{});
  return height + space_px::one;
}

template <class List>
void do_header_action(std::string_view id, const Rect& at, State& state, const Model& model, Actions& actions) {
  if (id == "new") actions.go = Route{List::make, {}};
  if (id == "import") actions.go = Route{Screen::imports, std::string(text_of(List::kind))};
  if (id == "export") open_export_sheet(state.exports, model, List::kind, actions);
  if (id == "stale") actions.people.emplace_back(ReadPeople<typename List::Entity>{});
  if (id != "filters") return;
  state.menu = Menu::filters;
  state.menu_anchor = at;
}

/// Returns what is left below it.
template <class List>
Rect draw_bar(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const auto& list = List::of(model);
  std::vector<HeaderAction> offered;
  if (rect.height < roomy_px_min) {
    if (list.error && !list.people.empty())
      offered.push_back({.id = "stale", .icon = Icon::refresh, .name = ui.say(Text::people_stale)});
    offered.push_back({.id = "filters",
                       .icon = Icon::filter,
                       .name = ui.say(Text::filter_targets),
                       .active = state.has_filters(),
                       .popup = Popup::menu,
                       .expanded = state.menu != Menu::none});
  }
  // Where the filters stand in the header, the home screen leads to imports.
  if (rect.height >= roomy_px_min && model.session.may(access::Action::registers_write))
    offered.push_back({.id = "import", .icon = Icon::upload, .name = ui.say(Text::import_new)});
  if (may_export(model))
    offered.push_back(
        {.id = "export", .icon = Icon::download, .name = ui.say(Text::export_title), .popup = Popup::dialog});
  if (model.session.may(access::Action::registers_write))
    offered.push_back({.id = "new", .icon = Icon::user_add, .name = ui.say(List::new_title)});
  const HeaderOutcome outcome =
      draw_header(ui, rect, {.title = ui.say(Text::inspectors_title), .actions = offered}, actions);
  if (outcome.pressed)
    do_header_action<List>(offered.at(*outcome.pressed).id, outcome.pressed_at, state, model, actions);
  return outcome.rest;
}

/// The filters, what is wrong, how many: from the top of `at`. Returns its height.
template <class List>
float draw_notes(Ui& ui, const Rect& at, State& state, const Model& model, std::size_t shown, Actions& actions) {
  const auto& list = List::of(model);
  const float filters = draw_filters(ui, at, state, model, List::tab == 0);
  float y = at.y + (filters > 0 ? filters + space_px::one : 0);
  y += draw_stale<List>(ui, {at.x, y, at.width, 0}, list, actions);
  if (list.people.empty()) return y - at.y;
  const std::string count = summary<List>(ui, list, shown);
  const Rect line{at.x, y, at.width, line_height(type_px::small)};
  draw_text(ui, line, count, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::status, .id = "people.summary", .name = count, .rect = line});
  return y + line.height + space_px::one - at.y;
}

Wanted wanted_of(std::string_view certificates) {
  if (certificates == "expired") return Wanted::expired;
  if (certificates == "within-30-days") return Wanted::within_30_days;
  return certificates == "none" ? Wanted::no_certificate : Wanted::all;
}

/// A link that leads to some of the people shows those, whatever was looked for before.
void follow_address(State& state, const Route& route) {
  if (state.asked == route.id) return;
  if (!route.id.empty()) {
    state = {};
    state.wanted = wanted_of(route.id);
    if (route.id == text_of(ReceiptResult::refused)) state.receipt = ReceiptResult::refused;
  }
  state.asked = route.id;
}

template <class List>
void draw_screen(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  follow_address(state, model.route);
  const Rect rest = draw_bar<List>(ui, rect, state, model, actions);
  ui.semantics.open({.role = Role::main, .id = "people", .name = {}, .rect = rest});
  const Rect column = content_column(ui, rest);
  float y = rest.y;
  draw_tabs<List>(ui, {column.x, y, column.width, control_px}, actions);
  y += control_px + space_px::one;
  const FieldOptions search{.id = "people.search",
                            .label = ui.say(List::search),
                            .placeholder = ui.say(List::search),
                            .kind = FieldKind::search,
                            .enter = EnterKey::search,
                            .characters_max = query_characters_max,
                            .subject = List::tab};
  if (text_field(ui, search, {column.x, y, column.width, control_px}, state.query).changed) state.list.to_start();
  y += control_px + space_px::one;
  const auto shown = matching(List::of(model).people, state, model.today);
  if (rect.height >= roomy_px_min)
    y += draw_notes<List>(ui, {column.x, y, column.width, 0}, state, model, shown.size(), actions);
  const Rect below{rest.x, y, rest.width, std::max(0.0f, rest.bottom() - y)};
  if (shown.empty())
    draw_empty<List>(ui, below, state, model, actions);
  else
    draw_list<List>(ui, below, state, model, shown, actions);
  ui.semantics.close();
  draw_filter_menu(ui, state, model, List::tab == 0);
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace

void State::clear() { *this = {}; }

void draw_inspectors(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  draw_screen<InspectorList>(ui, rect, state, model, actions);
}

void draw_experts(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  draw_screen<ExpertList>(ui, rect, state, model, actions);
}

}  // namespace mingchou::client::people_screen
