#include "client/app/screens/plan_row_fields.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_item_sheet.h"
#include "client/app/screens/plan_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/codes/tables.h"
#include "shared/plans/content.h"
#include "shared/plans/rules.h"

namespace mingchou::client {
namespace {

constexpr int line_max = static_cast<int>(items::line_characters_max);
constexpr int reason_max = static_cast<int>(items::reason_characters_max);
/// Of targets_of_row_max and more, so that the rule speaks, and not the form.
constexpr std::size_t digits_max = 9;

Result<CivilDate> needed_day(const std::string& text, std::string_view field) {
  const auto day = MC_TRY(day_from(text, field));
  if (!day) return fail(Error("items.field_needed").with("field", field));
  return *day;
}

/// Nothing typed is 0, which the rules refuse with words of their own.
Result<std::int64_t> value_from(const PlanRowFields& fields) {
  switch (fields.row.quantity.kind) {
    case plans::QuantityKind::ratio:
      return MC_TRY(percent_from(fields.ratio, "quantity")).value_or(0);
    case plans::QuantityKind::count: {
      const auto count = number_from(fields.count, digits_max);
      if (!count && !fields.count.empty()) return fail(bad_field("quantity"));
      return count.value_or(0);
    }
    case plans::QuantityKind::batch_order:
      break;
  }
  return 0;
}

// --- drawing

struct Drawing : FieldPen {
  PlanRowFields& fields;
  PlanRowSheets& sheets;
  const Model& model;
};

std::string names_in_line(const Ui& ui, const Model& model, const std::vector<DepartmentId>& ids) {
  const auto name_of = names_of(model);
  std::string names;
  for (const DepartmentId& id : ids)
    names += (names.empty() ? "" : std::string(ui.say(Text::list_comma))) + name_of(id.uuid);
  return names;
}

void draw_departments(Drawing& at) {
  Ui& ui = at.ui;
  const plans::Row& row = at.fields.row;
  at.heading("plan.section.departments", Text::plan_section_departments);
  const bool is_free = at.model.session.may(access::Action::plans_write);
  const DepartmentId& department = row.initiating_department_id;
  const std::string initiating = department.uuid == Uuid{} ? std::string() : names_in_line(ui, at.model, {department});
  const std::string label = at.label("initiating_department_id");
  if (is_free) {
    if (at.form.choice({.id = "plan.initiating",
                        .label = label,
                        .placeholder = ui.say(Text::choose_one),
                        .error = at.error_at("initiating_department_id")},
                       initiating, at.sheets.initiating.sheet.open))
      at.sheets.initiating.sheet.open = true;
  } else {
    const std::vector<KeyValue> own{{.key = label, .value = initiating}};
    key_values(ui, "plan.initiating.own", at.column.next(key_values_height(ui, at.column.width(), own)), own);
    at.column.space(space_px::two);
  }
  const std::string others_label = at.label("participating_department_ids");
  if (at.form.choice({.id = "plan.participating",
                      .label = others_label,
                      .placeholder = ui.say(Text::item_alone),
                      .error = at.error_at("participating_department_ids")},
                     names_in_line(ui, at.model, row.participating_department_ids), at.sheets.participating.open))
    at.sheets.participating.open = true;
}

/// Each chosen item in a line of its own, with a button that takes it out.
void draw_chosen(Drawing& at) {
  Ui& ui = at.ui;
  auto& chosen = at.fields.row.items;
  std::optional<std::size_t> taken_out;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::string words = chosen[i].code + " " + chosen[i].name;
    const float width = at.column.width() - control_px - space_px::one;
    const float height = std::max(control_px, paragraph_height(ui, width, words, type_px::body) + space_px::one);
    const Rect line = at.column.next(height);
    const std::string id = "plan.item." + std::to_string(i);
    paragraph(ui, id, {line.x, line.y + space_px::one, width, height}, words, type_px::body, ui.theme->text);
    const std::string name = text(Text::plan_items_take_out, ui.language, {{"name", chosen[i].name}});
    if (icon_button(ui, id + ".remove", Icon::close, name, {line.right() - control_px / 2, line.y + control_px / 2}))
      taken_out = i;
  }
  if (!chosen.empty()) at.column.space(space_px::two);
  if (taken_out) chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(*taken_out));
}

void draw_task(Drawing& at) {
  Ui& ui = at.ui;
  at.heading("plan.section.task", Text::plan_section_task);
  at.line("name", at.fields.row.name, line_max);
  const std::size_t count = at.fields.row.items.size();
  const std::string words =
      count == 0 ? std::string()
                 : text(Text::plan_items_chosen, ui.language, {{"count", grouped(static_cast<long long>(count))}});
  const std::string label = at.label("items");
  if (at.form.choice({.id = "plan.items",
                      .label = label,
                      .placeholder = ui.say(Text::plan_items_placeholder),
                      .error = at.error_at("items")},
                     words, at.sheets.items.open)) {
    at.sheets.items.open = true;
    at.sheets.list.reset();
  }
  draw_chosen(at);
}

void draw_targets(Drawing& at) {
  Ui& ui = at.ui;
  plans::Row& row = at.fields.row;
  at.heading("plan.section.targets", Text::plan_section_targets);
  const std::array segments{Segment{.label = ui.say(Text::plan_undirected)},
                            Segment{.label = ui.say(Text::plan_directed)}};
  const Rect kind = at.column.next(segmented_height(ui, at.column.width(), segments));
  if (const auto chosen =
          segmented(ui, "plan.directed", ui.say(Text::plan_kind_label), kind, segments, row.is_directed ? 1 : 0))
    row.is_directed = *chosen == 1;
  at.column.space(space_px::one);
  at.column.space(paragraph(ui, "plan.directed.help", at.column.next(0), ui.say(Text::plan_directed_help),
                            type_px::small, ui.theme->text_secondary) +
                  space_px::two);
  if (row.is_directed) {
    plans::Row shown = row;
    shown.range.industries = industries_from(at.fields.industries);
    std::string range;
    for (const items::Field& field : plans::fields_of(shown))
      if (field.name == "range" && !shown.range.is_empty())
        range = plan_value_words(ui, at.model, field.name, field.json);
    const std::string label = at.label("range");
    if (at.form.choice({.id = "plan.range",
                        .label = label,
                        .placeholder = ui.say(Text::plan_range_choose),
                        .error = at.error_at("range")},
                       range, at.sheets.range.open))
      at.sheets.range.open = true;
  }
  at.line("target", row.target, reason_max, FieldKind::multiline, ui.say(Text::plan_target_help));
}

void draw_quantity(Drawing& at) {
  at.heading("plan.section.quantity", Text::plan_section_quantity);
  draw_plan_quantity(at.ui, at.form, at.column, "plan", at.fields, at.error_at("quantity"));
  at.line("estimated_count", at.fields.estimate, static_cast<int>(digits_max), FieldKind::number);
}

void draw_when(Drawing& at, int year) {
  Ui& ui = at.ui;
  at.heading("plan.section.when", Text::plan_section_when);
  const std::string help = text(Text::plan_period_help, ui.language, {{"year", std::to_string(year)}});
  at.line("first_day", at.fields.first_day, 20, FieldKind::date, help);
  at.line("last_day", at.fields.last_day, 20, FieldKind::date, help);
  checks(ui, at.column, "plan.methods", at.label("methods"), at.error_at("methods"),
         words_of_all<items::Method, items::method_count>(ui), at.fields.row.methods);
  at.line("remarks", at.fields.remarks, reason_max, FieldKind::multiline);
}

// --- sheets

void draw_range(Ui& ui, PlanRowFields& fields, SheetState& state, const Model& model) {
  const std::string title = plan_field_words(ui, "range");
  auto sheet = begin_sheet(ui, state, {.id = "plan.range.sheet", .title = title});
  if (!sheet) return;
  draw_plan_range(ui, sheet->page.column, "plan", fields, model);
  end_sheet_content(ui, state, *sheet);
  end_sheet(ui);
}

}  // namespace

void draw_plan_quantity(Ui& ui, Form& form, Column& column, const std::string& prefix, PlanRowFields& fields,
                        std::string_view error) {
  plans::Quantity& quantity = fields.row.quantity;
  const std::array segments{Segment{.label = ui.say(Text::plan_quantity_ratio)},
                            Segment{.label = ui.say(Text::plan_quantity_count)},
                            Segment{.label = ui.say(Text::plan_quantity_batch)}};
  const Rect kind = column.next(segmented_height(ui, column.width(), segments));
  if (const auto chosen = segmented(ui, prefix + ".quantity.kind", ui.say(Text::plan_quantity_label), kind, segments,
                                    static_cast<int>(quantity.kind)))
    quantity.kind = static_cast<plans::QuantityKind>(*chosen);
  column.space(space_px::two);
  switch (quantity.kind) {
    case plans::QuantityKind::ratio:
      form.text({.id = prefix + ".ratio",
                 .label = ui.say(Text::plan_ratio),
                 .kind = FieldKind::number,
                 .characters_max = 8,
                 .help = ui.say(Text::plan_ratio_help),
                 .error = error},
                fields.ratio);
      break;
    case plans::QuantityKind::count:
      form.text({.id = prefix + ".count",
                 .label = ui.say(Text::plan_count),
                 .kind = FieldKind::number,
                 .characters_max = static_cast<int>(digits_max),
                 .error = error},
                fields.count);
      break;
    case plans::QuantityKind::batch_order:
      column.space(paragraph(ui, prefix + ".batch.help", column.next(0), ui.say(Text::plan_batch_help), type_px::small,
                             ui.theme->text_secondary) +
                   space_px::two);
      group_error(ui, column, prefix + ".batch", error);
      break;
  }
}

void draw_plan_range(Ui& ui, Column& column, const std::string& prefix, PlanRowFields& fields, const Model& model) {
  plans::Range& range = fields.row.range;
  column.space(paragraph(ui, prefix + ".range.help", column.next(0), ui.say(Text::item_range_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  checks(ui, column, prefix + ".range.kinds", ui.say(Text::item_range_kinds), {},
         words_of_all<TargetKind, static_cast<int>(TargetKind::behaviour) + 1>(ui), range.kinds);
  std::vector<std::pair<std::string, std::string>> classes, places;
  for (const char* one : {"A", "B", "C", "D"})
    classes.emplace_back(one, text(Text::plan_range_class, ui.language, {{"class", one}}));
  checks(ui, column, prefix + ".range.classes", ui.say(Text::plan_range_risk), {}, classes, range.risk_classes);
  {
    Form form(ui, column, prefix + ".range.form");
    form.text({.id = prefix + ".range.industries",
               .label = ui.say(Text::item_range_industries),
               .kind = FieldKind::code,
               .enter = EnterKey::done},
              fields.industries);
  }
  std::vector<std::pair<TagId, std::string>> tags;
  if (model.items.tags.value)
    for (const TagName& tag : *model.items.tags.value) tags.emplace_back(TagId{tag.id}, tag.name);
  if (!tags.empty()) checks(ui, column, prefix + ".range.tags", ui.say(Text::item_range_tags), {}, tags, range.tags);
  for (const Region& township : townships()) places.emplace_back(township.code, township.name);
  checks(ui, column, prefix + ".range.places", ui.say(Text::plan_range_townships), {}, places, range.regions);
}

PlanRowFields plan_fields_from(const plans::Row& row) {
  PlanRowFields fields;
  fields.row = row;
  if (row.quantity.kind == plans::QuantityKind::ratio && row.quantity.value > 0)
    fields.ratio = percent_field(static_cast<int>(row.quantity.value));
  if (row.quantity.kind == plans::QuantityKind::count) fields.count = std::to_string(row.quantity.value);
  if (row.estimated_count) fields.estimate = std::to_string(*row.estimated_count);
  fields.first_day = row.first_day.text();
  fields.last_day = row.last_day.text();
  fields.remarks = row.remarks.value_or("");
  fields.industries = industries_field(row.range.industries);
  return fields;
}

PlanRowFields new_plan_fields(const SessionModel& session) {
  plans::Row row;
  if (session.user && session.user->department_id && !session.may(access::Action::plans_write))
    row.initiating_department_id = {*session.user->department_id};
  row.methods = {items::Method::on_site};
  PlanRowFields fields = plan_fields_from(row);
  fields.first_day.clear();
  fields.last_day.clear();
  return fields;
}

Result<plans::Quantity> plan_quantity_from(const PlanRowFields& fields) {
  return plans::Quantity{fields.row.quantity.kind, MC_TRY(value_from(fields))};
}

Result<plans::Row> plan_row_from(const PlanRowFields& fields, int year) {
  plans::Row row = fields.row;
  if (row.initiating_department_id.uuid == Uuid{})
    return fail(Error("items.field_needed").with("field", "initiating_department_id"));
  row.range.industries = industries_from(fields.industries);
  // What was chosen while the draw was a directed one is not thrown away, and not sent.
  if (!row.is_directed) row.range = {};
  row.quantity = MC_TRY(plan_quantity_from(fields));
  row.estimated_count = number_from(fields.estimate, digits_max);
  if (!row.estimated_count && !fields.estimate.empty()) return fail(bad_field("estimated_count"));
  row.remarks = optional_text(fields.remarks);
  // What is wrong above the days in the form is told before them.
  row.first_day = row.last_day = *CivilDate::of(year, 1, 1);
  MC_TRY(plans::check_row(row, year));
  row.first_day = MC_TRY(needed_day(fields.first_day, "first_day"));
  row.last_day = MC_TRY(needed_day(fields.last_day, "last_day"));
  return plans::check_row(std::move(row), year);
}

std::string_view plan_field_of(const Error& error) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> places{{
      {"plans.items_needed", "items"},
      {"plans.item_repeated", "items"},
      {"plans.item_not_in_force", "items"},
      {"plans.item_of_others", "items"},
      {"plans.range_needed", "range"},
      {"plans.range_on_undirected", "range"},
      {"plans.unknown_region", "range"},
      {"plans.unknown_risk_class", "range"},
      {"plans.unknown_tag", "range"},
      {"items.bad_industry", "range"},
      {"plans.ratio_range", "quantity"},
      {"plans.count_range", "quantity"},
      {"plans.ratio_above_cap", "quantity"},
      {"plans.estimate_range", "estimated_count"},
      {"plans.period_reversed", "last_day"},
      {"plans.period_outside_year", "first_day"},
      {"plans.department_unknown", "participating_department_ids"},
      {"plans.not_inspecting_body", "participating_department_ids"},
      {"items.department_repeated", "participating_department_ids"},
      {"items.method_needed", "methods"},
  }};
  if (const std::string_view field = error.argument("field"); !field.empty()) return field.substr(0, field.find('.'));
  const auto found = std::ranges::find(places, error.code, &std::pair<std::string_view, std::string_view>::first);
  return found == places.end() ? std::string_view() : found->second;
}

void draw_plan_row_fields(Ui& ui, Form& form, Column& column, PlanRowFields& fields, PlanRowSheets& sheets,
                          const Model& model, int year, const std::optional<Error>& error) {
  Drawing at{{ui, form, column, "plan", plan_field_words, error ? plan_field_of(*error) : std::string_view(),
              plan_error_words(ui, error)},
             fields,
             sheets,
             model};
  draw_departments(at);
  draw_task(at);
  draw_targets(at);
  draw_quantity(at);
  draw_when(at, year);
}

void draw_plan_row_sheets(Ui& ui, PlanRowFields& fields, PlanRowSheets& sheets, const Model& model, Actions& actions) {
  plans::Row& row = fields.row;
  if (const auto chosen =
          choose_department(ui, sheets.initiating, "plan.departments", plan_field_words(ui, "initiating_department_id"),
                            model, row.initiating_department_id)) {
    row.initiating_department_id = *chosen;
    std::erase(row.participating_department_ids, *chosen);
  }
  const std::string others_title = plan_field_words(ui, "participating_department_ids");
  if (auto sheet = begin_sheet(ui, sheets.participating, {.id = "plan.others", .title = others_title})) {
    auto& chosen = row.participating_department_ids;
    checks(ui, sheet->page.column, "plan.others.values", {}, {},
           possible_participants(ui, model, row.initiating_department_id, chosen), chosen);
    end_sheet_content(ui, sheets.participating, *sheet);
    end_sheet(ui);
  }
  draw_range(ui, fields, sheets.range, model);
  draw_plan_item_sheet(ui, row, typed_day(fields.first_day), sheets, model, actions);
}

}  // namespace mingchou::client
