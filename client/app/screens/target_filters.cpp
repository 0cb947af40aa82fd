#include "client/app/screens/target_filters.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/app/screens/register_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

/// Few values with short names: chips. The others are long lists, folded away.
bool is_short(Facet facet) { return facet == Facet::kind || facet == Facet::status || facet == Facet::tag; }

bool is_chosen(const TargetView& view, Facet facet, FacetValue value) {
  return std::ranges::find(view.of(facet), value) != view.of(facet).end();
}

void flip(TargetView& view, Facet facet, FacetValue value) {
  auto& chosen = view.of(facet);
  const auto at = std::ranges::find(chosen, value);
  if (at == chosen.end())
    chosen.push_back(value);
  else
    chosen.erase(at);
}

std::string id_of(Facet facet, FacetValue value) {
  return "filters." + std::to_string(static_cast<int>(facet)) + "." + std::to_string(value);
}

/// Values that would leave something, and chosen ones.
std::vector<FacetValue> offered(const RegisterModel& model, const TargetView& view, Facet facet) {
  std::vector<FacetValue> values;
  const auto counts = model.list->counts(facet);
  for (std::size_t i = 0; i < model.index->value_count(facet); ++i) {
    const auto value = static_cast<FacetValue>(i);
    if ((i < counts.size() && counts[i] > 0) || is_chosen(view, facet, value)) values.push_back(value);
  }
  return values;
}

std::string count_of(const RegisterModel& model, Facet facet, FacetValue value) {
  const auto counts = model.list->counts(facet);
  return value < counts.size() ? grouped(counts[value]) : std::string();
}

bool draw_values_as_chips(Ui& ui, Column& column, const RegisterModel& model, TargetView& view, Facet facet) {
  bool changed = false;
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  for (const FacetValue value : offered(model, view, facet)) {
    const auto words = value_words(ui, *model.index, facet, value);
    const std::string count = count_of(model, facet, value);
    const std::string name = std::string(words) + " " + count;
    const ChipOptions options{.selected = is_chosen(view, facet, value), .trailing = count, .name = name};
    if (chip(ui, id_of(facet, value), words, flow.next(chip_width(ui, words, options)), options)) {
      flip(view, facet, value);
      changed = true;
    }
  }
  column.space(flow.used());
  return changed;
}

bool draw_values_as_rows(Ui& ui, Column& column, const RegisterModel& model, TargetView& view, Facet facet) {
  bool changed = false;
  for (const FacetValue value : offered(model, view, facet)) {
    const std::string count = count_of(model, facet, value);
    const ToggleOptions options{
        .label = value_words(ui, *model.index, facet, value), .trailing = count, .on = is_chosen(view, facet, value)};
    if (toggle_row(ui, id_of(facet, value), column.next(toggle_height(ui, column.width(), options)), options)) {
      flip(view, facet, value);
      changed = true;
    }
  }
  return changed;
}

/// "全部", or what is chosen.
std::string chosen_words(const Ui& ui, const RegisterModel& model, const TargetView& view, Facet facet) {
  std::string words;
  for (const FacetValue value : view.of(facet)) {
    if (!words.empty()) words += ui.say(Text::list_comma);
    words += value_words(ui, *model.index, facet, value);
  }
  return words.empty() ? std::string(ui.say(Text::all_values)) : words;
}

bool draw_long_facet(Ui& ui, Column& column, TargetFiltersState& state, const RegisterModel& model, TargetView& view,
                     Facet facet) {
  bool& unfolded = state.unfolded[static_cast<std::size_t>(facet)];
  const std::string detail = chosen_words(ui, model, view, facet);
  const std::string id = "filters." + std::to_string(static_cast<int>(facet));
  const Rect row = column.next(row_px_min);
  const Rect words{row.x, row.y, row.width - control_px, row.height};
  const Press press = pressable(ui, id, row);
  if (const auto ground = pressed_ground(*ui.theme, press)) fill(row, *ground, corners_px::control);
  const float line = row.height / 2;
  draw_text(ui, {words.x, words.y + 6, words.width, line - 4}, facet_words(ui, facet), type_px::body, ui.theme->text);
  draw_text(ui, {words.x, words.y + line, words.width, line - 8}, detail, type_px::small, ui.theme->text_secondary,
            Align::start, Fit::may_elide);
  draw_icon(ui, unfolded ? Icon::chevron_up : Icon::chevron_down, {row.right() - 12, row.y + row.height / 2}, 20,
            ui.theme->text_secondary);
  draw_focus_ring(ui, id, row, corners_px::control);
  ui.semantics.add({.role = Role::button,
                    .id = id,
                    .name = std::string(facet_words(ui, facet)),
                    .rect = row,
                    .focusable = true,
                    .expanded = unfolded,
                    .description = detail});
  if (press.activated) unfolded = !unfolded;
  bool changed = false;
  if (unfolded) changed = draw_values_as_rows(ui, column, model, view, facet);
  fill({column.x(), column.y(), column.width(), 1}, ui.theme->line);
  column.space(space_px::one);
  return changed;
}

bool draw_footer(Ui& ui, TargetFiltersState& state, const Sheet& sheet, const RegisterModel& model, TargetView& view) {
  const std::string show =
      text(Text::show_found, ui.language, {{"count", grouped(static_cast<long long>(model.list->size()))}});
  ButtonRow row(sheet.footer);
  if (button(ui, "filters.show", show, row.next(button_width(ui, show)))) state.sheet.open = false;
  const auto clear = ui.say(Text::clear_filters);
  const bool has_some = chosen_count(view) > 0;
  const ButtonOptions secondary{.kind = ButtonKind::secondary, .enabled = has_some};
  const float width = button_width(ui, clear, secondary);
  bool cleared = false;
  // Where there is no room for the words, a mark with their name does.
  if (width + button_width(ui, show) + space_px::two <= sheet.footer.width)
    cleared = button(ui, "filters.clear", clear, row.next(width), secondary);
  else
    cleared =
        icon_button(ui, "filters.clear", Icon::undo, clear,
                    {sheet.footer.x + control_px / 2, sheet.footer.y + sheet.footer.height / 2}, {.enabled = has_some});
  if (cleared) view.chosen = {};
  return cleared;
}

}  // namespace

std::size_t chosen_count(const TargetView& view) {
  std::size_t count = 0;
  for (const Facet facet : all_facets) count += view.of(facet).size();
  return count;
}

bool draw_target_filters(Ui& ui, TargetFiltersState& state, const RegisterModel& model, TargetView& view) {
  if (!model.list) return false;
  auto sheet =
      begin_sheet(ui, state.sheet, {.id = "filters", .title = ui.say(Text::filter_targets), .has_footer = true});
  if (!sheet) return false;
  bool changed = false;
  Column& column = sheet->page.column;
  for (const Facet facet : all_facets) {
    if (offered(model, view, facet).empty()) continue;
    if (!is_short(facet)) {
      changed |= draw_long_facet(ui, column, state, model, view, facet);
      continue;
    }
    heading(ui, "filters.heading." + std::to_string(static_cast<int>(facet)), facet_words(ui, facet),
            column.next(line_height(type_px::body) + space_px::one), type_px::body, ui.theme->text, 3);
    changed |= draw_values_as_chips(ui, column, model, view, facet);
    column.space(space_px::two);
  }
  end_sheet_content(ui, state.sheet, *sheet);
  changed |= draw_footer(ui, state, *sheet, model, view);
  end_sheet(ui);
  return changed;
}

namespace {

struct FilterChip {
  std::string label;
  std::string id;
  Facet facet = Facet::kind;
  FacetValue value = 0;
};

std::vector<FilterChip> chips_of(const Ui& ui, const RegisterModel& model, const TargetView& view) {
  std::vector<FilterChip> chips;
  for (const Facet facet : all_facets)
    for (const FacetValue value : view.of(facet))
      chips.push_back(
          {std::string(value_words(ui, *model.index, facet, value)), "chosen." + id_of(facet, value), facet, value});
  return chips;
}

}  // namespace

float filter_chips_height(const Ui& ui, float width, const RegisterModel& model, const TargetView& view) {
  if (!model.index || chosen_count(view) == 0) return 0;
  Flow flow({0, 0, width, 0}, control_px);
  for (const FilterChip& chosen : chips_of(ui, model, view))
    flow.next(chip_width(ui, chosen.label, {.kind = ChipKind::remove}));
  flow.next(button_width(ui, ui.say(Text::clear_filters), {.kind = ButtonKind::text}));
  return flow.used();
}

bool draw_filter_chips(Ui& ui, const Rect& rect, const RegisterModel& model, TargetView& view) {
  if (!model.index || chosen_count(view) == 0) return false;
  bool changed = false;
  Flow flow(rect, control_px);
  for (const FilterChip& chosen : chips_of(ui, model, view)) {
    const std::string name = text(Text::remove_filter, ui.language, {{"value", chosen.label}});
    const ChipOptions options{.kind = ChipKind::remove, .name = name};
    if (chip(ui, chosen.id, chosen.label, flow.next(chip_width(ui, chosen.label, options)), options)) {
      flip(view, chosen.facet, chosen.value);
      changed = true;
    }
  }
  const auto clear = ui.say(Text::clear_filters);
  const ButtonOptions plain{.kind = ButtonKind::text};
  if (button(ui, "chosen.clear", clear, flow.next(button_width(ui, clear, plain)), plain)) {
    view.chosen = {};
    changed = true;
  }
  return changed;
}

}  // namespace mingchou::client
