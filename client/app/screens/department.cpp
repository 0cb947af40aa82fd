#include "client/app/screens/department.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/conflict.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float form_width_px_max = 480;

constexpr std::array kinds{DepartmentKind::joint_meeting_office, DepartmentKind::bureau, DepartmentKind::branch};

/// A whole number that the order of protocol goes to.
bool is_order(std::string_view typed) {
  return !typed.empty() && typed.size() <= 4 && std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_complete(const DepartmentFormState& form) {
  const DepartmentFields& fields = form.fields;
  return !fields.code.empty() && !fields.name.empty() && !fields.short_name.empty() &&
         fields.kind != DepartmentKind::other && is_order(fields.order) && !form.reason.empty();
}

Column form_column(const Page& page) {
  return Column({page.column.x(), page.column.y(), std::min(form_width_px_max, page.column.width()), 0});
}

void draw_fields(Ui& ui, Form& form, DepartmentFormState& state) {
  using namespace department_limits;
  DepartmentFields& fields = state.fields;
  const auto missing = [&](bool is_missing, Text words = Text::department_field_missing) {
    return state.shows_missing && is_missing ? ui.say(words) : std::string_view();
  };
  form.text({.id = "department.name",
             .label = ui.say(Text::department_column),
             .characters_max = name_characters_max,
             .help = ui.say(Text::department_name_help),
             .error = missing(fields.name.empty())},
            fields.name);
  form.text({.id = "department.short_name",
             .label = ui.say(Text::department_short_name),
             .characters_max = name_characters_max,
             .error = missing(fields.short_name.empty())},
            fields.short_name);
  form.text({.id = "department.code",
             .label = ui.say(Text::department_code),
             .kind = FieldKind::exact,
             .characters_max = code_characters_max,
             .help = ui.say(Text::department_code_help),
             .error = missing(fields.code.empty())},
            fields.code);
  const std::string_view kind =
      fields.kind == DepartmentKind::other ? std::string_view() : department_kind_words(ui, fields.kind);
  if (form.choice({.id = "department.kind",
                   .label = ui.say(Text::kind_column),
                   .placeholder = ui.say(Text::choose_one),
                   .error = missing(fields.kind == DepartmentKind::other)},
                  kind, state.kind_sheet.sheet.open))
    state.kind_sheet.sheet.open = true;
  form.text({.id = "department.order",
             .label = ui.say(Text::department_order),
             .kind = FieldKind::number,
             .characters_max = 4,
             .help = ui.say(Text::department_order_help),
             .error = missing(!is_order(fields.order), Text::department_order_wrong)},
            fields.order);
  form.text({.id = "department.phone", .label = ui.say(Text::department_phone), .characters_max = line_characters_max},
            fields.phone);
  form.text(
      {.id = "department.address", .label = ui.say(Text::department_address), .characters_max = line_characters_max},
      fields.address);
  form.text({.id = "department.reason",
             .label = ui.say(Text::department_reason),
             .enter = EnterKey::done,
             .characters_max = reason_characters_max,
             .help = ui.say(Text::department_reason_help),
             .error = missing(state.reason.empty())},
            state.reason);
}

void draw_kind_sheet(Ui& ui, DepartmentFormState& state) {
  std::vector<std::string_view> labels;
  labels.reserve(kinds.size());
  for (const DepartmentKind kind : kinds) labels.push_back(department_kind_words(ui, kind));
  const auto at = std::ranges::find(kinds, state.fields.kind);
  const auto now = at == kinds.end() ? std::nullopt : std::optional(static_cast<int>(at - kinds.begin()));
  if (const auto chosen =
          choice_sheet(ui, state.kind_sheet, "department.kinds", ui.say(Text::kind_column), labels, now))
    state.fields.kind = kinds.at(static_cast<std::size_t>(*chosen));
}

}  // namespace

namespace department_screen {
namespace {

void fill_form(State& state, const DepartmentDetails& department) {
  state.form.fields = state.filled = department.fields;
  state.form.reason.clear();
  state.form.shows_missing = false;
  state.shown = department.id;
  state.revision = department.revision;
}

/// The form begins with the department as it was read; after that only a saved change, or the user's own wish, replaces
/// it.
void notice_changes(Ui& ui, State& state, const DepartmentModel& open) {
  if (!open.department) return;
  const bool is_untouched = state.form.fields == state.filled;
  if (state.shown != open.department->id || (is_untouched && state.revision != open.department->revision))
    fill_form(state, *open.department);
  if (!was_beaten(open.save) && open.department->fields == state.filled) state.revision = open.department->revision;
  if (!is_taken(state.answers_seen, open.save)) return;
  // What was typed while it was sent is not saved yet, and stays.
  if (state.form.fields == state.sent) fill_form(state, *open.department);
  state.filled = open.department->fields;
  state.revision = open.department->revision;
  show_toast(ui, "department.saved", std::string(ui.say(Text::department_saved)));
}

void draw_conflict(Ui& ui, Column& column, State& state, const DepartmentDetails& theirs) {
  const DepartmentFields &now = theirs.fields, &mine = state.form.fields;
  const FieldInBoth fields[] = {{ui.say(Text::department_column), now.name, mine.name},
                                {ui.say(Text::department_short_name), now.short_name, mine.short_name},
                                {ui.say(Text::department_code), now.code, mine.code},
                                {ui.say(Text::kind_column), std::string(department_kind_words(ui, now.kind)),
                                 std::string(department_kind_words(ui, mine.kind))},
                                {ui.say(Text::department_order), now.order, mine.order},
                                {ui.say(Text::department_phone), now.phone, mine.phone},
                                {ui.say(Text::department_address), now.address, mine.address}};
  const Conflict conflict{.id = "department", .title = ui.say(Text::conflict_words), .revision = theirs.revision};
  const ConflictAnswer answer = client::draw_conflict(ui, column, conflict, fields);
  if (answer == ConflictAnswer::keep_mine) state.revision = theirs.revision;
  if (answer == ConflictAnswer::take_theirs) fill_form(state, theirs);
}

void draw_form(Ui& ui, Column& column, State& state, const Model& model, Actions& actions) {
  const DepartmentModel& open = model.department;
  const bool is_beaten = open.department->revision > state.revision;
  if (is_beaten) draw_conflict(ui, column, state, *open.department);
  Form form(ui, column, "department");
  draw_fields(ui, form, state.form);
  // Both stand above, if what is there now could be read.
  if (!was_beaten(open.save) || open.error) form.error(form_error_words(ui, open.save.error));
  const FormAnswer answer = form.submit({.label = ui.say(Text::save_word),
                                         .icon = Icon::save,
                                         .is_under_way = open.save.is_under_way,
                                         .enabled = state.form.fields != open.department->fields && !is_beaten});
  if (answer != FormAnswer::submitted) return;
  state.form.shows_missing = !is_complete(state.form);
  if (state.form.shows_missing) return;
  state.sent = state.form.fields;
  actions.department.emplace_back(SaveDepartment{state.form.fields, state.form.reason, state.revision});
}

void draw_ending(Ui& ui, Column& column, State& state, const Model& model) {
  const DepartmentModel& open = model.department;
  section_heading(ui, "department.ending", ui.say(Text::department_end_title), column.next(section_heading_px));
  const std::string failure = form_error_words(ui, open.end.error);
  if (!failure.empty()) {
    const Banner what{.id = "department.end.error", .tone = Tone::danger, .text = failure};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
  }
  const auto advice = ui.say(Text::department_end_advice);
  paragraph(ui, "department.end.advice", column.next(paragraph_height(ui, column.width(), advice, type_px::small)),
            advice, type_px::small, ui.theme->text_secondary);
  column.space(space_px::one);
  const auto label = ui.say(Text::department_end);
  const ButtonOptions options{
      .kind = ButtonKind::secondary, .icon = Icon::forbidden, .enabled = !open.end.is_under_way};
  const Rect row = column.next(control_px);
  if (button(ui, "department.end", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
    state.is_ending = true;
}

/// Its history stays, and links lead to it; nothing of it changes any more.
void draw_ended(Ui& ui, Column& column, const DepartmentDetails& department) {
  const std::string words =
      text(Text::department_ended_on, ui.language, {{"date", date_text(*department.ended_on, ui.language)}});
  const Banner what{.id = "department.ended", .tone = Tone::warning, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
  const DepartmentFields& fields = department.fields;
  const std::array values{KeyValue{.key = ui.say(Text::department_short_name), .value = fields.short_name},
                          KeyValue{.key = ui.say(Text::department_code), .value = fields.code},
                          KeyValue{.key = ui.say(Text::kind_column), .value = department_kind_words(ui, fields.kind)},
                          KeyValue{.key = ui.say(Text::department_phone), .value = fields.phone},
                          KeyValue{.key = ui.say(Text::department_address), .value = fields.address}};
  key_values(ui, "department.facts", column.next(key_values_height(ui, column.width(), values)), values);
}

void ask(Ui& ui, State& state, const DepartmentDetails& department, Actions& actions) {
  if (!state.is_ending) return;
  const std::string title = text(Text::department_end_question, ui.language, {{"name", department.fields.name}});
  const DialogAnswer answer = dialog(ui, {.id = "department.end.question",
                                          .title = title,
                                          .text = ui.say(Text::department_end_words),
                                          .confirm = ui.say(Text::department_end),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = true});
  if (answer == DialogAnswer::none) return;
  state.is_ending = false;
  if (answer != DialogAnswer::confirmed) return;
  const std::string reason =
      state.form.reason.empty() ? std::string(ui.say(Text::department_end_reason)) : state.form.reason;
  actions.department.emplace_back(EndDepartment{reason, department.revision});
}

void draw_unread(Ui& ui, const Rect& rect, const DepartmentModel& open, Actions& actions) {
  if (!open.error) {
    notice(ui, rect,
           {.id = "department.loading", .icon = Icon::departments, .title = ui.say(Text::loading_departments)});
    return;
  }
  const std::string advice = render(*open.error, ui.language);
  const Notice what{.id = "department.failed",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .title = ui.say(Text::error_title),
                    .advice = advice,
                    .action = ui.say(Text::retry)};
  if (notice(ui, rect, what)) actions.department.emplace_back(OpenDepartment{open.id});
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const DepartmentModel& open = model.department;
  notice_changes(ui, state, open);
  const std::string detail =
      open.department ? text(Text::department_changed_by, ui.language,
                             {{"moment", moment_text(open.department->recorded_at, model.today, ui.language)},
                              {"who", open.department->recorded_by},
                              {"reason", open.department->reason}})
                      : std::string();
  const Header header{
      .title = open.department ? std::string_view(open.department->fields.name) : ui.say(Text::departments_title),
      .detail = detail,
      .width = PageWidth::text,
      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!open.department) {
    ui.semantics.open({.role = Role::main, .id = "department.page", .name = {}, .rect = rest});
    draw_unread(ui, rest, open, actions);
    ui.semantics.close();
    return;
  }
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "department.page", .name = {}, .rect = rest},
                         PageWidth::text);
  Column column = form_column(page);
  if (draw_stale(ui, column, open.error)) actions.department.emplace_back(OpenDepartment{open.id});
  if (open.department->ended_on) {
    draw_ended(ui, column, *open.department);
  } else {
    draw_form(ui, column, state, model, actions);
    column.space(space_px::two);
    draw_ending(ui, column, state, model);
  }
  page.column.space(column.used());
  end_page(ui, state.page, page);
  draw_kind_sheet(ui, state.form);
  ask(ui, state, *open.department, actions);
}

}  // namespace department_screen

namespace new_department_screen {
namespace {

/// A reason to begin with, and the place behind those that are there: until the user writes another, also when the
/// departments arrive late.
void suggest(const Ui& ui, const Model& model, State& state) {
  if (state.suggested_order.empty()) state.form.reason = ui.say(Text::department_new_reason);
  if (state.form.fields.order != state.suggested_order) return;
  state.suggested_order = std::to_string(model.departments.departments.size() + 1);
  state.form.fields.order = state.suggested_order;
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const Submission& create = model.department.create;
  if (is_taken(state.answers_seen, create)) {
    state.form = {};
    state.suggested_order.clear();
  }
  suggest(ui, model, state);
  const Header header{.title = ui.say(Text::department_new_title), .width = PageWidth::text, .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "new_department.page", .name = {}, .rect = rest},
                         PageWidth::text);
  Column column = form_column(page);
  {
    Form form(ui, column, "new_department");
    draw_fields(ui, form, state.form);
    form.error(form_error_words(ui, create.error));
    const FormAnswer answer =
        form.submit({.label = ui.say(Text::department_make), .icon = Icon::add, .is_under_way = create.is_under_way});
    if (answer == FormAnswer::submitted) {
      state.form.shows_missing = !is_complete(state.form);
      if (!state.form.shows_missing)
        actions.department.emplace_back(CreateDepartment{state.form.fields, state.form.reason});
    }
  }
  page.column.space(column.used());
  end_page(ui, state.page, page);
  draw_kind_sheet(ui, state.form);
}

}  // namespace new_department_screen
}  // namespace mingchou::client
