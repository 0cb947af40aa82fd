#include "client/app/screens/field_parts.h"

#include "client/app/screens/item_words.h"
#include "client/app/ui/widgets.h"
#include "shared/items/rules.h"

namespace mingchou::client {

void day_field(Ui& ui, Form& form, const char* id, Text label, bool shows_missing, std::string& value) {
  form.text({.id = id,
             .label = ui.say(label),
             .kind = FieldKind::date,
             .characters_max = 20,
             .placeholder = "2026-01-31",
             .help = ui.say(Text::day_help),
             .error = shows_missing && !typed_day(value) ? ui.say(Text::day_wrong) : std::string_view()},
            value);
}

void line_field(Ui& ui, Form& form, const char* id, Text label, FieldKind kind, int characters_max, bool shows_missing,
                std::string& value) {
  form.text({.id = id,
             .label = ui.say(label),
             .kind = kind,
             .characters_max = characters_max,
             .error = shows_missing && value.empty() ? ui.say(Text::fill_in) : std::string_view()},
            value);
}

void FieldPen::line(std::string_view name, std::string& value, int characters_max, FieldKind kind,
                    std::string_view help) {
  const std::string words = label(name);
  form.text({.id = prefix + "." + std::string(name),
             .label = words,
             .kind = kind,
             .characters_max = characters_max,
             .help = help,
             .error = error_at(name)},
            value);
}

void FieldPen::heading(const char* id, Text title) {
  section_heading(ui, id, ui.say(title), column.next(section_heading_px));
}

void group_label(Ui& ui, Column& column, std::string_view label) {
  if (label.empty()) return;
  const float height = paragraph_height(ui, column.width(), label, type_px::small);
  draw_paragraph(ui, column.next(height), label, type_px::small, ui.theme->text);
}

void group_error(Ui& ui, Column& column, const std::string& id, std::string_view error) {
  if (error.empty()) return;
  const Rect at = column.next(paragraph_height(ui, column.width(), error, type_px::small));
  draw_paragraph(ui, at, error, type_px::small, ui.theme->danger_text);
  ui.semantics.add({.role = Role::alert, .id = id + ".error", .name = std::string(error), .rect = at});
}

std::string word_of_domain(const Ui& ui, std::string_view name) {
  std::string code = "items.word_";
  code += name;
  return render(Error(code), ui.language);
}

std::vector<std::pair<DepartmentId, std::string>> inspecting_departments(const Model& model) {
  std::vector<std::pair<DepartmentId, std::string>> all;
  for (const DepartmentEntry& department : model.departments.departments)
    if (const auto id = Uuid::parse(department.id); id && department.kind != DepartmentKind::joint_meeting_office)
      all.emplace_back(DepartmentId{*id}, department.name);
  return all;
}

std::vector<std::pair<DepartmentId, std::string>> possible_participants(const Ui& ui, const Model& model,
                                                                        const DepartmentId& initiating,
                                                                        const std::vector<DepartmentId>& chosen) {
  const auto departments = inspecting_departments(model);
  auto others = departments;
  std::erase_if(others, [&](const auto& one) { return one.first == initiating; });
  for (const DepartmentId& id : chosen)
    if (!std::ranges::contains(departments, id, &std::pair<DepartmentId, std::string>::first))
      others.emplace_back(id, text(Text::department_ended_mark, ui.language, {{"name", names_of(model)(id.uuid)}}));
  return others;
}

std::optional<DepartmentId> choose_department(Ui& ui, ChoiceSheet& sheet, const std::string& id, std::string_view title,
                                              const Model& model, const DepartmentId& now) {
  if (!sheet.sheet.open) return std::nullopt;
  const auto departments = inspecting_departments(model);
  std::vector<std::string_view> labels;
  std::optional<int> at;
  for (const auto& [department, name] : departments) {
    if (department == now) at = static_cast<int>(labels.size());
    labels.push_back(name);
  }
  const auto chosen = choice_sheet(ui, sheet, id, title, labels, at);
  if (!chosen) return std::nullopt;
  return departments[static_cast<std::size_t>(*chosen)].first;
}

std::string percent_field(const std::optional<int>& points) {
  if (!points) return {};
  std::string text = items::percent_text(*points);
  text.pop_back();
  return text;
}

Error bad_field(std::string_view field) { return Error("items.bad_value").with("field", field); }

Result<std::optional<int>> percent_from(const std::string& text, std::string_view field) {
  if (text.empty()) return std::nullopt;
  const auto points = typed_percent(text);
  if (!points) return fail(bad_field(field));
  return points;
}

Result<std::optional<CivilDate>> day_from(const std::string& text, std::string_view field) {
  if (text.empty()) return std::nullopt;
  const auto day = typed_day(text);
  if (!day) return fail(bad_field(field));
  return day;
}

std::optional<std::string> optional_text(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::int64_t> number_from(std::string_view text, std::size_t digits_max) {
  if (text.empty() || text.size() > digits_max) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

std::vector<std::string> industries_from(std::string_view text) {
  std::vector<std::string> codes;
  std::string code;
  const auto end = [&] {
    if (!code.empty()) codes.push_back(std::exchange(code, {}));
  };
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    // Whatever stands between, also 、 and ，, separates.
    if (!is_plain)
      end();
    else
      code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  end();
  return codes;
}

std::string industries_field(const std::vector<std::string>& codes) {
  std::string field;
  for (const std::string& code : codes) field += (field.empty() ? "" : " ") + code;
  return field;
}

}  // namespace mingchou::client
