// Fields of the forms about lists and plans: days and lines that tell what is missing, groups of checkboxes, words of
// the domain's enumerations, percentages and codes as people type them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/choices.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"
#include "shared/base/error.h"

namespace mingchou::client {

/// Of a sheet: a day, and a text; empty or no day is told once `shows_missing`.
void day_field(Ui& ui, Form& form, const char* id, Text label, bool shows_missing, std::string& value);
void line_field(Ui& ui, Form& form, const char* id, Text label, FieldKind kind, int characters_max, bool shows_missing,
                std::string& value);

/// What stands above and below a group of fields that are no text fields.
void group_label(Ui& ui, Column& column, std::string_view label);
void group_error(Ui& ui, Column& column, const std::string& id, std::string_view error);

/// Draws the fields of one thing: the domain says what they are called, and an error stands at the field that it is
/// about.
struct FieldPen {
  Ui& ui;
  Form& form;
  Column& column;
  /// Ids of fields begin so.
  std::string prefix;
  std::string (*label_of)(const Ui&, std::string_view field);
  /// What is wrong, and at which field.
  std::string_view wrong_field;
  std::string error_words;

  std::string label(std::string_view name) const { return label_of(ui, name); }
  std::string_view error_at(std::string_view name) const {
    return !wrong_field.empty() && name == wrong_field ? std::string_view(error_words) : std::string_view();
  }
  void line(std::string_view name, std::string& value, int characters_max, FieldKind kind = FieldKind::text,
            std::string_view help = {});
  void heading(const char* id, Text title);
};

/// A group of checkboxes under a label.
template <class Value>
void checks(Ui& ui, Column& column, const std::string& id, std::string_view label, std::string_view error,
            const std::vector<std::pair<Value, std::string>>& all, std::vector<Value>& chosen) {
  group_label(ui, column, label);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [value, words] = all[i];
    const auto at = std::ranges::find(chosen, value);
    const ToggleOptions row{.label = words, .on = at != chosen.end()};
    if (!toggle_row(ui, id + "." + std::to_string(i), column.next(toggle_height(ui, column.width(), row)), row))
      continue;
    if (at != chosen.end())
      chosen.erase(at);
    else
      chosen.push_back(value);
  }
  group_error(ui, column, id, error);
  column.space(space_px::two);
}

/// A word of the domain: the same that tells it in a difference.
std::string word_of_domain(const Ui& ui, std::string_view name);

template <class Value, int count>
std::vector<std::pair<Value, std::string>> words_of_all(const Ui& ui) {
  std::vector<std::pair<Value, std::string>> all;
  all.reserve(count);
  for (int i = 0; i < count; ++i)
    all.emplace_back(static_cast<Value>(i), word_of_domain(ui, text_of(static_cast<Value>(i))));
  return all;
}

/// Departments that may inspect, by their names.
std::vector<std::pair<DepartmentId, std::string>> inspecting_departments(const Model& model);
/// Those among whom participants are chosen: not `initiating`; one of `chosen` that has ended meanwhile can be taken
/// out.
std::vector<std::pair<DepartmentId, std::string>> possible_participants(const Ui& ui, const Model& model,
                                                                        const DepartmentId& initiating,
                                                                        const std::vector<DepartmentId>& chosen);
/// One of them, chosen now.
std::optional<DepartmentId> choose_department(Ui& ui, ChoiceSheet& sheet, const std::string& id, std::string_view title,
                                              const Model& model, const DepartmentId& now);

/// "2.5" of 250.
std::string percent_field(const std::optional<int>& points);
/// Nothing where nothing is typed. Error: items.bad_value {field}.
Result<std::optional<int>> percent_from(const std::string& text, std::string_view field);
Result<std::optional<CivilDate>> day_from(const std::string& text, std::string_view field);
std::optional<std::string> optional_text(const std::string& text);
Error bad_field(std::string_view field);
/// Digits alone, and no more of them.
std::optional<std::int64_t> number_from(std::string_view text, std::size_t digits_max);
/// Codes with anything between them.
std::vector<std::string> industries_from(std::string_view text);
std::string industries_field(const std::vector<std::string>& codes);

}  // namespace mingchou::client
