#include "client/app/screens/item_fields.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/screens/item_words.h"
#include "client/app/ui/widgets.h"
#include "shared/items/content.h"
#include "shared/items/rules.h"

namespace mingchou::client {
namespace {

using items::Item;

constexpr int line_max = static_cast<int>(items::line_characters_max);
constexpr int text_max = static_cast<int>(items::text_characters_max);
constexpr int reason_max = static_cast<int>(items::reason_characters_max);

std::string percent_field(const std::optional<int>& points) {
  if (!points) return {};
  std::string text = items::percent_text(*points);
  text.pop_back();
  return text;
}

std::optional<std::string> optional_text(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

Error bad(std::string_view field) { return Error("items.bad_value").with("field", field); }

/// Nothing where nothing is typed.
Result<std::optional<int>> percent_from(const std::string& text, std::string_view field) {
  if (text.empty()) return std::nullopt;
  const auto points = typed_percent(text);
  if (!points) return fail(bad(field));
  return points;
}

Result<std::optional<CivilDate>> day_from(const std::string& text, std::string_view field) {
  if (text.empty()) return std::nullopt;
  const auto day = typed_day(text);
  if (!day) return fail(bad(field));
  return day;
}

std::optional<int> number_from(const std::string& text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

Result<std::optional<items::Frequency>> frequency_from(const ItemFields& fields) {
  if (fields.times.empty() && fields.months.empty()) return std::nullopt;
  const auto times = number_from(fields.times), months = number_from(fields.months);
  if (!times || !months) return fail(bad("frequency"));
  return items::Frequency{*times, *months};
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

// --- drawing

/// A group of checkboxes under a label. True in the frame in which one was flipped.
template <class Value>
void checks(Ui& ui, Column& column, const std::string& id, std::string_view label, std::string_view error,
            const std::vector<std::pair<Value, std::string>>& all, std::vector<Value>& chosen) {
  if (!label.empty()) {
    const float height = paragraph_height(ui, column.width(), label, type_px::small);
    draw_paragraph(ui, column.next(height), label, type_px::small, ui.theme->text);
  }
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
  if (!error.empty()) {
    const Rect at = column.next(paragraph_height(ui, column.width(), error, type_px::small));
    draw_paragraph(ui, at, error, type_px::small, ui.theme->danger_text);
    ui.semantics.add({.role = Role::alert, .id = id + ".error", .name = std::string(error), .rect = at});
  }
  column.space(space_px::two);
}

/// A word of the domain: the same that tells it in a difference.
std::string word(const Ui& ui, std::string_view name) {
  std::string code = "items.word_";
  code += name;
  return render(Error(code), ui.language);
}

template <class Value, int count>
std::vector<std::pair<Value, std::string>> words_of_all(const Ui& ui) {
  std::vector<std::pair<Value, std::string>> all;
  all.reserve(count);
  for (int i = 0; i < count; ++i) all.emplace_back(static_cast<Value>(i), word(ui, text_of(static_cast<Value>(i))));
  return all;
}

struct Drawing {
  Ui& ui;
  Form& form;
  Column& column;
  ItemFields& fields;
  const std::optional<Error>& error;
  std::string error_words;

  std::string_view error_at(std::string_view name) const {
    return error && field_of(*error) == name ? std::string_view(error_words) : std::string_view();
  }
  void line(std::string_view name, std::string& value, int characters_max, FieldKind kind = FieldKind::text,
            std::string_view help = {}) {
    const std::string label = items::field_words(name, ui.language);
    form.text({.id = "item." + std::string(name),
               .label = label,
               .kind = kind,
               .characters_max = characters_max,
               .help = help,
               .error = error_at(name)},
              value);
  }
  void heading(const char* id, Text title) { section_heading(ui, id, ui.say(title), column.next(section_heading_px)); }
};

void draw_class(Drawing& at) {
  Ui& ui = at.ui;
  Item& item = at.fields.item;
  at.heading("item.class", Text::item_section_what);
  at.line("code", item.code, static_cast<int>(items::code_characters_max), FieldKind::code);
  at.line("category", item.category, line_max);
  at.line("name", item.name, line_max);
  at.line("sub_item", at.fields.sub_item, line_max);
  const std::array segments{Segment{.label = ui.say(Text::item_kind_key)},
                            Segment{.label = ui.say(Text::item_kind_general)}};
  const Rect kind = at.column.next(segmented_height(ui, at.column.width(), segments));
  if (const auto chosen =
          segmented(ui, "item.kind", ui.say(Text::item_kind_label), kind, segments, static_cast<int>(item.kind)))
    item.kind = static_cast<items::Kind>(*chosen);
  at.column.space(space_px::two);
  const bool is_key = item.kind == items::Kind::key;
  // Only a key item has grounds, and only a general one a cap.
  if (!is_key) item.grounds.clear();
  if (is_key) at.fields.cap.clear();
  if (is_key) {
    const std::string label = items::field_words("grounds", ui.language);
    checks(ui, at.column, "item.grounds", label, at.error_at("grounds"),
           words_of_all<items::Ground, items::ground_count>(ui), item.grounds);
  }
  at.line("reason", at.fields.reason, reason_max, FieldKind::multiline);
}

void draw_law(Drawing& at, ItemSheets& sheets, const Model& model) {
  Ui& ui = at.ui;
  Item& item = at.fields.item;
  at.heading("item.law", Text::item_section_law);
  at.line("basis", item.basis, text_max, FieldKind::multiline);
  at.line("inspecting_body", item.inspecting_body, line_max);
  const auto names = names_of(model);
  const bool has_owner = model.items.list.list.value && model.items.list.list.value->owner;
  const std::string initiating =
      item.initiating_department_id.uuid == Uuid{} ? std::string() : names(item.initiating_department_id.uuid);
  const std::string label = items::field_words("initiating_department_id", ui.language);
  if (!has_owner) {
    if (at.form.choice({.id = "item.initiating",
                        .label = label,
                        .placeholder = ui.say(Text::choose_one),
                        .error = at.error_at("initiating_department_id")},
                       initiating, sheets.initiating.sheet.open))
      sheets.initiating.sheet.open = true;
  }
  std::string others;
  for (const DepartmentId& id : item.participating_department_ids)
    others += (others.empty() ? "" : "、") + names(id.uuid);
  const std::string others_label = items::field_words("participating_department_ids", ui.language);
  if (at.form.choice({.id = "item.participating",
                      .label = others_label,
                      .placeholder = ui.say(Text::item_alone),
                      .error = at.error_at("participating_department_ids")},
                     others, sheets.participating.open))
    sheets.participating.open = true;
  const std::string levels = items::field_words("levels", ui.language);
  checks(ui, at.column, "item.levels", levels, at.error_at("levels"),
         words_of_all<items::Level, items::level_count>(ui), item.levels);
}

void draw_targets(Drawing& at, ItemSheets& sheets, const Model& model) {
  Ui& ui = at.ui;
  at.heading("item.targets", Text::item_section_target);
  at.line("target", at.fields.item.target, reason_max, FieldKind::multiline);
  ItemFields shown = at.fields;
  shown.item.applies_to.industries = industries_from(at.fields.industries);
  std::string range;
  for (const items::Field& field : items::fields_of(shown.item))
    if (field.name == "applies_to") range = item_value_words(ui, model, field.name, field.json);
  const std::string label = items::field_words("applies_to", ui.language);
  if (at.form.choice({.id = "item.applies_to", .label = label, .error = at.error_at("applies_to")}, range,
                     sheets.range.open))
    sheets.range.open = true;
  at.line("content", at.fields.item.content, text_max, FieldKind::multiline);
}

void draw_how(Drawing& at) {
  Ui& ui = at.ui;
  at.heading("item.how", Text::item_section_how);
  const std::string methods = items::field_words("methods", ui.language);
  checks(ui, at.column, "item.methods", methods, at.error_at("methods"),
         words_of_all<items::Method, items::method_count>(ui), at.fields.item.methods);
  at.line("ratio_basis_points", at.fields.ratio, 8, FieldKind::number, ui.say(Text::item_percent_help));
  if (at.fields.item.kind == items::Kind::general)
    at.line("cap_basis_points", at.fields.cap, 8, FieldKind::number, ui.say(Text::item_cap_help));
  at.form.text({.id = "item.times",
                .label = ui.say(Text::item_frequency_times),
                .kind = FieldKind::number,
                .characters_max = 4,
                .error = at.error_at("frequency")},
               at.fields.times);
  at.form.text({.id = "item.months",
                .label = ui.say(Text::item_frequency_months),
                .kind = FieldKind::number,
                .characters_max = 4},
               at.fields.months);
  at.line("staff_requirement", at.fields.staff, reason_max, FieldKind::multiline);
  at.line("valid_from", at.fields.valid_from, 20, FieldKind::date, ui.say(Text::day_help));
  at.line("valid_to", at.fields.valid_to, 20, FieldKind::date, ui.say(Text::day_help));
}

/// Departments that may inspect, by their names.
std::vector<std::pair<DepartmentId, std::string>> inspecting_departments(const Model& model) {
  std::vector<std::pair<DepartmentId, std::string>> all;
  for (const DepartmentEntry& department : model.departments.departments)
    if (const auto id = Uuid::parse(department.id); id && department.kind != DepartmentKind::joint_meeting_office)
      all.emplace_back(DepartmentId{*id}, department.name);
  return all;
}

void draw_range(Ui& ui, ItemFields& fields, SheetState& state, const Model& model) {
  auto sheet = begin_sheet(ui, state, {.id = "item.range", .title = ui.say(Text::item_range_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  items::TargetFilter& filter = fields.item.applies_to;
  column.space(paragraph(ui, "item.range.help", column.next(0), ui.say(Text::item_range_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  checks(ui, column, "item.range.kinds", ui.say(Text::item_range_kinds), {},
         words_of_all<TargetKind, static_cast<int>(TargetKind::behaviour) + 1>(ui), filter.kinds);
  {
    Form form(ui, column, "item.range.form");
    form.text({.id = "item.range.industries",
               .label = ui.say(Text::item_range_industries),
               .kind = FieldKind::code,
               .enter = EnterKey::done},
              fields.industries);
  }
  const ToggleOptions any{.label = ui.say(Text::item_range_any),
                          .detail = ui.say(Text::item_range_any_detail),
                          .on = filter.any_department};
  if (toggle_row(ui, "item.range.any", column.next(toggle_height(ui, column.width(), any)), any))
    filter.any_department = !filter.any_department;
  column.space(space_px::two);
  std::vector<std::pair<TagId, std::string>> tags;
  if (model.items.tags.value)
    for (const TagName& tag : *model.items.tags.value) tags.emplace_back(TagId{tag.id}, tag.name);
  if (!tags.empty()) checks(ui, column, "item.range.tags", ui.say(Text::item_range_tags), {}, tags, filter.tags);
  end_sheet_content(ui, state, *sheet);
  end_sheet(ui);
}

}  // namespace

ItemFields fields_from(const Item& item) {
  ItemFields fields;
  fields.item = item;
  fields.sub_item = item.sub_item.value_or("");
  fields.reason = item.reason.value_or("");
  fields.ratio = percent_field(item.ratio_basis_points);
  fields.cap = percent_field(item.cap_basis_points);
  if (item.frequency) {
    fields.times = std::to_string(item.frequency->times);
    fields.months = std::to_string(item.frequency->months);
  }
  fields.staff = item.staff_requirement.value_or("");
  if (item.valid_from) fields.valid_from = item.valid_from->text();
  if (item.valid_to) fields.valid_to = item.valid_to->text();
  for (const std::string& code : item.applies_to.industries)
    fields.industries += (fields.industries.empty() ? "" : " ") + code;
  return fields;
}

ItemFields new_fields(const items::Owner& owner) {
  Item item;
  if (owner) item.initiating_department_id = *owner;
  item.levels = {items::Level::county};
  item.methods = {items::Method::on_site};
  return fields_from(item);
}

Result<Item> item_from(const ItemFields& fields) {
  Item item = fields.item;
  item.sub_item = optional_text(fields.sub_item);
  item.reason = optional_text(fields.reason);
  item.staff_requirement = optional_text(fields.staff);
  item.ratio_basis_points = MC_TRY(percent_from(fields.ratio, "ratio_basis_points"));
  item.cap_basis_points = MC_TRY(percent_from(fields.cap, "cap_basis_points"));
  item.frequency = MC_TRY(frequency_from(fields));
  item.valid_from = MC_TRY(day_from(fields.valid_from, "valid_from"));
  item.valid_to = MC_TRY(day_from(fields.valid_to, "valid_to"));
  item.applies_to.industries = industries_from(fields.industries);
  if (item.initiating_department_id.uuid == Uuid{})
    return fail(Error("items.field_needed").with("field", "initiating_department_id"));
  return items::check_item(std::move(item));
}

std::string_view field_of(const Error& error) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> places{{
      {"items.method_needed", "methods"},
      {"items.level_needed", "levels"},
      {"items.key_reason_needed", "grounds"},
      {"items.grounds_on_general", "grounds"},
      {"items.cap_on_key", "cap_basis_points"},
      {"items.cap_needed", "cap_basis_points"},
      {"items.cap_range", "cap_basis_points"},
      {"items.ratio_range", "ratio_basis_points"},
      {"items.ratio_above_cap", "ratio_basis_points"},
      {"items.frequency_range", "frequency"},
      {"items.dates_reversed", "valid_to"},
      {"items.code_repeated", "code"},
  }};
  if (const std::string_view field = error.argument("field"); !field.empty())
    return field.starts_with("applies_to") ? std::string_view("applies_to") : field;
  if (error.code == "items.bad_industry") return "applies_to";
  if (error.code == "items.department_repeated" || error.code == "items.joint_needs_two")
    return "participating_department_ids";
  const auto found = std::ranges::find(places, error.code, &std::pair<std::string_view, std::string_view>::first);
  return found == places.end() ? std::string_view() : found->second;
}

void draw_item_fields(Ui& ui, Form& form, Column& column, ItemFields& fields, ItemSheets& sheets, const Model& model,
                      const std::optional<Error>& error) {
  Drawing at{ui, form, column, fields, error, item_error_words(ui, error)};
  draw_class(at);
  draw_law(at, sheets, model);
  draw_targets(at, sheets, model);
  draw_how(at);
}

void draw_item_sheets(Ui& ui, ItemFields& fields, ItemSheets& sheets, const Model& model) {
  const auto departments = inspecting_departments(model);
  if (sheets.initiating.sheet.open) {
    std::vector<std::string_view> labels;
    std::optional<int> now;
    for (const auto& [id, name] : departments) {
      if (id == fields.item.initiating_department_id) now = static_cast<int>(labels.size());
      labels.push_back(name);
    }
    const auto chosen = choice_sheet(ui, sheets.initiating, "item.departments",
                                     items::field_words("initiating_department_id", ui.language), labels, now);
    if (chosen) fields.item.initiating_department_id = departments[static_cast<std::size_t>(*chosen)].first;
  }
  if (auto sheet =
          begin_sheet(ui, sheets.participating, {.id = "item.others", .title = ui.say(Text::item_departments_title)})) {
    auto others = departments;
    std::erase_if(others, [&](const auto& one) { return one.first == fields.item.initiating_department_id; });
    // One that has ended meanwhile can be taken out.
    for (const DepartmentId& id : fields.item.participating_department_ids)
      if (!std::ranges::contains(departments, id, &std::pair<DepartmentId, std::string>::first))
        others.emplace_back(id, text(Text::department_ended_mark, ui.language, {{"name", names_of(model)(id.uuid)}}));
    checks(ui, sheet->page.column, "item.others.values", {}, {}, others, fields.item.participating_department_ids);
    end_sheet_content(ui, sheets.participating, *sheet);
    end_sheet(ui);
  }
  draw_range(ui, fields, sheets.range, model);
}

}  // namespace mingchou::client
