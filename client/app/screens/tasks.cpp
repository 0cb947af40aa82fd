#include "client/app/screens/tasks.h"

#include <algorithm>
#include <vector>

#include "client/app/checks/joint_visits_keeper.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/screens/stale.h"
#include "client/app/screens/task_words.h"
#include "client/app/tasks/task_route.h"
#include "client/app/text/format.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::tasks_screen {
namespace {

constexpr std::size_t search_from = 8;
/// Beyond the viewport, for those who go through them by keyboard or screen reader.
constexpr float around_px = 900;

/// A task with its words, which the options point into.
struct Line {
  const KeptTask* task = nullptr;
  std::string detail, trailing;
};

Line line_of(const Ui& ui, const Model& model, const KeptTask& task) {
  return {&task, task_line(ui, model, task), std::string(ui.say(look_of(task.state).words))};
}

RowOptions options_of(const Line& line, bool is_last) {
  const TaskStateLook look = look_of(line.task->state);
  return {.title = line.task->task.work.name,
          .detail = line.detail,
          .icon = look.icon,
          .icon_tone = look.tone,
          .trailing = line.trailing,
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = Role::link};
}

void draw_filters(Ui& ui, Column& column, State& state, const std::vector<KeptTask>& all) {
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto draw_one = [&](const std::string& id, std::string_view label, std::optional<tasks::State> shown) {
    const auto count = shown ? std::ranges::count(all, *shown, &KeptTask::state) : std::ssize(all);
    if (shown && count == 0 && state.shown != shown) return;
    const std::string number = grouped(count);
    const ChipOptions options{.selected = state.shown == shown, .trailing = number};
    if (chip(ui, id, label, flow.next(chip_width(ui, label, options)), options)) state.shown = shown;
  };
  draw_one("tasks.all", ui.say(Text::tasks_all), std::nullopt);
  for (int i = 0; i < tasks::state_count; ++i) {
    const auto one = static_cast<tasks::State>(i);
    draw_one("tasks.state." + std::to_string(i), ui.say(look_of(one).words), one);
  }
  column.space(flow.used() + space_px::two);
}

void draw_search(Ui& ui, Column& column, State& state, std::size_t count) {
  if (count < search_from) return state.query.clear();
  text_field(ui,
             {.id = "tasks.search",
              .label = ui.say(Text::tasks_search),
              .placeholder = ui.say(Text::tasks_search),
              .kind = FieldKind::search,
              .enter = EnterKey::search,
              .characters_max = 60},
             column.next(control_px), state.query);
  column.space(space_px::two);
}

void draw_lines(Ui& ui, Column& column, const Rect& viewport, const State& state, const Model& model,
                const std::vector<KeptTask>& all, Actions& actions) {
  std::vector<Line> lines;
  std::vector<float> heights;
  float height = 0;
  for (const KeptTask& task : all) {
    if (state.shown && task.state != *state.shown) continue;
    Line line = line_of(ui, model, task);
    if (!task.task.work.name.contains(state.query) && !line.detail.contains(state.query)) continue;
    heights.push_back(row_height(ui, column.width(), options_of(line, false)));
    height += heights.back();
    lines.push_back(std::move(line));
  }
  if (lines.empty()) {
    notice(ui, column.next(240),
           {.id = "tasks.not_found", .icon = Icon::search, .title = ui.say(Text::tasks_not_found)});
    return;
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Rect at = column.next(heights[i]);
    if (at.bottom() < viewport.y - around_px || at.y > viewport.bottom() + around_px) continue;
    const tasks::TaskId& id = lines[i].task->task.id;
    if (list_row(ui, "tasks.task." + id.uuid.text(), at, options_of(lines[i], i + 1 == lines.size())))
      actions.go = route_of({.screen = Screen::task, .task = id});
  }
  column.space(space_px::two);
}

void draw_nothing(Ui& ui, Column& column, const Model& model) {
  const bool may_make = may_hold_draws(model.session);
  notice(ui, column.next(280),
         {.id = "tasks.nothing",
          .icon = Icon::dice,
          .title = ui.say(Text::tasks_none),
          .advice = ui.say(may_make ? Text::tasks_none_advice : Text::tasks_none_reader)});
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const Loaded<std::vector<KeptTask>>& all = model.tasks.all;
  const HeaderAction take_away = export_action(ui, state.exports);
  const HeaderOutcome header =
      draw_header(ui, rect, {.title = ui.say(Text::tasks_title), .actions = {&take_away, 1}}, actions);
  if (header.pressed) open_list_export(state.exports, model, "tasks");
  const Rect rest = header.rest;
  if (!all.value) {
    ui.semantics.open({.role = Role::main, .id = "tasks", .name = {}, .rect = rest});
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::tasks_failed), all, retry);
    if (retry) actions.tasks.emplace_back(ReadTasks{});
    ui.semantics.close();
    return;
  }
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "tasks", .name = {}, .rect = rest});
  Column& column = page.column;
  if (draw_stale(ui, column, all.error)) actions.tasks.emplace_back(ReadTasks{});
  if (may_hold_draws(model.session)) {
    Deeds deeds(ui, column);
    if (deeds.draw("tasks.new", Text::task_new_special, {.icon = Icon::add}))
      actions.go = route_of({.screen = Screen::task_form});
    if (deeds.draw("tasks.plans", Text::plans_title, {.kind = ButtonKind::secondary, .icon = Icon::calendar}))
      actions.go = Route{Screen::plans, {}};
    if (sees_joint_visits(model.session) &&
        deeds.draw("tasks.visits", Text::visits_title, {.kind = ButtonKind::secondary, .icon = Icon::users}))
      actions.go = Route{Screen::joint_visits, {}};
    deeds.end();
  }
  if (all.value->empty()) {
    draw_nothing(ui, column, model);
  } else {
    draw_search(ui, column, state, all.value->size());
    draw_filters(ui, column, state, *all.value);
    draw_lines(ui, column, rest, state, model, *all.value, actions);
  }
  end_page(ui, state.page, page);
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::tasks_screen
