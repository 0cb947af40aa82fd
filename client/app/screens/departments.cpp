#include "client/app/screens/departments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::departments_screen {
namespace {

constexpr float row_height_px = 64;
constexpr float card_height_px = 128;
/// Where the figures take two lines.
constexpr float narrow_card_height_px = 154;
constexpr float narrow_card_width_px = 340;
constexpr float card_gap_px = 12;
constexpr float mark_radius_px = 20;
constexpr float badge_height_px = 32;
constexpr float figure_column_px_max = 136;
/// Rows beyond the viewport that screen readers can reach without scrolling.
constexpr int mirrored_rows_around = 100;

float card_height(const Rect& column) {
  return column.width < narrow_card_width_px ? narrow_card_height_px : card_height_px;
}

/// A table needs room for its columns.
bool shows_cards(const Rect& rect) { return rect.width < 640; }

/// The first character of the short name that tells it from others: all of a county begin with 县.
std::string_view initial(const DepartmentEntry& department) {
  static constexpr std::string_view county = "县";
  std::string_view name = department.short_name.empty() ? department.name : department.short_name;
  if (name.starts_with(county) && name.size() > county.size()) name.remove_prefix(county.size());
  std::size_t end = std::min<std::size_t>(1, name.size());
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
  return name.substr(0, end);
}

/// The name as on the seal if there is room for it, else the short one.
std::string_view fitting_name(const Ui& ui, const DepartmentEntry& department, float width) {
  const bool fits = text_width(ui, department.name, type_px::body) <= width;
  return fits || department.short_name.empty() ? department.name : department.short_name;
}

std::string summary(const Ui& ui, const std::vector<DepartmentEntry>& departments) {
  long long inspectors = 0, targets = 0;
  for (const DepartmentEntry& department : departments) {
    inspectors += department.inspector_count;
    targets += department.target_count;
  }
  return text(Text::departments_summary, ui.language,
              {{"departments", grouped(static_cast<long long>(departments.size()))},
               {"inspectors", grouped(inspectors)},
               {"targets", grouped(targets)}});
}

std::string spoken(const Ui& ui, const DepartmentEntry& department) {
  return text(Text::department_row, ui.language,
              {{"name", department.name},
               {"kind", department_kind_words(ui, department.kind)},
               {"inspectors", grouped(department.inspector_count)},
               {"targets", grouped(department.target_count)}});
}

/// Where the columns of the table stand.
struct Columns {
  Rect name, kind, inspectors, targets;
};

Columns columns(const Ui& ui, const Rect& row) {
  float kind_width = 0;
  for (const DepartmentKind kind :
       {DepartmentKind::joint_meeting_office, DepartmentKind::bureau, DepartmentKind::branch, DepartmentKind::other})
    kind_width = std::max(kind_width, badge_width(ui, department_kind_words(ui, kind)));
  const float figure_column_px = std::min(figure_column_px_max, std::round(row.width * 0.14f));
  const Rect inside{row.x + space_px::three, row.y, row.width - 2 * space_px::three, row.height};
  const Rect targets{inside.right() - figure_column_px, row.y, figure_column_px, row.height};
  const Rect inspectors{targets.x - figure_column_px, row.y, figure_column_px, row.height};
  const Rect kind{inspectors.x - kind_width, row.y, kind_width, row.height};
  const float name_x = inside.x + 2 * mark_radius_px + space_px::two;
  return {{name_x, row.y, kind.x - name_x - space_px::two, row.height}, kind, inspectors, targets};
}

void draw_column_titles(Ui& ui, const Rect& row) {
  const Columns at = columns(ui, row);
  const Color color = ui.theme->text_secondary;
  const float name_x = row.x + space_px::three;
  const Rect name{name_x, row.y, at.kind.x - name_x, row.height};
  draw_text(ui, name, ui.say(Text::department_column), type_px::small, color);
  draw_text(ui, at.kind, ui.say(Text::kind_column), type_px::small, color);
  draw_text(ui, at.inspectors, ui.say(Text::inspectors_column), type_px::small, color, Align::end);
  draw_text(ui, at.targets, ui.say(Text::targets_column), type_px::small, color, Align::end);
}

void draw_row(Ui& ui, const Rect& row, const DepartmentEntry& department, Color ground, bool is_last) {
  if (ground != ui.theme->surface) fill(row.inset(1), ground, corners_px::card);
  const Columns at = columns(ui, row);
  const float middle = row.y + row.height / 2;
  mark(ui, initial(department), {row.x + space_px::three + mark_radius_px, middle}, mark_radius_px);
  draw_lines(ui, at.name, department.name, type_px::body, ui.theme->text, 2);
  badge(ui, department_kind_words(ui, department.kind), {at.kind.x, middle - badge_height_px / 2}, badge_height_px);
  draw_text(ui, at.inspectors, grouped(department.inspector_count), type_px::body, ui.theme->text, Align::end);
  draw_text(ui, at.targets, grouped(department.target_count), type_px::body, ui.theme->text, Align::end);
  if (!is_last) fill({at.name.x, row.bottom() - 1, row.right() - at.name.x, 1}, ui.theme->line);
}

void draw_card(Ui& ui, const Rect& card, const DepartmentEntry& department, Color ground) {
  fill(card, ground, corners_px::card);
  outline(card, ui.theme->line, corners_px::card);
  const float text_x = card.x + space_px::two + 2 * mark_radius_px + space_px::two;
  const float width = card.right() - space_px::two - text_x;
  mark(ui, initial(department), {card.x + space_px::two + mark_radius_px, card.y + 12 + mark_radius_px},
       mark_radius_px);
  draw_text(ui, {text_x, card.y + 12, width, line_height(type_px::body)}, fitting_name(ui, department, width),
            type_px::body, ui.theme->text, Align::start, Fit::may_elide);
  const std::string figures =
      text(Text::department_figures, ui.language,
           {{"inspectors", grouped(department.inspector_count)}, {"targets", grouped(department.target_count)}});
  float y = card.y + 44;
  for (const std::string& line : wrap_phrases(figures, " · ", width, measure(ui, type_px::small))) {
    draw_text(ui, {text_x, y, width, line_height(type_px::small)}, line, type_px::small, ui.theme->text_secondary);
    y += line_height(type_px::small);
  }
  badge(ui, department_kind_words(ui, department.kind), {text_x, card.bottom() - 12 - badge_height_px},
        badge_height_px);
}

struct PlaceInList {
  int row = 0;
  int count = 0;
  bool opens = false;
};

/// The row as screen readers find it: an item of the list, and a link in it where it leads somewhere.
void tell(Ui& ui, const std::string& id, std::string name, const Rect& rect, const PlaceInList& place) {
  Node item{.role = Role::listitem,
            .id = place.opens ? id + "/item" : id,
            .name = place.opens ? std::string() : name,
            .rect = rect,
            .position = place.row + 1,
            .set_size = place.count};
  if (!place.opens) return ui.semantics.add(std::move(item));
  ui.semantics.open(std::move(item));
  ui.semantics.add({.role = Role::link, .id = id, .name = std::move(name), .rect = rect, .focusable = true});
  ui.semantics.close();
}

/// Draws the rows of the list that are visible, and mirrors those around them.
/// `opens`: a row leads to its department's page.
void draw_list(Ui& ui, const Rect& rect, State& state, const std::vector<DepartmentEntry>& departments, bool opens,
               Actions& actions) {
  const bool cards = shows_cards(rect);
  const float item_height = cards ? card_height(content_column(ui, rect)) : row_height_px;
  const float pitch = item_height + (cards ? card_gap_px : 0);
  const int count = static_cast<int>(departments.size());
  const float content_height = static_cast<float>(count) * pitch - (cards ? card_gap_px : 0) + space_px::four;
  const ScrolledContent content = begin_scroll_area(ui, state.scroll,
                                                    {.role = Role::list,
                                                     .id = "departments.list",
                                                     .name = std::string(ui.say(Text::departments_title)),
                                                     .rect = rect},
                                                    content_height);
  const Rect column = content_column(ui, content.rect);
  if (!cards) {
    const Rect table{column.x, content.rect.y, column.width, static_cast<float>(count) * pitch};
    fill(table, ui.theme->surface, corners_px::card);
    outline(table, ui.theme->line, corners_px::card);
  }
  const int first_visible = static_cast<int>(std::floor((rect.y - content.rect.y) / pitch));
  const int last_visible = static_cast<int>(std::ceil((rect.bottom() - content.rect.y) / pitch));
  const int first = std::clamp(first_visible - mirrored_rows_around, 0, count);
  const int last = std::clamp(last_visible + mirrored_rows_around, 0, count);
  for (int i = first; i < last; ++i) {
    const DepartmentEntry& department = departments[static_cast<std::size_t>(i)];
    const Rect item{column.x, content.rect.y + static_cast<float>(i) * pitch, column.width, item_height};
    const std::string id = "departments." + department.id;
    const bool is_seen = item.overlaps(rect);
    // A screen reader may press what is mirrored and not seen.
    const Press press = opens && (is_seen || ui.activated_id == id) ? pressable(ui, id, item) : Press{};
    if (press.activated) actions.go = Route{Screen::department, department.id};
    if (is_seen) {
      const Color ground = pressed_ground(*ui.theme, press).value_or(ui.theme->surface);
      if (cards)
        draw_card(ui, item, department, ground);
      else
        draw_row(ui, item, department, ground, i + 1 == count);
      if (opens) draw_focus_ring(ui, id, item.inset(2), corners_px::card);
    }
    tell(ui, id, spoken(ui, department), item, {.row = i, .count = count, .opens = opens});
  }
  end_scroll_area(ui, state.scroll, "departments.list", rect);
}

/// The places where rows will be: nothing moves, so nothing is drawn again while waiting.
void draw_loading(Ui& ui, const Rect& rect) {
  const Rect column = content_column(ui, rect);
  const bool cards = shows_cards(rect);
  const float pitch = cards ? card_height_px + card_gap_px : row_height_px;
  for (float y = column.y; y < column.bottom(); y += pitch) {
    const float height = cards ? card_height_px : row_height_px;
    const Rect item{column.x, y, column.width, height};
    fill(item, ui.theme->surface, cards ? corners_px::card : 0);
    const float inset = cards ? space_px::two : space_px::three;
    const float middle = y + (cards ? 12 + mark_radius_px : height / 2);
    fill({item.x + inset, middle - mark_radius_px, 2 * mark_radius_px, 2 * mark_radius_px}, ui.theme->skeleton,
         mark_radius_px);
    fill({item.x + inset + 56, middle - 9, item.width * 0.4f, 18}, ui.theme->skeleton, 9);
    if (!cards) fill({item.x, item.bottom() - 1, item.width, 1}, ui.theme->skeleton);
  }
  const std::string waiting(ui.say(Text::loading_departments));
  ui.semantics.add({.role = Role::status, .id = "departments.loading", .name = waiting, .rect = column});
}

void draw_failure(Ui& ui, const Rect& rect, const DepartmentsModel& model, Actions& actions) {
  const bool unreachable =
      model.error && (model.error->code == "client.offline" || model.error->code == "client.timeout");
  const std::string advice = model.error ? render(*model.error, ui.language) : std::string();
  actions.reload_departments |= notice(ui, rect,
                                       {.id = "departments.failed",
                                        .role = Role::alert,
                                        .tone = Tone::warning,
                                        .icon = unreachable ? Icon::cloud_off : Icon::warning,
                                        .title = ui.say(unreachable ? Text::offline_title : Text::error_title),
                                        .advice = advice,
                                        .action = ui.say(Text::retry)});
}

void draw_empty(Ui& ui, const Rect& rect) {
  const Notice what{.id = "departments.none",
                    .role = Role::status,
                    .icon = Icon::departments,
                    .title = ui.say(Text::no_departments),
                    .advice = ui.say(Text::no_departments_advice)};
  notice(ui, rect, what);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const DepartmentsModel& departments = model.departments;
  const bool ready = departments.phase == Phase::ready && !departments.departments.empty();
  const std::string detail = ready ? summary(ui, departments.departments) : std::string();
  const bool may_write = model.session.may(access::Action::departments_write);
  const std::array all{export_action(ui, state.exports),
                       HeaderAction{.id = "new", .icon = Icon::add, .name = ui.say(Text::department_new_title)}};
  const Header header{
      .title = ui.say(Text::departments_title), .detail = detail, .actions = std::span(all).first(may_write ? 2 : 1)};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed == 0) open_list_export(state.exports, model, "departments");
  if (outcome.pressed == 1) actions.go = Route{Screen::new_department, {}};
  const Rect rest = outcome.rest;
  ui.semantics.open({.role = Role::main, .id = "departments", .name = {}, .rect = rest});
  float top = space_px::two;
  if (ready && !shows_cards(rest)) {
    const Rect column = content_column(ui, rest);
    draw_column_titles(ui, {column.x, rest.y + top, column.width, line_height(type_px::small) + space_px::one});
    top += line_height(type_px::small) + space_px::one;
  }
  const Rect below{rest.x, rest.y + top, rest.width, std::max(0.0f, rest.height - top)};
  switch (departments.phase) {
    case Phase::loading:
      draw_loading(ui, below);
      break;
    case Phase::failed:
      draw_failure(ui, below, departments, actions);
      break;
    case Phase::ready:
      if (ready)
        draw_list(ui, below, state, departments.departments, may_write, actions);
      else
        draw_empty(ui, below);
      break;
  }
  ui.semantics.close();
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::departments_screen
