#include "client/app/screens/item_fields.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/screens/field_parts.h"
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

Result<std::optional<items::Frequency>> frequency_from(const ItemFields& fields) {
  if (fields.times.empty() && fields.months.empty()) return std::nullopt;
  const auto times = number_from(fields.times, 4), months = number_from(fields.months, 4);
  if (!times || !months) return fail(bad_field("frequency"));
  return items::Frequency{static_cast<int>(*times), static_cast<int>(*months)};
}

// --- drawing

struct Drawing : FieldPen {
  ItemFields& fields;
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
  fields.industries = industries_field(item.applies_to.industries);
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
  const auto label_of = [](const Ui& words, std::string_view field) {
    return items::field_words(field, words.language);
  };
  Drawing at{
      {ui, form, column, "item", label_of, error ? field_of(*error) : std::string_view(), item_error_words(ui, error)},
      fields};
  draw_class(at);
  draw_law(at, sheets, model);
  draw_targets(at, sheets, model);
  draw_how(at);
}

void draw_item_sheets(Ui& ui, ItemFields& fields, ItemSheets& sheets, const Model& model) {
  const DepartmentId initiating = fields.item.initiating_department_id;
  if (const auto chosen =
          choose_department(ui, sheets.initiating, "item.departments",
                            items::field_words("initiating_department_id", ui.language), model, initiating))
    fields.item.initiating_department_id = *chosen;
  if (auto sheet =
          begin_sheet(ui, sheets.participating, {.id = "item.others", .title = ui.say(Text::item_departments_title)})) {
    auto& chosen = fields.item.participating_department_ids;
    checks(ui, sheet->page.column, "item.others.values", {}, {}, possible_participants(ui, model, initiating, chosen),
           chosen);
    end_sheet_content(ui, sheets.participating, *sheet);
    end_sheet(ui);
  }
  draw_range(ui, fields, sheets.range, model);
}

}  // namespace mingchou::client
