// Whether a result looks as chance would make it: per trait of the targets a table of what was drawn beside what was to
// be expected, and a sentence that says how ordinary that is.
#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "client/app/screens/draw_parts.h"
#include "client/app/screens/draw_words.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/register_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/codes/tables.h"

namespace mingchou::client::draw_page {
namespace {

constexpr float value_px = 64, bar_px = 8, expected_px = 3;
/// So much of a label is seen beside its counts, or they stand below it.
constexpr float label_px_min = 120;
/// Of a trait; the rest is told in one row.
constexpr std::size_t values_shown = 12;
/// The list is sealed for who asks.
constexpr std::string_view sealed = "ceremony.sealed";

Text name_of(draw::Trait trait) {
  switch (trait) {
    case draw::Trait::kind:
      return Text::draw_trait_kind;
    case draw::Trait::township:
      return Text::draw_trait_township;
    case draw::Trait::industry:
      return Text::draw_trait_industry;
    case draw::Trait::name_length:
      return Text::draw_trait_name_length;
    case draw::Trait::registration_year:
      break;
  }
  return Text::draw_trait_year;
}

/// "7-9" is the first and the last of a band; either may be missing.
std::pair<std::string, std::string> ends_of(const std::string& band) {
  const std::size_t dash = band.find('-');
  if (dash == std::string::npos) return {band, band};
  return {band.substr(0, dash), band.substr(dash + 1)};
}

std::string year_words(const Ui& ui, const std::string& band) {
  const auto [first, last] = ends_of(band);
  if (first.empty()) return text(Text::draw_years_before, ui.language, {{"year", last}});
  return text(Text::draw_years, ui.language, {{"first", first}, {"last", last}});
}

std::string length_words(const Ui& ui, const std::string& band) {
  const auto [first, last] = ends_of(band);
  if (last.empty()) return text(Text::draw_length_above, ui.language, {{"first", first}});
  return text(Text::draw_length, ui.language, {{"first", first}, {"last", last}});
}

std::string label_words(const Ui& ui, draw::Trait trait, const std::string& label) {
  if (label.empty()) return std::string(ui.say(Text::draw_trait_none));
  switch (trait) {
    case draw::Trait::kind:
      return std::string(kind_words(ui, label));
    case draw::Trait::township:
      return std::string(township_words(label));
    case draw::Trait::industry: {
      const auto section = std::ranges::find(industry_sections(), label, &IndustrySection::code);
      return section == industry_sections().end() ? label : std::string(section->name);
    }
    case draw::Trait::name_length:
      return length_words(ui, label);
    case draw::Trait::registration_year:
      break;
  }
  return year_words(ui, label);
}

/// With one digit behind the point, and none where it says nothing.
std::string expected_words(double expected) {
  const std::int64_t tenths = std::llround(expected * 10);
  const std::string whole = grouped(tenths / 10);
  return tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10);
}

draw::ValueComparison sum_of(std::span<const draw::ValueComparison> values) {
  draw::ValueComparison sum;
  for (const draw::ValueComparison& value : values) {
    sum.eligible += value.eligible;
    sum.drawn += value.drawn;
    sum.expected += value.expected;
  }
  return sum;
}

struct Row {
  std::string label;
  draw::ValueComparison value;
};

std::vector<Row> rows_of(const Ui& ui, const draw::TraitComparison& comparison) {
  const std::size_t shown = std::min(comparison.values.size(), values_shown);
  std::vector<Row> rows;
  rows.reserve(shown + 1);
  for (const draw::ValueComparison& value : std::span(comparison.values).first(shown))
    rows.push_back({label_words(ui, comparison.trait, value.label), value});
  const auto rest = std::span(comparison.values).subspan(shown);
  if (!rest.empty())
    rows.push_back({text(Text::draw_trait_other, ui.language, {{"count", std::to_string(rest.size())}}), sum_of(rest)});
  return rows;
}

std::string sentence_of(const Ui& ui, const draw::TraitComparison& comparison) {
  const auto& values = comparison.values;
  const auto are_all = [&values](auto is_so) { return std::ranges::all_of(values, is_so); };
  const bool is_certain = comparison.simulated == 0 || are_all([](const auto& one) { return one.drawn == 0; }) ||
                          are_all([](const auto& one) { return one.drawn == one.eligible; });
  if (is_certain) return std::string(ui.say(Text::draw_trait_certain));
  if (values.size() == 1) return std::string(ui.say(Text::draw_trait_single));
  return text(comparison.is_unusual() ? Text::draw_trait_unusual : Text::draw_trait_usual, ui.language,
              {{"simulated", grouped(comparison.simulated)}, {"far", grouped(comparison.as_far)}});
}

/// What was drawn as a bar, and a stroke across it where it was to be expected to end.
void draw_bar(Ui& ui, const std::string& id, const Rect& at, const draw::ValueComparison& value, double most) {
  progress_bar(ui, id, at, static_cast<float>(static_cast<double>(value.drawn) / most));
  const float x = at.x + at.width * static_cast<float>(value.expected / most);
  fill({std::clamp(x - expected_px / 2, at.x, at.right() - expected_px), at.y - expected_px, expected_px,
        at.height + 2 * expected_px},
       ui.theme->text);
}

std::string counts_words(const Ui& ui, const draw::ValueComparison& value) {
  return text(Text::draw_trait_counts, ui.language,
              {{"drawn", grouped(static_cast<std::int64_t>(value.drawn))},
               {"expected", expected_words(value.expected)},
               {"eligible", grouped(static_cast<std::int64_t>(value.eligible))}});
}

/// How high the counts are where they stand below the label; 0: there is room for them beside it.
float counts_below_px(const Ui& ui, float width, const std::string& counts) {
  if (text_width(ui, counts, type_px::small) + space_px::two + label_px_min <= width) return 0;
  return paragraph_height(ui, width, counts, type_px::small);
}

/// Returns the height of the row.
float draw_value(Ui& ui, const std::string& id, const Rect& at, const Row& row, double most) {
  const std::string counts = counts_words(ui, row.value);
  const Rect inside{at.x + space_px::two, at.y + space_px::one, at.width - 2 * space_px::two, 0};
  const float line = line_height(type_px::body), below = counts_below_px(ui, inside.width, counts);
  const float counts_width = below > 0 ? 0 : text_width(ui, counts, type_px::small) + 1 + space_px::two;
  draw_text(ui, {inside.x, inside.y, inside.width - counts_width, line}, row.label, type_px::body, ui.theme->text,
            Align::start, Fit::may_elide);
  if (below > 0)
    draw_paragraph(ui, {inside.x, inside.y + line, inside.width, below}, counts, type_px::small,
                   ui.theme->text_secondary, Align::start);
  else
    draw_text(ui, {inside.right() - counts_width, inside.y, counts_width, line}, counts, type_px::small,
              ui.theme->text_secondary, Align::end);
  draw_bar(ui, id + ".bar", {inside.x, inside.y + line + below + space_px::half, inside.width, bar_px}, row.value,
           most);
  ui.semantics.add({.role = Role::text,
                    .id = id,
                    .name = row.label + "，" + counts,
                    .rect = {at.x, at.y, at.width, value_px + below}});
  return value_px + below;
}

void draw_trait(Ui& ui, Column& column, const draw::TraitComparison& comparison) {
  const std::string id = "draw.trait." + std::string(draw::text_of(comparison.trait));
  section_heading(ui, id, ui.say(name_of(comparison.trait)), column.next(section_heading_px));
  const std::string sentence = sentence_of(ui, comparison);
  const bool is_unusual = comparison.is_unusual();
  const Banner what{.id = id + ".words",
                    .tone = is_unusual ? Tone::warning : Tone::neutral,
                    .icon = is_unusual ? Icon::attention : Icon::chart,
                    .text = sentence};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one);
  const std::vector<Row> rows = rows_of(ui, comparison);
  double most = 1;
  for (const Row& row : rows) most = std::max({most, static_cast<double>(row.value.drawn), row.value.expected});
  float height = space_px::one;
  for (const Row& row : rows)
    height += value_px + counts_below_px(ui, column.width() - 2 * space_px::two, counts_words(ui, row.value));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < rows.size(); ++i)
    column.space(
        draw_value(ui, id + "." + std::to_string(i), {column.x(), column.y(), column.width(), 0}, rows[i], most));
  column.space(space_px::one + space_px::two);
}

}  // namespace

void draw_conformity(Ui& ui, Column& column, const OpenDraw& open, Actions& actions) {
  const auto& report = open.conformity;
  if (!report.value) {
    if (!report.is_loading && !report.error) actions.draws.emplace_back(ReadConformity{});
    if (report.error && report.error->code == sealed) {
      const std::string words = render(*report.error, ui.language);
      notice(ui, column.next(200), {.id = "draw.conformity.sealed", .icon = Icon::lock, .title = words});
      return;
    }
    bool retry = false;
    draw_unread(ui, column.next(240), ui.say(Text::draw_conformity_failed), report, retry);
    if (retry) actions.draws.emplace_back(ReadConformity{});
    return;
  }
  column.space(paragraph(ui, "draw.conformity.lead", {column.x(), column.y(), column.width(), 0},
                         ui.say(Text::draw_conformity_lead), type_px::body, ui.theme->text) +
               space_px::one);
  for (const draw::TraitComparison& comparison : *report.value) draw_trait(ui, column, comparison);
}

}  // namespace mingchou::client::draw_page
