#include "client/app/screens/audit_days.h"

#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"

namespace mingchou::client::audit_screen {
namespace {

constexpr int days_of_month = 30;

}  // namespace

void DaysForm::open(const AuditFilter& filter, CivilDate today) {
  sheet.open = true;
  shows_problems = false;
  first = filter.first_day.value_or(today.plus_days(1 - days_of_month)).text();
  last = filter.last_day.value_or(today).text();
}

std::optional<AuditFilter> draw_days(Ui& ui, DaysForm& state, const AuditFilter& filter) {
  auto sheet = begin_sheet(ui, state.sheet, {.id = "audit.days", .title = ui.say(Text::audit_days_title)});
  if (!sheet) return std::nullopt;
  Column& column = sheet->page.column;
  std::optional<AuditFilter> chosen;
  {
    Form form(ui, column, "audit.days.form");
    day_field(ui, form, "audit.days.first", Text::audit_first_day, state.shows_problems, state.first);
    day_field(ui, form, "audit.days.last", Text::audit_last_day, state.shows_problems, state.last);
    const auto first = typed_day(state.first), last = typed_day(state.last);
    const bool is_reversed = first && last && *last < *first;
    if (state.shows_problems && is_reversed) form.error(ui.say(Text::audit_days_reversed));
    if (form.submit({.label = ui.say(Text::audit_days_show)}) == FormAnswer::submitted) {
      state.shows_problems = !first || !last || is_reversed;
      if (!state.shows_problems) {
        chosen = filter;
        chosen->days = 0;
        chosen->first_day = first;
        chosen->last_day = last;
        state.sheet.open = false;
      }
    }
  }
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
  return chosen;
}

}  // namespace mingchou::client::audit_screen
