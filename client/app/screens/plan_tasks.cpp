#include "client/app/screens/plan_tasks.h"

#include <cstddef>
#include <functional>
#include <string_view>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_version_parts.h"
#include "client/app/screens/plan_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/text_field.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

/// Narrower lists leave out what the task's own page tells as well.
constexpr float whole_detail_px = 600;
/// Beyond the viewport, for those who go through them by keyboard or screen reader.
constexpr float around_px = 900;
constexpr std::size_t search_from = 8;

void mix(std::uint64_t& mark, std::uint64_t value) {
  mark ^= value + 0x9E37'79B9'7F4A'7C15 + (mark << 6) + (mark >> 2);
}
void mix(std::uint64_t& mark, std::string_view text) { mix(mark, std::hash<std::string_view>{}(text)); }

std::uint64_t mark_of(const Model& model) {
  std::uint64_t mark = 0;
  for (const StoredPlanRow& stored : *model.plans.open.rows.value) {
    const auto& bytes = stored.row.id.uuid.bytes;
    mix(mark, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    mix(mark, static_cast<std::uint64_t>(stored.revision));
  }
  for (const DepartmentEntry& department : model.departments.departments) mix(mark, department.name);
  if (model.targets.index)
    for (const RegisterDepartment& department : model.targets.index->departments()) mix(mark, department.name);
  return mark;
}

RowOptions options_of(const TaskLine& line, bool is_last) {
  return {.title = line.name,
          .detail = line.detail,
          .icon = line.is_joint ? Icon::departments : Icon::register_list,
          .icon_tone = line.is_joint ? Tone::info : Tone::neutral,
          .trailing = line.quantity,
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .role = Role::link};
}

TaskLine line_of(const Ui& ui, float width, const Model& model, const plans::Row& row) {
  TaskLine line;
  line.id = row.id;
  line.is_joint = row.is_joint();
  line.name = row.name;
  line.detail = plan_row_detail(ui, model, row);
  line.quantity = plan_quantity_words(ui, row.quantity);
  line.searched = line.name + "\n" + line.detail;
  if (width < whole_detail_px) line.detail = plan_row_line(ui, model, row);
  line.height = row_height(ui, width, options_of(line, false));
  return line;
}

}  // namespace

const std::vector<TaskLine>& TaskLines::of(const Ui& ui, float width, const Model& model) {
  const auto& rows = model.plans.open.rows.value;
  if (!rows) {
    basis_.reset();
    lines_.clear();
    return lines_;
  }
  const Basis basis{ui.language, width, mark_of(model)};
  if (basis_ == basis) return lines_;
  basis_ = basis;
  lines_.clear();
  lines_.reserve(rows->size());
  for (const StoredPlanRow& stored : *rows) lines_.push_back(line_of(ui, width, model, stored.row));
  return lines_;
}

namespace plan_version_screen {
namespace {

void draw_no_tasks(Ui& ui, Column& column, const Model& model, const PlanVersion& version, bool is_search,
                   Actions& actions) {
  const OpenPlan& open = model.plans.open;
  const Rect at = column.next(240);
  if (!open.rows.value) {
    bool retry = false;
    draw_unread(ui, at, ui.say(Text::plan_failed), open.rows, retry);
    if (retry) actions.plans.emplace_back(OpenPlanVersion{open.plan, open.id});
    return;
  }
  const bool can_add = version.state == plans::State::draft && may_propose(model.session);
  const Text title = is_search                ? Text::plan_rows_not_found
                     : version.shows_own_rows ? Text::plan_rows_none_own
                                              : Text::plan_rows_none;
  notice(ui, at,
         {.id = "plan.nothing",
          .icon = is_search ? Icon::search : Icon::register_list,
          .title = ui.say(title),
          .advice = !is_search && can_add ? ui.say(Text::plan_rows_none_advice) : std::string_view()});
}

void draw_lines(Ui& ui, Column& column, const Rect& viewport, const OpenPlan& open,
                const std::vector<const TaskLine*>& lines, Actions& actions) {
  float height = 0;
  for (const TaskLine* line : lines) height += line->height;
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const TaskLine* line : lines) {
    const Rect at = column.next(line->height);
    if (at.bottom() < viewport.y - around_px || at.y > viewport.bottom() + around_px) continue;
    if (list_row(ui, "plan.row." + line->id.uuid.text(), at, options_of(*line, line == lines.back())))
      actions.go = route_of({.screen = Screen::plan_row, .plan = open.plan, .version = open.id, .row = line->id});
  }
  column.space(space_px::two);
}

}  // namespace

void draw_tasks(Ui& ui, Column& column, const Rect& viewport, State& state, const Model& model,
                const PlanVersion& version, Actions& actions) {
  const auto& all = model.plans.open.rows.value;
  const auto count = all ? static_cast<std::int64_t>(all->size()) : version.row_count;
  section_heading(ui, "plan.rows", text(Text::plan_rows_heading, ui.language, {{"count", grouped(count)}}),
                  column.next(section_heading_px));
  if (all && all->size() >= search_from) {
    text_field(ui,
               {.id = "plan.search",
                .label = ui.say(Text::plan_rows_search),
                .placeholder = ui.say(Text::plan_rows_search),
                .kind = FieldKind::search,
                .enter = EnterKey::search,
                .characters_max = 60},
               column.next(control_px), state.query);
    column.space(space_px::one_and_half);
  } else {
    state.query.clear();
  }
  std::vector<const TaskLine*> lines;
  for (const TaskLine& line : state.tasks.of(ui, column.width(), model))
    if (line.searched.contains(state.query)) lines.push_back(&line);
  if (lines.empty())
    draw_no_tasks(ui, column, model, version, !state.query.empty(), actions);
  else
    draw_lines(ui, column, viewport, model.plans.open, lines, actions);
}

}  // namespace plan_version_screen
}  // namespace mingchou::client
