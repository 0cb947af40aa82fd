#include "client/app/screens/visit_caps.h"

#include "client/app/screens/account_words.h"
#include "client/app/screens/cap_fields.h"
#include "client/app/screens/stale.h"
#include "client/app/ui/form.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

void draw_list(Ui& ui, Column& column, const Model& model, Actions& actions) {
  const auto& caps = model.records.caps;
  if (draw_stale(ui, column, caps.error)) actions.records.emplace_back(ReadVisitCaps{});
  if (!caps.value || caps.value->empty()) {
    const auto words = ui.say(caps.value ? Text::caps_none : Text::sessions_loading);
    if (!caps.error)
      paragraph(ui, "caps.none", column.next(paragraph_height(ui, column.width(), words, type_px::body)), words,
                type_px::body, ui.theme->text_secondary);
    column.space(space_px::two);
    return;
  }
  for (const VisitCap& cap : *caps.value) {
    const std::string title = text(Text::cap_row, ui.language,
                                   {{"year", std::to_string(cap.year)}, {"visits", std::to_string(cap.visits_max)}});
    const std::string detail = cap.recorded_by + " · " + cap.reason;
    const RowOptions row{.title = title, .detail = detail, .icon = Icon::calendar, .detail_fit = Fit::whole};
    static_row(ui, "caps." + std::to_string(cap.year), column.next(row_height(ui, column.width(), row)), row);
  }
  column.space(space_px::two);
}

void send(VisitCapsState& state, const Model& model, Actions& actions) {
  const auto visits = typed_cap(state.visits);
  state.shows_missing = !visits || state.reason.empty();
  if (!state.shows_missing)
    actions.records.emplace_back(
        SaveVisitCap{cap_year(model, state.is_next_year), static_cast<int>(*visits), state.reason});
}

void draw_form(Ui& ui, Column& column, VisitCapsState& state, const Model& model, Actions& actions) {
  section_heading(ui, "caps.set", ui.say(Text::cap_set), column.next(section_heading_px));
  draw_cap_years(ui, column, "caps.year", model, state.is_next_year);
  Form form(ui, column, "caps");
  form.text({.id = "caps.visits",
             .label = ui.say(Text::cap_visits),
             .kind = FieldKind::number,
             .characters_max = static_cast<int>(cap_digits_max),
             .help = ui.say(Text::cap_help),
             .error = state.shows_missing && !typed_cap(state.visits) ? ui.say(Text::cap_wrong) : std::string_view()},
            state.visits);
  form.text(
      {.id = "caps.reason",
       .label = ui.say(Text::record_reason),
       .enter = EnterKey::go,
       .characters_max = department_limits::reason_characters_max,
       .error = state.shows_missing && state.reason.empty() ? ui.say(Text::record_reason_missing) : std::string_view()},
      state.reason);
  form.error(form_error_words(ui, model.records.save_cap.error));
  const FormAnswer answer = form.submit(
      {.label = ui.say(Text::save_word), .icon = Icon::save, .is_under_way = model.records.save_cap.is_under_way});
  if (answer == FormAnswer::submitted) send(state, model, actions);
}

}  // namespace

void open_visit_caps(VisitCapsState& state, const Model& model, Actions& actions) {
  state.sheet.open = true;
  state.saves_seen = model.records.save_cap.answers;
  actions.records.emplace_back(ReadVisitCaps{});
}

void draw_visit_caps(Ui& ui, VisitCapsState& state, const Model& model, Actions& actions) {
  if (is_taken(state.saves_seen, model.records.save_cap)) {
    state.visits.clear();
    state.reason.clear();
    show_toast(ui, "caps.saved", std::string(ui.say(Text::cap_saved)));
  }
  auto sheet = begin_sheet(ui, state.sheet, {.id = "caps.sheet", .title = ui.say(Text::caps_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  draw_list(ui, column, model, actions);
  if (model.session.may(access::Action::plans_write)) draw_form(ui, column, state, model, actions);
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
}

}  // namespace mingchou::client
