#include "client/app/screens/task_strata.h"

#include <algorithm>
#include <utility>

#include "client/app/screens/field_parts.h"
#include "client/app/screens/plan_words.h"
#include "client/app/screens/task_words.h"
#include "client/app/ui/form.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr std::size_t digits_max = 9;

/// A stratum with its words, which the options point into.
struct Line {
  std::string title, detail, quantity;
};

Line line_of(const Ui& ui, const Model& model, const StratumFields& fields) {
  const auto stratum = stratum_from(fields);
  Line line{.title = fields.part.row.name, .detail = {}, .quantity = {}};
  if (line.title.empty()) line.title = ui.say(Text::task_stratum_unnamed);
  if (!stratum) return line;
  line.detail = stratum_detail(ui, model, *stratum);
  line.quantity = plan_quantity_words(ui, stratum->quantity);
  return line;
}

RowOptions options_of(const Line& line, bool is_last) {
  return {.title = line.title,
          .detail = line.detail,
          .icon = Icon::filter,
          .trailing = line.quantity,
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole};
}

/// Below all else: beside the button at the foot of the sheet there is no room for it on a phone.
bool draw_remove(Ui& ui, Column& column) {
  const auto label = ui.say(Text::task_stratum_remove);
  const ButtonOptions options{.kind = ButtonKind::text, .icon = Icon::trash};
  const Rect row = column.next(control_px);
  column.space(space_px::two);
  const float width = std::min(row.width, button_width(ui, label, options));
  return button(ui, "task.stratum.remove", label, {row.x, row.y, width, row.height}, options);
}

}  // namespace

StratumFields stratum_fields_from(const tasks::Stratum& stratum) {
  plans::Row row;
  row.name = stratum.name;
  row.range = stratum.range;
  row.quantity = stratum.quantity;
  return {plan_fields_from(row), std::to_string(stratum.substitute_count)};
}

Result<tasks::Stratum> stratum_from(const StratumFields& fields) {
  tasks::Stratum stratum;
  stratum.name = fields.part.row.name;
  stratum.range = fields.part.row.range;
  stratum.range.industries = industries_from(fields.part.industries);
  stratum.quantity = MC_TRY(plan_quantity_from(fields.part));
  const auto substitutes = number_from(fields.substitutes, digits_max);
  if (!substitutes && !fields.substitutes.empty()) return fail(bad_field("substitute_count"));
  stratum.substitute_count = substitutes.value_or(0);
  return stratum;
}

void draw_strata(Ui& ui, Column& column, std::vector<StratumFields>& strata, StratumSheet& sheet, const Model& model,
                 std::string_view error) {
  std::vector<Line> lines;
  lines.reserve(strata.size());
  float height = 0;
  for (const StratumFields& fields : strata) {
    lines.push_back(line_of(ui, model, fields));
    height += row_height(ui, column.width(), options_of(lines.back(), false));
  }
  if (!lines.empty()) card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const RowOptions options = options_of(lines[i], i + 1 == lines.size());
    const Rect at = column.next(row_height(ui, column.width(), options));
    if (!list_row(ui, "task.stratum." + std::to_string(i), at, options)) continue;
    sheet.at = i;
    sheet.sheet.open = true;
  }
  if (!lines.empty()) column.space(space_px::one_and_half);
  group_error(ui, column, "task.strata", error);
  const auto label = ui.say(Text::task_stratum_add);
  const ButtonOptions options{
      .kind = ButtonKind::secondary, .icon = Icon::add, .enabled = strata.size() < tasks::strata_max};
  const Rect line = column.next(control_px);
  if (button(ui, "task.stratum.add", label, {line.x, line.y, button_width(ui, label, options), line.height}, options)) {
    strata.push_back(stratum_fields_from({}));
    sheet.at = strata.size() - 1;
    sheet.sheet.open = true;
  }
  column.space(space_px::two);
}

void draw_stratum_sheet(Ui& ui, std::vector<StratumFields>& strata, StratumSheet& state, const Model& model) {
  if (state.at >= strata.size()) state.sheet.open = false;
  auto sheet = begin_sheet(ui, state.sheet,
                           {.id = "task.stratum.sheet", .title = ui.say(Text::task_stratum_title), .has_footer = true});
  if (!sheet) return;
  Column& column = sheet->page.column;
  StratumFields& fields = strata[state.at];
  {
    Form form(ui, column, "task.stratum.form");
    form.text({.id = "task.stratum.name",
               .label = ui.say(Text::task_stratum_name),
               .characters_max = static_cast<int>(items::code_characters_max),
               .help = ui.say(Text::task_stratum_name_help)},
              fields.part.row.name);
    draw_plan_quantity(ui, form, column, "task.stratum", fields.part, {});
    form.text({.id = "task.stratum.substitutes",
               .label = ui.say(Text::task_substitute_count),
               .kind = FieldKind::number,
               .enter = EnterKey::done,
               .characters_max = static_cast<int>(digits_max),
               .help = ui.say(Text::task_substitute_help)},
              fields.substitutes);
  }
  draw_plan_range(ui, column, "task.stratum", fields.part, model);
  const bool is_removed = draw_remove(ui, column);
  end_sheet_content(ui, state.sheet, *sheet);
  ButtonRow buttons(sheet->footer);
  const auto done = ui.say(Text::task_stratum_done);
  if (button(ui, "task.stratum.done", done, buttons.next(button_width(ui, done)))) state.sheet.open = false;
  if (is_removed) {
    strata.erase(strata.begin() + static_cast<std::ptrdiff_t>(state.at));
    state.sheet.open = false;
  }
  end_sheet(ui);
}

}  // namespace mingchou::client
