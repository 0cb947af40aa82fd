#include "client/app/screens/plan_diff.h"

#include <algorithm>
#include <string>
#include <vector>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::plan_diff_screen {
namespace {

const PlanVersion* compared_version(const OpenPlan& open) {
  const auto id = open.compared_with ? open.compared_with : open.version.value->based_on;
  if (!id || !open.versions.value) return nullptr;
  const auto found = std::ranges::find(*open.versions.value, *id, &PlanVersion::id);
  return found == open.versions.value->end() ? nullptr : &*found;
}

std::string against_words(const Ui& ui, const OpenPlan& open) {
  const PlanVersion* other = compared_version(open);
  if (!other) return std::string(ui.say(Text::diff_against_nothing));
  return text(Text::diff_against, ui.language, {{"version", plan_version_words(ui, *other)}});
}

void draw_choice(Ui& ui, State& state, const OpenPlan& open, Actions& actions) {
  if (!state.other.sheet.open || !open.versions.value) return;
  std::vector<std::string> names;
  std::vector<plans::VersionId> ids;
  std::optional<int> now;
  const PlanVersion* compared = compared_version(open);
  for (const PlanVersion& version : *open.versions.value) {
    if (version.id == open.id) continue;
    if (compared && compared->id == version.id) now = static_cast<int>(ids.size());
    ids.push_back(version.id);
    names.push_back(plan_version_words(ui, version) + " · " + std::string(ui.say(look_of(version.state).words)));
  }
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const auto chosen = choice_sheet(ui, state.other, "diff.versions", ui.say(Text::diff_choose), labels, now);
  if (!chosen) return;
  actions.go = route_of({.screen = Screen::plan_diff,
                         .plan = open.plan,
                         .version = open.id,
                         .other = ids[static_cast<std::size_t>(*chosen)]});
}

void draw_missing(Ui& ui, const Rect& rest, const OpenPlan& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "diff.page", .name = {}, .rect = rest});
  bool retry = false;
  draw_unread(ui, rest, ui.say(Text::plan_failed), open.version, retry);
  if (retry) actions.plans.emplace_back(OpenPlanVersion{open.plan, open.id});
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenPlan& open = model.plans.open;
  std::string detail;
  if (open.version.value)
    detail = plan_name_words(ui, open.version.value->year) + " · " + plan_version_words(ui, *open.version.value);
  const Rect rest =
      draw_header(ui, rect, {.title = ui.say(Text::plan_diff_title), .detail = detail, .back = true}, actions).rest;
  if (!open.version.value) return draw_missing(ui, rest, open, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "diff.page", .name = {}, .rect = rest});
  const std::string against = against_words(ui, open);
  const ChipOptions choose{.kind = ChipKind::open, .selected = true};
  const Rect row = page.column.next(control_px);
  if (chip(ui, "diff.other", against, {row.x, row.y, std::min(row.width, chip_width(ui, against, choose)), row.height},
           choose))
    state.other.sheet.open = true;
  page.column.space(space_px::one_and_half);
  if (open.diff.value) {
    draw_changes(ui, page.column, changes_of(ui, model, *open.diff.value));
  } else {
    bool retry = false;
    draw_unread(ui, page.column.next(280), ui.say(Text::diff_failed), open.diff, retry);
    if (retry) actions.plans.emplace_back(ReadPlanDiff{open.compared_with});
  }
  end_page(ui, state.page, page);
  draw_choice(ui, state, open, actions);
}

}  // namespace mingchou::client::plan_diff_screen
