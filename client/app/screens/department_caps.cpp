#include "client/app/screens/department_caps.h"

#include "client/app/screens/cap_fields.h"
#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/stale.h"
#include "client/app/screens/task_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

int year_of(const DepartmentCapsState& state, const Model& model) { return cap_year(model, state.is_next_year); }

std::string cap_words(const Ui& ui, const DepartmentVisitCap& cap) {
  if (!cap.visits_max) return std::string(ui.say(Text::department_cap_none));
  return text(Text::department_cap_visits, ui.language, {{"count", grouped(*cap.visits_max)}});
}

void edit(DepartmentCapsState& state, const Model& model, const DepartmentVisitCap& cap) {
  state.edited = cap;
  state.answers_before = model.visits.save_cap.answers;
  state.visits = cap.visits_max ? std::to_string(*cap.visits_max) : std::string();
  state.reason.clear();
  state.shows_missing = false;
}

void draw_list(Ui& ui, Column& column, DepartmentCapsState& state, const Model& model, Actions& actions) {
  const auto& caps = model.visits.caps;
  if (!caps.value) {
    bool retry = false;
    draw_unread(ui, column.next(200), ui.say(Text::department_caps_failed), caps, retry);
    if (retry) actions.visits.emplace_back(ReadDepartmentCaps{year_of(state, model)});
    return;
  }
  if (draw_stale(ui, column, caps.error)) actions.visits.emplace_back(ReadDepartmentCaps{year_of(state, model)});
  for (const DepartmentVisitCap& cap : *caps.value) {
    const bool can_set = may_hold_draws(model.session, {cap.department_id});
    const std::string words = cap_words(ui, cap) + (cap.reason.empty() ? "" : " · " + cap.reason);
    const RowOptions row{.title = cap.department,
                         .detail = words,
                         .icon = Icon::institution,
                         .chevron = can_set,
                         .separator = &cap != &caps.value->back(),
                         .detail_fit = Fit::whole};
    const std::string id = "department_caps." + cap.department_id.text();
    const Rect at = column.next(row_height(ui, column.width(), row));
    if (!can_set)
      static_row(ui, id, at, row);
    else if (list_row(ui, id, at, row))
      edit(state, model, cap);
  }
  column.space(space_px::two);
}

void draw_form(Ui& ui, Column& column, DepartmentCapsState& state, const Model& model, Actions& actions) {
  section_heading(ui, "department_caps.of",
                  text(Text::department_cap_of, ui.language,
                       {{"department", state.edited->department}, {"year", std::to_string(year_of(state, model))}}),
                  column.next(section_heading_px));
  // An empty field is no cap.
  const auto visits = typed_cap(state.visits);
  const bool is_wrong = !visits && !state.visits.empty();
  Form form(ui, column, "department_caps.form");
  form.text({.id = "department_caps.visits",
             .label = ui.say(Text::department_cap_field),
             .kind = FieldKind::number,
             .characters_max = static_cast<int>(cap_digits_max),
             .error = state.shows_missing && is_wrong ? ui.say(Text::cap_wrong) : std::string_view()},
            state.visits);
  line_field(ui, form, "department_caps.reason", Text::record_reason, FieldKind::text,
             static_cast<int>(items::reason_characters_max), state.shows_missing, state.reason);
  if (state.answers_before != model.visits.save_cap.answers)
    form.error(task_error_words(ui, model.visits.save_cap.error));
  const FormAnswer answer = form.submit({.label = ui.say(Text::save_word),
                                         .icon = Icon::save,
                                         .is_under_way = model.visits.save_cap.is_under_way,
                                         .other = ui.say(Text::department_cap_back)});
  if (answer == FormAnswer::submitted) {
    state.shows_missing = is_wrong || state.reason.empty();
    if (!state.shows_missing)
      actions.visits.emplace_back(SaveDepartmentCap{state.edited->department_id, year_of(state, model),
                                                    state.edited->revision, visits, state.reason});
  }
  if (answer == FormAnswer::other) state.edited.reset();
}

}  // namespace

void open_department_caps(DepartmentCapsState& state, const Model& model, Actions& actions) {
  state.sheet.open = true;
  state.edited.reset();
  state.saves_seen = model.visits.save_cap.answers;
  actions.visits.emplace_back(ReadDepartmentCaps{year_of(state, model)});
}

void draw_department_caps(Ui& ui, DepartmentCapsState& state, const Model& model, Actions& actions) {
  if (is_taken(state.saves_seen, model.visits.save_cap)) {
    state.edited.reset();
    show_toast(ui, "department_caps.saved", std::string(ui.say(Text::cap_saved)));
  }
  auto sheet =
      begin_sheet(ui, state.sheet, {.id = "department_caps.sheet", .title = ui.say(Text::department_caps_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  if (state.edited) {
    draw_form(ui, column, state, model, actions);
  } else {
    column.space(paragraph(ui, "department_caps.help", column.next(0), ui.say(Text::department_caps_help),
                           type_px::small, ui.theme->text_secondary) +
                 space_px::two);
    if (draw_cap_years(ui, column, "department_caps.year", model, state.is_next_year))
      actions.visits.emplace_back(ReadDepartmentCaps{year_of(state, model)});
    draw_list(ui, column, state, model, actions);
  }
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
}

}  // namespace mingchou::client
