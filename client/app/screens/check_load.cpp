#include "client/app/screens/check_load.h"

#include <algorithm>
#include <string_view>

#include "client/app/checks/checks_keeper.h"
#include "client/app/checks/joint_visits_keeper.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/task_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr std::size_t people_shown = 6;

/// A department's administrator tells the own department's people.
bool may_disclose(const SessionModel& session, const tasks::Task& task) {
  return task.is_sealed && session.user && session.user->role == access::Role::department_administrator &&
         session.user->department_id && task.work.concerns({*session.user->department_id});
}

std::string department_words(const Ui& ui, const CheckLoad::Department& department) {
  std::string words = text(Text::load_department, ui.language,
                           {{"count", grouped(department.count)}, {"open", grouped(department.open)}});
  if (department.told_from)
    words += " · " + text(Text::load_told_from, ui.language, {{"date", date_text(*department.told_from, ui.language)}});
  return words;
}

/// Names with numbers beside one another: who has most comes first.
std::string people_words(const Ui& ui, const CheckLoad::Department& department, bool is_unfolded) {
  const std::size_t count = is_unfolded ? department.people.size() : std::min(department.people.size(), people_shown);
  std::string words;
  for (std::size_t i = 0; i < count; ++i) {
    const CheckLoad::Person& person = department.people[i];
    words += (i == 0 ? "" : " · ") + person.name + " " +
             text(Text::load_person, ui.language, {{"count", grouped(person.count)}});
  }
  return words;
}

void draw_department(Ui& ui, Column& column, CheckLoadState& state, const CheckLoad::Department& department) {
  const std::string id = "load." + department.id.text(), words = department_words(ui, department);
  const bool is_unfolded = std::ranges::contains(state.unfolded, department.id);
  const std::string people = people_words(ui, department, is_unfolded);
  const std::string detail = people.empty() ? words : words + "\n" + people;
  const bool can_unfold = !is_unfolded && department.people.size() > people_shown;
  const std::string more = can_unfold ? text(Text::load_all_people, ui.language,
                                             {{"count", grouped(static_cast<long long>(department.people.size()))}})
                                      : std::string();
  const RowOptions options{.title = department.name,
                           .detail = detail,
                           .icon = Icon::users,
                           .trailing = more,
                           .separator = false,
                           .detail_fit = Fit::whole};
  const float height = row_height(ui, column.width(), options);
  card(ui, {column.x(), column.y(), column.width(), height});
  const Rect at = column.next(height);
  if (!can_unfold)
    static_row(ui, id, at, options);
  else if (list_row(ui, id, at, options))
    state.unfolded.push_back(department.id);
  column.space(space_px::one);
}

}  // namespace

void draw_check_load(Ui& ui, Column& column, CheckLoadState& state, const Model& model, const tasks::Task& task,
                     Actions& actions) {
  const Loaded<CheckLoad>& load = model.checks.load;
  if (is_taken(state.disclosures_seen, model.checks.disclose)) {
    state.sheet.open = false;
    show_toast(ui, "load.disclosed", std::string(ui.say(Text::load_disclosed_toast)));
  }
  if (checks_targets(model.session)) return;
  if (model.checks.load_asked != task.id) actions.checks.emplace_back(ReadCheckLoad{task.id});
  if (model.checks.load_of != task.id || (!load.value && !load.error && !load.is_loading)) return;
  section_heading(ui, "load", ui.say(Text::load_heading), column.next(section_heading_px));
  if (!load.value) {
    bool retry = false;
    draw_unread(ui, column.next(160), ui.say(Text::load_failed), load, retry);
    if (retry) actions.checks.emplace_back(ReadCheckLoad{task.id});
    return;
  }
  std::string words = text(Text::load_headline, ui.language,
                           {{"count", grouped(load.value->count)}, {"open", grouped(load.value->open)}});
  if (load.value->without_team > 0)
    words += " · " + text(Text::load_without_team, ui.language, {{"count", grouped(load.value->without_team)}});
  column.space(paragraph(ui, "load.headline", column.next(0), words, type_px::body, ui.theme->text) + space_px::one);
  for (const CheckLoad::Department& department : load.value->departments)
    draw_department(ui, column, state, department);
  Deeds deeds(ui, column);
  if (may_disclose(model.session, task) &&
      deeds.draw("load.disclose", Text::load_disclose, {.kind = ButtonKind::secondary, .icon = Icon::calendar})) {
    if (state.day.empty()) state.day = task.work.first_day.text();
    state.shows_missing = false;
    state.sheet.open = true;
  }
  if (sees_joint_visits(model.session) &&
      deeds.draw("load.visits", Text::visits_title, {.kind = ButtonKind::secondary, .icon = Icon::users}))
    actions.go = Route{Screen::joint_visits, task.id.uuid.text()};
  deeds.end();
}

void draw_disclosure(Ui& ui, CheckLoadState& state, const Model& model, const tasks::Task& task, Actions& actions) {
  auto sheet = begin_sheet(ui, state.sheet, {.id = "load.disclosure", .title = ui.say(Text::load_disclose_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  column.space(paragraph(ui, "load.disclosure.help", column.next(0), ui.say(Text::load_disclose_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  {
    Form form(ui, column, "load.disclosure.form");
    day_field(ui, form, "load.disclosure.day", Text::load_disclose_day, state.shows_missing, state.day);
    form.error(task_error_words(ui, model.checks.disclose.error));
    if (form.submit({.label = ui.say(Text::save_word), .is_under_way = model.checks.disclose.is_under_way}) ==
        FormAnswer::submitted) {
      const auto day = typed_day(state.day);
      state.shows_missing = !day;
      if (day) actions.checks.emplace_back(DiscloseChecks{task.id, *day});
    }
  }
  end_sheet_content(ui, state.sheet, *sheet);
  end_sheet(ui);
}

}  // namespace mingchou::client
