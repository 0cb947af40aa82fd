#include "client/app/screens/task_fields.h"

#include <algorithm>
#include <utility>

#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/screens/task_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/plans/content.h"
#include "shared/tasks/rules.h"

namespace mingchou::client {
namespace {

constexpr int line_max = static_cast<int>(items::line_characters_max);
constexpr int reason_max = static_cast<int>(items::reason_characters_max);
/// Of every bound and more, so that the rule speaks, and not the form.
constexpr std::size_t digits_max = 7;

/// What is separated by commas of either script.
std::vector<std::string> list_from(std::string_view text) {
  std::vector<std::string> list;
  std::string one;
  const auto take = [&] {
    const auto first = one.find_first_not_of(' ');
    if (first != std::string::npos) list.push_back(one.substr(first, one.find_last_not_of(' ') - first + 1));
    one.clear();
  };
  while (!text.empty()) {
    const std::string_view comma = text.starts_with("，") ? "，" : text.starts_with("、") ? "、" : ",";
    if (text.starts_with(comma) || text.front() == '\n') {
      take();
      text.remove_prefix(text.front() == '\n' ? 1 : comma.size());
      continue;
    }
    one += text.front();
    text.remove_prefix(1);
  }
  take();
  return list;
}

std::string list_field(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : "，") + one;
  return text;
}

/// Nothing typed is what `empty` says, which the rules may refuse with words of their own.
Result<std::int64_t> number_of(const std::string& text, std::string_view field, std::int64_t empty) {
  const auto number = number_from(text, digits_max);
  if (!number && !text.empty()) return fail(bad_field(field));
  return number.value_or(empty);
}

std::vector<DepartmentId> departments_of(const plans::Row& work) {
  std::vector<DepartmentId> ids;
  if (work.initiating_department_id.uuid != Uuid{}) ids.push_back(work.initiating_department_id);
  for (const DepartmentId& id : work.participating_department_ids)
    if (!std::ranges::contains(ids, id)) ids.push_back(id);
  return ids;
}

Result<tasks::TeamPlace> place_from(const TaskPlaceFields& fields) {
  tasks::TeamPlace place{.department_id = fields.department_id};
  place.inspector_count = static_cast<int>(MC_TRY(number_of(fields.count, "team", 0)));
  place.certificate_fields = list_from(fields.certificate_fields);
  place.specialties = list_from(fields.specialties);
  return place;
}

// --- drawing

struct Drawing {
  Ui& ui;
  Form& form;
  Column& column;
  TaskFields& fields;
  TaskSheets& sheets;
  const Model& model;
  std::string_view wrong_field;
  std::string error_words;

  std::string_view error_at(std::string_view field) const {
    return !wrong_field.empty() && wrong_field == field ? std::string_view(error_words) : std::string_view();
  }
  void heading(const char* id, Text title) { section_heading(ui, id, ui.say(title), column.next(section_heading_px)); }
  void help(const char* id, Text words) {
    column.space(paragraph(ui, id, column.next(0), ui.say(words), type_px::small, ui.theme->text_secondary) +
                 space_px::two);
  }
  void number(const char* id, Text label, std::string_view field, std::string& value, std::string_view help = {}) {
    form.text({.id = id,
               .label = ui.say(label),
               .kind = FieldKind::number,
               .characters_max = static_cast<int>(digits_max),
               .help = help,
               .error = error_at(field)},
              value);
  }
};

/// What the joint meeting approved is shown, and not typed again.
void draw_origin(Drawing& at, const plans::Row& planned) {
  at.heading("task.origin", Text::task_section_origin);
  at.help("task.origin.help", Text::task_section_origin_help);
  std::vector<std::pair<std::string, std::string>> facts;
  for (const items::Field& field : plans::fields_of(planned)) {
    const bool is_typed = field.name == "name" || field.name == "first_day" || field.name == "last_day" ||
                          field.name == "methods" || field.name == "remarks";
    if (is_typed || (field.name == "range" && !planned.is_directed)) continue;
    facts.emplace_back(plan_field_words(at.ui, field.name), plan_value_words(at.ui, at.model, field.name, field.json));
  }
  std::vector<KeyValue> values;
  values.reserve(facts.size());
  for (const auto& [key, value] : facts) values.push_back({.key = key, .value = value});
  const float width = at.column.width() - 2 * space_px::two;
  const Rect rect = at.column.next(key_values_height(at.ui, width, values) + 2 * space_px::two);
  card(at.ui, rect);
  key_values(at.ui, "task.origin.facts", rect.inset(space_px::two), values);
  at.column.space(space_px::two);
}

void draw_planned_work(Drawing& at, const plans::Row* planned) {
  if (planned) draw_origin(at, *planned);
  at.heading("task.when", Text::task_section_when);
  const auto line = [&](const char* id, std::string_view field, FieldKind kind, int max, std::string& value,
                        std::string_view help) {
    const std::string label = plan_field_words(at.ui, field);
    at.form.text(
        {.id = id, .label = label, .kind = kind, .characters_max = max, .help = help, .error = at.error_at(field)},
        value);
  };
  std::string help;
  if (planned)
    help = text(Text::task_period_planned, at.ui.language,
                {{"from", day_of_year_text(planned->first_day, at.ui.language)},
                 {"to", day_of_year_text(planned->last_day, at.ui.language)}});
  line("task.name", "name", FieldKind::text, line_max, at.fields.work.row.name, {});
  line("task.first_day", "first_day", FieldKind::date, 20, at.fields.work.first_day, help);
  line("task.last_day", "last_day", FieldKind::date, 20, at.fields.work.last_day, help);
}

void draw_reason(Drawing& at) {
  at.form.text({.id = "task.special_reason",
                .label = at.ui.say(Text::task_special_reason),
                .kind = FieldKind::multiline,
                .characters_max = reason_max,
                .help = at.ui.say(Text::task_special_reason_help),
                .error = at.error_at("special_reason")},
               at.fields.special_reason);
}

void draw_team(Drawing& at) {
  Ui& ui = at.ui;
  at.heading("task.team", Text::task_section_team);
  at.help("task.team.help", at.fields.team.empty() ? Text::task_team_no_departments : Text::task_section_team_help);
  const auto name_of = names_of(at.model);
  for (std::size_t i = 0; i < at.fields.team.size(); ++i) {
    TaskPlaceFields& place = at.fields.team[i];
    const std::string id = "task.place." + std::to_string(i), name = name_of(place.department_id.uuid);
    const auto label = [&](Text words) { return text(words, ui.language, {{"department", name}}); };
    const std::string count = label(Text::task_place_count), fields = label(Text::task_place_certificates),
                      specialties = label(Text::task_place_specialties);
    at.form.text({.id = id + ".count",
                  .label = count,
                  .kind = FieldKind::number,
                  .characters_max = static_cast<int>(digits_max),
                  .error = at.error_at("team")},
                 place.count);
    at.form.text({.id = id + ".certificates",
                  .label = fields,
                  .characters_max = reason_max,
                  .help = ui.say(Text::task_place_list_help)},
                 place.certificate_fields);
    at.form.text({.id = id + ".specialties",
                  .label = specialties,
                  .characters_max = reason_max,
                  .help = ui.say(Text::task_place_list_help)},
                 place.specialties);
  }
  at.number("task.load", Text::task_load_max, "load_max", at.fields.load);
}

void draw_selection(Drawing& at) {
  Ui& ui = at.ui;
  at.heading("task.strata", Text::task_section_strata);
  at.help("task.strata.help", Text::task_section_strata_help);
  draw_strata(ui, at.column, at.fields.strata, at.sheets.stratum, at.model, at.error_at("strata"));
  if (at.fields.strata.empty())
    at.number("task.substitutes", Text::task_substitute_count, "substitute_count", at.fields.substitutes,
              ui.say(Text::task_substitute_help));
  at.heading("task.exclusions", Text::task_section_exclusions);
  at.number("task.months", Text::task_months, "checked_within_months", at.fields.months,
            ui.say(Text::task_months_help));
  const auto toggle = [&](const char* id, Text label, Text detail, bool& value) {
    const ToggleOptions options{
        .kind = ToggleKind::on_off, .label = ui.say(label), .detail = ui.say(detail), .on = value};
    if (toggle_row(ui, id, at.column.next(toggle_height(ui, at.column.width(), options)), options)) value = !value;
    at.column.space(space_px::one);
  };
  toggle("task.at_cap", Text::task_at_cap, Text::task_at_cap_detail, at.fields.task.exclusions.at_visit_cap);
  toggle("task.sealed", Text::task_sealed, Text::task_sealed_detail, at.fields.task.is_sealed);
  at.column.space(space_px::one);
}

}  // namespace

TaskFields task_fields_from(const tasks::Task& task) {
  TaskFields fields;
  fields.task = task;
  fields.work = plan_fields_from(task.work);
  fields.special_reason = task.special_reason;
  fields.substitutes = std::to_string(task.substitute_count);
  fields.months = std::to_string(task.exclusions.checked_within_months);
  fields.load = std::to_string(task.load_max);
  fields.strata.reserve(task.strata.size());
  for (const tasks::Stratum& stratum : task.strata) fields.strata.push_back(stratum_fields_from(stratum));
  fields.team.reserve(task.team.size());
  for (const tasks::TeamPlace& place : task.team)
    fields.team.push_back({place.department_id, std::to_string(place.inspector_count),
                           list_field(place.certificate_fields), list_field(place.specialties)});
  follow_departments(fields);
  return fields;
}

TaskFields new_special_task(const SessionModel& session) {
  TaskFields fields = task_fields_from({});
  fields.work = new_plan_fields(session);
  follow_departments(fields);
  return fields;
}

TaskFields new_planned_task(const tasks::PlanRowKey& key, const plans::Row& row) {
  tasks::Task task;
  task.plan_row = key;
  task.work = row;
  return task_fields_from(task);
}

void follow_departments(TaskFields& fields) {
  const auto departments = departments_of(fields.work.row);
  if (std::ranges::equal(fields.team, departments, {}, &TaskPlaceFields::department_id)) return;
  std::vector<TaskPlaceFields> team;
  team.reserve(departments.size());
  for (const DepartmentId& id : departments) {
    const auto place = std::ranges::find(fields.team, id, &TaskPlaceFields::department_id);
    team.push_back(place == fields.team.end()
                       ? TaskPlaceFields{id, std::to_string(tasks::TeamPlace{}.inspector_count), {}, {}}
                       : *place);
  }
  fields.team = std::move(team);
}

int year_of(const TaskFields& fields, CivilDate today) {
  const auto day = typed_day(fields.work.first_day);
  return day ? day->year() : today.year();
}

Result<tasks::Task> task_from(const TaskFields& fields, CivilDate today) {
  tasks::Task task = fields.task;
  if (task.is_special()) {
    task.special_reason = fields.special_reason;
    if (task.special_reason.find_first_not_of(" \n") == std::string::npos)
      return fail(Error("items.field_needed").with("field", "special_reason"));
  }
  task.work = MC_TRY(plan_row_from(fields.work, year_of(fields, today)));
  task.substitute_count = MC_TRY(number_of(fields.substitutes, "substitute_count", 0));
  task.exclusions.checked_within_months =
      static_cast<int>(MC_TRY(number_of(fields.months, "checked_within_months", 0)));
  task.load_max = static_cast<int>(MC_TRY(number_of(fields.load, "load_max", 0)));
  task.strata.clear();
  for (const StratumFields& stratum : fields.strata) task.strata.push_back(MC_TRY(stratum_from(stratum)));
  task.team.clear();
  for (const TaskPlaceFields& place : fields.team) task.team.push_back(MC_TRY(place_from(place)));
  return tasks::check_task(std::move(task));
}

void draw_task_fields(Ui& ui, Form& form, Column& column, TaskFields& fields, TaskSheets& sheets, const Model& model,
                      const plans::Row* planned, const std::optional<Error>& error) {
  Drawing at{ui,
             form,
             column,
             fields,
             sheets,
             model,
             error ? task_field_of(*error) : std::string_view(),
             task_error_words(ui, error)};
  if (fields.task.is_special()) {
    draw_reason(at);
    draw_plan_row_fields(ui, form, column, fields.work, sheets.work, model, year_of(fields, model.today), error);
  } else {
    draw_planned_work(at, planned);
  }
  follow_departments(fields);
  draw_team(at);
  draw_selection(at);
}

void draw_task_sheets(Ui& ui, TaskFields& fields, TaskSheets& sheets, const Model& model, Actions& actions) {
  if (fields.task.is_special()) draw_plan_row_sheets(ui, fields.work, sheets.work, model, actions);
  draw_stratum_sheet(ui, fields.strata, sheets.stratum, model);
}

}  // namespace mingchou::client
