#include "client/app/screens/item_gaps.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::item_gaps_screen {
namespace {

constexpr float row_px = 76;
constexpr int rows_ahead = 30;

std::string problem_words(const Ui& ui, const Model& model, const ItemGap& gap) {
  const std::string department = owner_words(ui, model, DepartmentId{gap.department_id});
  std::string words = text(gap.has_department_ended ? Text::gap_department_ended : Text::gap_too_few, ui.language,
                           {{"department", department}, {"count", std::to_string(gap.inspector_count)}});
  if (gap.is_without_anybody) words += " · " + std::string(ui.say(Text::gap_nobody));
  return words;
}

void draw_row_in(Ui& ui, const RowLook& look, float margin_px, const RowOptions& row) {
  const Theme& theme = *ui.theme;
  const Rect& rect = look.rect;
  fill(rect, look.held ? theme.surface_pressed : look.hovered ? theme.surface_hover : theme.surface);
  const Rect inside{rect.x + margin_px - space_px::two, rect.y, rect.width - 2 * margin_px + 2 * space_px::two,
                    rect.height};
  draw_row(ui, inside, row);
  fill({inside.x + space_px::two + 56, rect.bottom() - 1, inside.width - 56 - space_px::two, 1}, theme.line);
}

void draw_count(Ui& ui, const Rect& line, std::string_view words) {
  draw_text(ui, line, words, type_px::small, ui.theme->text_secondary);
  ui.semantics.add({.role = Role::status, .id = "gaps.summary", .name = std::string(words), .rect = line});
}

void draw_all_well(Ui& ui, const Rect& rect, Text words) {
  notice(ui, rect, {.id = "gaps.none", .tone = Tone::success, .icon = Icon::success, .title = ui.say(words)});
}

/// Returns what is left below one line of words.
Rect with_count(Ui& ui, const Rect& rect, std::string_view words) {
  const Rect column = content_column(ui, rect);
  const float line = line_height(type_px::small);
  draw_count(ui, {column.x, rect.y, column.width, line}, words);
  const float used = line + space_px::one;
  return {rect.x, rect.y + used, rect.width, std::max(0.0f, rect.height - used)};
}

void draw_items(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const auto& gaps = model.items.gaps.items;
  if (!gaps.value) {
    bool retry = false;
    draw_unread(ui, rect, ui.say(Text::gaps_failed), gaps, retry);
    if (retry) actions.items.emplace_back(ReadItemGaps{});
    return;
  }
  if (gaps.value->empty()) return draw_all_well(ui, rect, Text::gaps_items_none);
  const auto count = grouped(static_cast<long long>(gaps.value->size()));
  const Rect below = with_count(ui, rect, text(Text::gaps_items_count, ui.language, {{"count", count}}));
  const float margin_px = content_column(ui, below).x - below.x;
  const auto at = [&](int row) -> const ItemGap& { return (*gaps.value)[static_cast<std::size_t>(row)]; };
  const auto title_of = [](const ItemGap& gap) { return gap.code + " " + gap.name; };
  const auto tell = [&](int row) {
    const ItemGap& gap = at(row);
    return RowWords{.key = gap.item_id.uuid.text() + gap.department_id.text(),
                    .name = title_of(gap),
                    .description = problem_words(ui, model, gap)};
  };
  const VirtualListOptions options{.id = "gaps.items",
                                   .name = ui.say(Text::gaps_items_tab),
                                   .rect = below,
                                   .count = static_cast<int>(gaps.value->size()),
                                   .row_height_px = row_px,
                                   .bottom_px = space_px::two};
  const auto outcome = virtual_list(ui, options, state.items, tell, [&](const RowLook& look) {
    const ItemGap& gap = at(look.row);
    const std::string title = title_of(gap), detail = problem_words(ui, model, gap);
    draw_row_in(ui, look, margin_px,
                {.title = title,
                 .detail = detail,
                 .icon = gap.is_without_anybody ? Icon::failure : Icon::warning,
                 .icon_tone = gap.is_without_anybody ? Tone::danger : Tone::warning,
                 .separator = false,
                 .title_lines_max = 1});
  });
  if (outcome.activated) {
    const ItemGap& gap = at(*outcome.activated);
    actions.go =
        route_of({.screen = Screen::item, .list = gap.list_id, .version = gap.version_id, .item = gap.item_id});
  }
}

void draw_no_targets(Ui& ui, const Rect& rect, const GapsModel& gaps, Actions& actions) {
  if (gaps.targets.value && !gaps.targets.is_loading && gaps.cursor.empty() && !gaps.targets.error)
    return draw_all_well(ui, rect, Text::gaps_targets_none);
  bool retry = false;
  draw_unread(ui, rect, ui.say(Text::gaps_failed), gaps.targets, retry);
  if (retry) actions.items.emplace_back(ReadMoreUncovered{});
}

/// Where a later page could not be read, it says so above the list. Returns what is left below.
Rect below_stopped(Ui& ui, const Rect& rect, const GapsModel& gaps, Actions& actions) {
  if (!gaps.targets.error) return rect;
  const Rect column = content_column(ui, rect);
  const Banner what{
      .id = "gaps.stopped", .tone = Tone::warning, .text = ui.say(Text::gaps_stopped), .action = ui.say(Text::retry)};
  const float height = banner_height(ui, column.width, what);
  if (banner(ui, {column.x, rect.y, column.width, height}, what) == BannerAnswer::action)
    actions.items.emplace_back(ReadMoreUncovered{});
  const float used = height + space_px::one;
  return {rect.x, rect.y + used, rect.width, std::max(0.0f, rect.height - used)};
}

void draw_targets(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const GapsModel& gaps = model.items.gaps;
  const bool has_more = !gaps.cursor.empty() && !gaps.targets.is_loading && !gaps.targets.error;
  if (!gaps.targets.value || gaps.targets.value->empty()) {
    // The server looks at some thousands of targets at a time, and may have found none among them.
    if (has_more) actions.items.emplace_back(ReadMoreUncovered{});
    return draw_no_targets(ui, rect, gaps, actions);
  }
  const std::vector<UncoveredTarget>& targets = *gaps.targets.value;
  const auto count = grouped(static_cast<long long>(targets.size()));
  const Text key = gaps.is_cut           ? Text::gaps_targets_most
                   : gaps.cursor.empty() ? Text::gaps_targets_count
                                         : Text::gaps_targets_more;
  const Rect list = below_stopped(ui, rect, gaps, actions);
  const Rect below = with_count(ui, list, text(key, ui.language, {{"count", count}}));
  const float margin_px = content_column(ui, below).x - below.x;
  const auto name_of = [&](int row) -> std::string {
    const UncoveredTarget& target = targets[static_cast<std::size_t>(row)];
    return target.name.empty() ? std::string(ui.say(Text::gap_hidden_name)) : target.name;
  };
  const auto detail_of = [&](int row) {
    return owner_words(ui, model, DepartmentId{targets[static_cast<std::size_t>(row)].department_id});
  };
  const auto tell = [&](int row) {
    return RowWords{
        .key = targets[static_cast<std::size_t>(row)].id.text(), .name = name_of(row), .description = detail_of(row)};
  };
  const VirtualListOptions options{.id = "gaps.targets",
                                   .name = ui.say(Text::gaps_targets_tab),
                                   .rect = below,
                                   .count = static_cast<int>(targets.size()),
                                   .row_height_px = row_px,
                                   .bottom_px = space_px::two};
  const auto outcome = virtual_list(ui, options, state.targets, tell, [&](const RowLook& look) {
    const std::string title = name_of(look.row), detail = detail_of(look.row);
    draw_row_in(ui, look, margin_px,
                {.title = title,
                 .detail = detail,
                 .icon = Icon::enterprise,
                 .icon_tone = Tone::warning,
                 .separator = false,
                 .title_lines_max = 1});
  });
  if (has_more && outcome.end_visible + rows_ahead >= options.count) actions.items.emplace_back(ReadMoreUncovered{});
  if (outcome.activated)
    actions.go = Route{Screen::target, targets[static_cast<std::size_t>(*outcome.activated)].id.text()};
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const HeaderAction take_away = export_action(ui, state.exports);
  Header header{.title = ui.say(Text::gaps_title), .back = true};
  if (state.tab == 1 && may_export(model)) header.actions = {&take_away, 1};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed) open_list_export(state.exports, model, "uncovered");
  const Rect& rest = outcome.rest;
  ui.semantics.open({.role = Role::main, .id = "gaps", .name = {}, .rect = rest});
  const Rect column = content_column(ui, rest);
  const std::array labels{ui.say(Text::gaps_items_tab), ui.say(Text::gaps_targets_tab)};
  const Rect tabs_at{column.x, rest.y + space_px::one, column.width, control_px};
  if (const auto chosen = tabs(ui, "gaps.tabs", ui.say(Text::gaps_title), tabs_at, labels, state.tab))
    state.tab = *chosen;
  const float y = tabs_at.bottom() + space_px::one_and_half;
  const Rect below{rest.x, y, rest.width, std::max(0.0f, rest.bottom() - y)};
  if (state.tab == 0)
    draw_items(ui, below, state, model, actions);
  else
    draw_targets(ui, below, state, model, actions);
  ui.semantics.close();
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::item_gaps_screen
