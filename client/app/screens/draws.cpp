#include "client/app/screens/draws.h"

#include <string>
#include <vector>

#include "client/app/screens/draw_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::draws_screen {
namespace {

/// Rows beyond the viewport that are drawn, so that screen readers go on.
constexpr float around_px = 600;

/// A draw with its words, which the options point into.
struct DrawRow {
  const Draw* draw = nullptr;
  std::string title, detail;
};

DrawRow row_of(const Ui& ui, const Model& model, const Draw& draw) {
  DrawRow row{&draw, std::string(ui.say(Text::draw_task_unknown)), {}};
  const auto task = model.draws.tasks.find(draw.task_id.uuid);
  if (task != model.draws.tasks.end()) {
    row.title = task->second.name;
    row.detail = task->second.number + " · ";
  }
  row.detail += draw_round_words(ui, draw) + " · " + moment_text(draw.created_at, model.today, ui.language);
  if (!draw.result_hash.empty())
    row.detail += " · " + text(Text::draw_fingerprint_short, ui.language, {{"hash", first_of_hash(draw.result_hash)}});
  if (!draw.void_reason.empty()) row.detail += " · " + draw.void_reason;
  return row;
}

RowOptions options_of(const Ui& ui, const DrawRow& row, bool is_last) {
  const DrawLook look = look_of(row.draw->stage);
  return {.title = row.title,
          .detail = row.detail,
          .icon = look.icon,
          .icon_tone = look.tone,
          .trailing = ui.say(look.words),
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = Role::link};
}

void draw_filter(Ui& ui, Column& column, State& state, const DrawsModel& draws) {
  const auto label = ui.say(draws.filter ? look_of(*draws.filter).words : Text::draws_filter);
  const ChipOptions options{.kind = ChipKind::open, .selected = draws.filter.has_value()};
  const Rect row = column.next(control_px);
  const Rect at{row.x, row.y, std::min(row.width, chip_width(ui, label, options)), control_px};
  if (chip(ui, "draws.filter", label, at, options)) {
    state.menu_open = true;
    state.menu_anchor = at;
  }
  column.space(space_px::two);
}

void draw_menu(Ui& ui, State& state, const DrawsModel& draws, Actions& actions) {
  if (!state.menu_open) return;
  std::vector<MenuItem> items{{.label = ui.say(Text::all_values), .checked = !draws.filter}};
  for (int i = 0; i < ceremony::stage_count; ++i) {
    const auto stage = static_cast<ceremony::Stage>(i);
    items.push_back({.label = ui.say(look_of(stage).words), .checked = draws.filter == stage});
  }
  const auto chosen = menu(ui, state.menu_open, "draws.menu", ui.say(Text::draws_filter), state.menu_anchor, items);
  if (!chosen) return;
  ReadDraws request;
  if (*chosen > 0) request.stage = static_cast<ceremony::Stage>(*chosen - 1);
  actions.draws.emplace_back(request);
}

void draw_rows(Ui& ui, Column& column, const Rect& viewport, const Model& model, Actions& actions) {
  const std::vector<Draw>& all = *model.draws.history.value;
  std::vector<DrawRow> rows;
  std::vector<float> heights;
  rows.reserve(all.size());
  heights.reserve(all.size());
  float height = 0;
  for (const Draw& draw : all) {
    rows.push_back(row_of(ui, model, draw));
    heights.push_back(row_height(ui, column.width(), options_of(ui, rows.back(), false)));
    height += heights.back();
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Rect at = column.next(heights[i]);
    if (at.bottom() < viewport.y - around_px || at.y > viewport.bottom() + around_px) continue;
    const std::string id = rows[i].draw->id.uuid.text();
    if (list_row(ui, "draws." + id, at, options_of(ui, rows[i], i + 1 == rows.size())))
      actions.go = Route{Screen::draw, id};
  }
  column.space(space_px::two);
}

void draw_nothing(Ui& ui, Column& column, const DrawsModel& draws) {
  const bool is_narrowed = draws.filter.has_value();
  notice(ui, column.next(280),
         {.id = "draws.nothing",
          .icon = Icon::draw,
          .title = ui.say(is_narrowed ? Text::draws_none_in_stage : Text::draws_none),
          .advice = is_narrowed ? std::string_view() : ui.say(Text::draws_none_advice)});
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const DrawsModel& draws = model.draws;
  const HeaderAction to_log{.id = "draws.log", .icon = Icon::history, .name = ui.say(Text::log_title)};
  const HeaderOutcome header =
      draw_header(ui, rect, {.title = ui.say(Text::draws_title), .actions = {&to_log, 1}}, actions);
  if (header.pressed) actions.go = Route{Screen::log, {}};
  const Rect& rest = header.rest;
  if (!draws.history.value && !draws.filter) {
    ui.semantics.open({.role = Role::main, .id = "draws", .name = {}, .rect = rest});
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::draws_failed), draws.history, retry);
    if (retry) actions.draws.emplace_back(ReadDraws{draws.filter});
    ui.semantics.close();
    return;
  }
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "draws", .name = {}, .rect = rest});
  Column& column = page.column;
  if (draw_stale(ui, column, draws.history.error)) actions.draws.emplace_back(ReadDraws{draws.filter});
  draw_filter(ui, column, state, draws);
  if (draws.history.value && !draws.history.value->empty())
    draw_rows(ui, column, rest, model, actions);
  else if (draws.history.value)
    draw_nothing(ui, column, draws);
  if (!draws.next_cursor.empty() && draws.history.value) {
    const auto label = ui.say(Text::draws_more);
    const ButtonOptions options{.kind = ButtonKind::secondary, .enabled = !draws.history.is_loading};
    const Rect row = column.next(control_px);
    if (button(ui, "draws.more", label,
               {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
      actions.draws.emplace_back(ReadMoreDraws{});
  }
  end_page(ui, state.page, page);
  draw_menu(ui, state, draws, actions);
}

}  // namespace mingchou::client::draws_screen
