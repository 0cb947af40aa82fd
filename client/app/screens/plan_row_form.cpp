#include "client/app/screens/plan_row_form.h"

#include <string>
#include <vector>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/conflict.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::plan_row_form_screen {
namespace {

bool is_new(const PlanPlace& place) { return place.row.uuid == Uuid{}; }
Key key_of(const PlanPlace& place) { return {place.version, place.row}; }

/// The form begins with the row as it was read; after that only the user's own wish replaces it.
void follow(State& state, const PlanPlace& place, const Model& model, const StoredPlanRow* stored) {
  const OpenPlan& open = model.plans.open;
  if (!state.is_of(key_of(place))) {
    state.begin(open.save);
    state.sheets = {};
    if (is_new(place) && open.version.value) state.fill(key_of(place), new_plan_fields(model.session), 0);
    if (stored) state.fill(key_of(place), plan_fields_from(stored->row), stored->revision);
  } else if (stored && stored->revision != state.revision && !state.is_changed()) {
    state.fill(key_of(place), plan_fields_from(stored->row), stored->revision);
  }
}

void notice_answers(Ui& ui, State& state, const PlanPlace& place, const Model& model, Actions& actions) {
  const Submission& save = model.plans.open.save;
  if (!is_taken(state.answers_seen, save)) return;
  show_toast(ui, "plan.saved", std::string(ui.say(Text::plan_row_saved)));
  if (state.is_done(is_new(place))) actions.back = !save.was_left;
}

/// Somebody else changed it: what differs, theirs beside what is typed here.
void draw_both(Ui& ui, Column& column, State& state, const PlanPlace& place, const Model& model,
               const StoredPlanRow& theirs, int year) {
  const Conflict conflict{.id = "plan", .title = ui.say(Text::plan_row_conflict), .revision = theirs.revision};
  begin_conflict(ui, column, conflict);
  if (const auto mine = plan_row_from(state.fields, year)) {
    const std::vector<plans::Row> before{theirs.row}, after{*mine};
    for (const plans::RowChange& change : plans::diff(before, after).changed)
      draw_conflicting(ui, column, plan_fields_in_words(ui, model, "plan.conflict", change.fields));
  }
  const ConflictAnswer answer = end_conflict(ui, column, conflict);
  if (answer == ConflictAnswer::keep_mine) state.revision = theirs.revision;
  if (answer == ConflictAnswer::take_theirs) state.fill(key_of(place), plan_fields_from(theirs.row), theirs.revision);
}

void save(State& state, int year, Actions& actions) {
  const auto row = plan_row_from(state.fields, year);
  state.error = row ? std::nullopt : std::optional(row.error());
  if (!row) return;
  state.sent = state.fields;
  actions.plans.emplace_back(SavePlanRow{*row, state.revision});
}

void draw_form(Ui& ui, Column& column, State& state, const PlanPlace& place, const Model& model,
               const StoredPlanRow* stored, Actions& actions) {
  const OpenPlan& open = model.plans.open;
  const int year = open.version.value->year;
  const bool is_beaten = stored && stored->revision > state.revision;
  if (is_beaten) draw_both(ui, column, state, place, model, *stored, year);
  const std::optional<Error>& error = state.error ? state.error : open.save.error;
  Form form(ui, column, "plan.form");
  draw_plan_row_fields(ui, form, column, state.fields, state.sheets, model, year, error);
  // Both stand above, if what is there now could be read.
  if (!was_beaten(open.save) || open.rows.error) form.error(plan_error_words(ui, error));
  const bool can_save = !is_beaten && (is_new(place) || state.is_changed());
  const FormAnswer answer = form.submit({.label = ui.say(Text::save_word),
                                         .icon = Icon::save,
                                         .is_under_way = open.save.is_under_way,
                                         .enabled = can_save});
  if (answer == FormAnswer::submitted) save(state, year, actions);
}

void draw_missing(Ui& ui, const Rect& rest, const PlanPlace& place, const OpenPlan& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "plan_form.page", .name = {}, .rect = rest});
  if (!is_new(place) && open.rows.value && !open.rows.is_loading) {
    notice(ui, rest, {.id = "plan.row.gone", .icon = Icon::register_list, .title = ui.say(Text::plan_row_gone)});
  } else {
    bool retry = false;
    const LoadState& failed = open.version.error ? static_cast<const LoadState&>(open.version) : open.rows;
    draw_unread(ui, rest, ui.say(Text::plan_failed), failed, retry);
    if (retry) actions.plans.emplace_back(OpenPlanVersion{place.plan, place.version});
  }
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const PlanPlace place = plan_place(model.route);
  const OpenPlan& open = model.plans.open;
  const StoredPlanRow* stored = is_new(place) ? nullptr : open.row_with(place.row);
  if (state.is_of(key_of(place))) notice_answers(ui, state, place, model, actions);
  const bool is_leaving = actions.back;
  if (!is_leaving) follow(state, place, model, stored);
  const std::string plan = open.version.value ? plan_name_words(ui, open.version.value->year) : std::string();
  const Header header{.title = ui.say(is_new(place) ? Text::plan_row_new_title : Text::plan_row_edit_title),
                      .detail = plan,
                      .width = PageWidth::text,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  const bool is_there = state.is_of(key_of(place)) && open.version.value;
  if (!is_leaving && actions.back && is_there && state.is_changed()) {
    actions.back = false;
    state.asks_leave = true;
  }
  if (!is_leaving && !is_there) return draw_missing(ui, rest, place, open, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "plan_form.page", .name = {}, .rect = rest},
                         PageWidth::text);
  if (!is_leaving) draw_form(ui, page.column, state, place, model, stored, actions);
  end_page(ui, state.page, page);
  draw_plan_row_sheets(ui, state.fields, state.sheets, model, actions);
  if (!ask_leave(ui, "plan.leave", state.asks_leave)) return;
  state.of.reset();
  actions.back = true;
}

}  // namespace mingchou::client::plan_row_form_screen
