#include "client/app/screens/checks.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "client/app/checks/checks_keeper.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr std::size_t rows_on_home = 5;
constexpr std::size_t search_from = 8;
/// Beyond the viewport, for those who go through them by keyboard or screen reader.
constexpr float around_px = 900;
/// Narrower rows have no room for the day at their end.
constexpr float narrow_row_px = 420;

/// A check with its words, which the options point into.
struct Line {
  const Check* check = nullptr;
  std::string detail, trailing;
  bool is_late = false;
};

/// The day stands at the end of the row, or before the words where it is narrow.
Line line_of(const Ui& ui, const Check& check, CivilDate today, float width) {
  Line line{.check = &check, .detail = check_line(ui, check), .trailing = {}, .is_late = check.last_day < today};
  line.trailing = line.is_late
                      ? std::string(ui.say(Text::check_overdue))
                      : text(Text::check_until, ui.language, {{"date", day_of_year_text(check.last_day, ui.language)}});
  if (width < narrow_row_px) line.detail = std::exchange(line.trailing, {}) + " · " + line.detail;
  return line;
}

RowOptions options_of(const Line& line, bool is_last) {
  return {.title = line.check->target_name,
          .detail = line.detail,
          .icon = line.is_late ? Icon::overdue : Icon::register_list,
          .icon_tone = line.is_late ? Tone::danger : Tone::info,
          .trailing = line.trailing,
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = Role::link};
}

void draw_lines(Ui& ui, Column& column, const Rect* viewport, const std::vector<Line>& lines, const std::string& id,
                Actions& actions) {
  std::vector<float> heights;
  heights.reserve(lines.size());
  float height = 0;
  for (const Line& line : lines) {
    heights.push_back(row_height(ui, column.width(), options_of(line, false)));
    height += heights.back();
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Rect at = column.next(heights[i]);
    if (viewport && (at.bottom() < viewport->y - around_px || at.y > viewport->bottom() + around_px)) continue;
    const Uuid& check = lines[i].check->id;
    if (list_row(ui, id + check.text(), at, options_of(lines[i], i + 1 == lines.size())))
      actions.go = Route{Screen::check, check.text()};
  }
  column.space(space_px::two);
}

/// That it may have changed since: who was not signed in again does not even ask.
void draw_kept(Ui& ui, Column& column, const Model& model) {
  const bool is_old = model.checks.own.error || !model.session.is_server_reached;
  if (!is_old || !model.checks.read_at) return;
  const std::string words =
      text(Text::checks_kept, ui.language, {{"moment", moment_text(*model.checks.read_at, model.today, ui.language)}});
  const Banner what{.id = "checks.kept", .tone = Tone::neutral, .icon = Icon::cloud_off, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

void draw_nothing(Ui& ui, Column& column, const Model& model) {
  const bool is_unlinked = model.checks.is_unlinked;
  notice(ui, column.next(280),
         {.id = "checks.nothing",
          .icon = is_unlinked ? Icon::id_card : Icon::result,
          .title = ui.say(is_unlinked ? Text::checks_unlinked : Text::checks_none),
          .advice = ui.say(is_unlinked ? Text::checks_unlinked_advice : Text::checks_none_advice)});
}

}  // namespace

Text check_state_words(tasks::CheckState state) {
  using enum tasks::CheckState;
  switch (state) {
    case drawn:
    case assigned:
    case accepted:
      return Text::check_state_drawn;
    case in_progress:
      return Text::check_state_under_way;
    case completed:
    case signed_off:
    case received:
      return Text::check_state_recorded;
    default:
      return Text::check_state_over;
  }
}

std::string check_line(const Ui& ui, const Check& check) {
  std::string words = check.address;
  const auto add = [&words](std::string_view part) {
    if (part.empty()) return;
    if (!words.empty()) words += " · ";
    words += part;
  };
  std::string names;
  for (const CheckInspector& inspector : check.inspectors)
    names += (names.empty() ? "" : std::string(ui.say(Text::list_comma))) + inspector.name;
  add(names);
  add(check.task_name);
  if (check.visit) add(ui.say(Text::check_visit));
  return words;
}

void draw_own_checks(Ui& ui, Column& column, const Model& model, Actions& actions) {
  if (!checks_targets(model.session)) return;
  const auto& own = model.checks.own.value;
  if (!own && !model.checks.own.error) return;
  const auto count = own ? static_cast<std::int64_t>(own->size()) : 0;
  if (section_heading(ui, "home.checks", text(Text::checks_heading, ui.language, {{"count", grouped(count)}}),
                      column.next(section_heading_px), count > 0 ? ui.say(Text::checks_all) : std::string_view()))
    actions.go = Route{Screen::checks, {}};
  if (!own) {
    bool retry = false;
    draw_unread(ui, column.next(160), ui.say(Text::checks_failed), model.checks.own, retry);
    if (retry) actions.checks.emplace_back(ReadOwnChecks{});
    return;
  }
  draw_kept(ui, column, model);
  if (own->empty()) return draw_nothing(ui, column, model);
  std::vector<Line> lines;
  lines.reserve(rows_on_home);
  for (std::size_t i = 0; i < std::min(own->size(), rows_on_home); ++i)
    lines.push_back(line_of(ui, (*own)[i], model.today, column.width()));
  draw_lines(ui, column, nullptr, lines, "home.check.", actions);
}

namespace checks_screen {

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const auto& own = model.checks.own;
  const Rect rest = draw_header(ui, rect, {.title = ui.say(Text::checks_title), .back = true}, actions).rest;
  if (!own.value) {
    ui.semantics.open({.role = Role::main, .id = "checks", .name = {}, .rect = rest});
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::checks_failed), own, retry);
    if (retry) actions.checks.emplace_back(ReadOwnChecks{});
    ui.semantics.close();
    return;
  }
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "checks", .name = {}, .rect = rest});
  Column& column = page.column;
  draw_kept(ui, column, model);
  if (own.value->size() >= search_from) {
    text_field(ui,
               {.id = "checks.search",
                .label = ui.say(Text::checks_search),
                .placeholder = ui.say(Text::checks_search),
                .kind = FieldKind::search,
                .enter = EnterKey::search,
                .characters_max = 60},
               column.next(control_px), state.query);
    column.space(space_px::two);
  } else {
    state.query.clear();
  }
  std::vector<Line> lines;
  lines.reserve(own.value->size());
  for (const Check& check : *own.value) {
    if (check.target_name.contains(state.query) || check_line(ui, check).contains(state.query))
      lines.push_back(line_of(ui, check, model.today, column.width()));
  }
  if (own.value->empty())
    draw_nothing(ui, column, model);
  else if (lines.empty())
    notice(ui, column.next(240),
           {.id = "checks.not_found", .icon = Icon::search, .title = ui.say(Text::checks_not_found)});
  else
    draw_lines(ui, column, &rest, lines, "checks.check.", actions);
  end_page(ui, state.page, page);
}

}  // namespace checks_screen
}  // namespace mingchou::client
