#include "client/app/screens/joint_visits.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/checks/joint_visits_keeper.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/field_parts.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/stale.h"
#include "client/app/screens/task_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::joint_visits_screen {
namespace {

using tasks::VisitState;

/// Beyond the viewport, for those who go through them by keyboard or screen reader.
constexpr float around_px = 900;

struct StateLook {
  Text words;
  Text none;
  Icon icon;
  Tone tone;
};
StateLook look_of(VisitState state) {
  switch (state) {
    case VisitState::agreed:
      return {Text::visits_agreed, Text::visits_none_agreed, Icon::success, Tone::success};
    case VisitState::declined:
      return {Text::visits_declined, Text::visits_none_declined, Icon::history, Tone::neutral};
    case VisitState::proposed:
      break;
  }
  return {Text::visits_proposed, Text::visits_none, Icon::users, Tone::info};
}

std::string days_words(const Ui& ui, Text key, CivilDate from, CivilDate to, std::string_view more,
                       const std::string& value) {
  return text(key, ui.language,
              {{"from", date_text(from, ui.language)}, {"to", date_text(to, ui.language)}, {more, value}});
}

void add_name(const Ui& ui, std::string& names, const std::string& name) {
  names += (names.empty() ? "" : std::string(ui.say(Text::list_comma))) + name;
}

std::string names_words(const Ui& ui, const JointVisit& visit) {
  std::string names;
  for (const JointVisit::Department& one : visit.departments) add_name(ui, names, one.name);
  return text(Text::visit_departments, ui.language, {{"names", names}});
}

/// Tasks that would join what the others agreed on; "" of any other visit.
std::string joining_names(const Ui& ui, const JointVisit& visit) {
  std::string names;
  for (const JointVisit::Part& part : visit.parts)
    if (part.joins) add_name(ui, names, part.task_number + " " + part.task_name);
  return names;
}

/// A line each: the days, the tasks with their periods, which of them would join, caps, the departments, and what was
/// decided.
std::string detail_words(const Ui& ui, const Model& model, const JointVisit& visit) {
  std::string words = visit.address;
  const auto add = [&words](const std::string& line) { words += (words.empty() ? "" : "\n") + line; };
  if (visit.first_day && visit.last_day) {
    const bool is_apart = visit.days_apart > 0;
    add(days_words(ui, is_apart ? Text::visit_apart : Text::visit_days, *visit.first_day, *visit.last_day, "count",
                   grouped(visit.days_apart)));
  }
  for (const JointVisit::Part& part : visit.parts) {
    add(days_words(ui, Text::visit_task, part.first_day, part.last_day, "task",
                   part.task_number + " " + part.task_name));
    if (part.sealed_until && model.today <= *part.sealed_until)
      add(text(Text::visit_sealed, ui.language, {{"date", date_text(*part.sealed_until, ui.language)}}));
  }
  if (const std::string names = joining_names(ui, visit); !names.empty())
    add(text(Text::visit_joins, ui.language, {{"tasks", names}}));
  for (const Error& warning : visit.warnings) add(task_error_words(ui, warning));
  add(names_words(ui, visit));
  const auto lead = std::ranges::find(visit.departments, visit.lead_department_id,
                                      [](const JointVisit::Department& one) { return std::optional(one.id); });
  if (lead != visit.departments.end() && visit.state != VisitState::declined)
    add(text(Text::visit_lead, ui.language, {{"name", lead->name}}));
  if (!visit.reason.empty()) add(text(Text::visit_reason, ui.language, {{"reason", visit.reason}}));
  if (visit.decided_at)
    add(text(Text::visit_decided, ui.language,
             {{"by", visit.decided_by}, {"moment", moment_text(*visit.decided_at, model.today, ui.language)}}));
  return words;
}

void draw_states(Ui& ui, Column& column, const JointVisitsModel& visits, Actions& actions) {
  constexpr std::array all{VisitState::proposed, VisitState::agreed, VisitState::declined};
  const std::array segments{Segment{ui.say(Text::visits_proposed)}, Segment{ui.say(Text::visits_agreed)},
                            Segment{ui.say(Text::visits_declined)}};
  if (const auto chosen = segmented(ui, "visits.state", ui.say(Text::visits_state),
                                    column.next(segmented_height(ui, column.width(), segments)), segments,
                                    static_cast<int>(visits.shown)))
    actions.visits.emplace_back(ReadJointVisits{visits.task, all.at(static_cast<std::size_t>(*chosen))});
  column.space(space_px::two);
}

/// A button below a visit's words.
struct Deed {
  std::string id;
  std::string label;
  ButtonOptions options;
  /// What it agrees on; nothing of one that asks for a reason.
  std::optional<JointVisit> agreed = {};
};

JointVisit on_day(JointVisit visit, CivilDate day) {
  visit.first_day = visit.last_day = day;
  return visit;
}

/// Where no day is common one of the tasks has to move, and no tap decides which: its nearest day is chosen.
void add_agreements(const Ui& ui, const JointVisit& visit, std::vector<Deed>& deeds) {
  constexpr ButtonOptions look{.kind = ButtonKind::secondary, .icon = Icon::check};
  if (visit.days_apart == 0) {
    const Text label = joining_names(ui, visit).empty() ? Text::visit_agree : Text::visit_join;
    deeds.push_back({".agree", std::string(ui.say(label)), look, visit});
    return;
  }
  if (!visit.first_day || !visit.last_day) return;
  for (const auto& [id, day] : {std::pair{".first", *visit.first_day}, std::pair{".last", *visit.last_day}})
    deeds.push_back({id, text(Text::visit_agree_on, ui.language, {{"date", day_of_year_text(day, ui.language)}}), look,
                     on_day(visit, day)});
}

std::vector<Deed> deeds_of(const Ui& ui, const Model& model, const JointVisit& visit) {
  std::vector<Deed> deeds;
  if (!may_decide_visits(model.session)) return deeds;
  switch (visit.state) {
    case VisitState::proposed:
      add_agreements(ui, visit, deeds);
      deeds.push_back({".decline", std::string(ui.say(Text::visit_decline)), {.kind = ButtonKind::text}});
      break;
    case VisitState::agreed:
      if (may_be_called_off(visit, model.today))
        deeds.push_back({".decline", std::string(ui.say(Text::visit_call_off)), {.kind = ButtonKind::text}});
      break;
    case VisitState::declined:
      if (auto again = agreed_again(visit, model.today))
        deeds.push_back({".again", std::string(ui.say(Text::visit_agree_again)), {.kind = ButtonKind::text}, again});
      break;
  }
  for (Deed& deed : deeds) deed.options.enabled = !model.visits.decide.is_under_way;
  return deeds;
}

float deeds_height(const Ui& ui, float width, const std::vector<Deed>& deeds) {
  if (deeds.empty()) return 0;
  Flow flow({0, 0, width, 0}, control_px);
  for (const Deed& deed : deeds) flow.next(button_width(ui, deed.label, deed.options));
  return flow.used() + space_px::two;
}

void agree(State& state, const JointVisit& visit, Actions& actions) {
  state.was_agreed = true;
  actions.visits.emplace_back(AgreeJointVisit{visit});
}

void do_deed(State& state, const Model& model, const JointVisit& visit, const Deed& deed, Actions& actions) {
  if (deed.agreed) {
    if (is_sealed(visit, model.today))
      state.asked = deed.agreed;
    else
      agree(state, *deed.agreed, actions);
    return;
  }
  state.declined = visit;
  state.reason.clear();
  state.shows_missing = false;
  state.answers_before = model.visits.decide.answers;
  state.decline.open = true;
}

/// What can be done about it; the buttons stand below the words.
void draw_deeds(Ui& ui, Column& column, State& state, const Model& model, const JointVisit& visit,
                const std::string& id, const std::vector<Deed>& deeds, Actions& actions) {
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  for (const Deed& deed : deeds) {
    // Each proposal has the same buttons: whoever hears them hears whom they are about.
    const std::string name = deed.label + " · " + visit.target_name;
    ButtonOptions options = deed.options;
    options.name = name;
    if (button(ui, id + deed.id, deed.label, flow.next(button_width(ui, deed.label, options)), options))
      do_deed(state, model, visit, deed, actions);
  }
  column.space(deeds_height(ui, column.width(), deeds));
}

void draw_visit(Ui& ui, Column& column, const Rect& viewport, State& state, const Model& model, const JointVisit& visit,
                std::size_t index, Actions& actions) {
  const StateLook look = look_of(visit.state);
  const std::string id = "visits." + std::to_string(index), detail = detail_words(ui, model, visit);
  const RowOptions options{.title = visit.target_name,
                           .detail = detail,
                           .icon = look.icon,
                           .icon_tone = visit.days_apart > 0 || !visit.warnings.empty() ? Tone::warning : look.tone,
                           .separator = false,
                           .detail_fit = Fit::whole};
  const std::vector<Deed> deeds = deeds_of(ui, model, visit);
  const float height = row_height(ui, column.width(), options);
  const float whole = height + space_px::one + deeds_height(ui, column.width(), deeds);
  if (column.y() + whole < viewport.y - around_px || column.y() > viewport.bottom() + around_px)
    return column.space(whole);
  card(ui, {column.x(), column.y(), column.width(), height});
  static_row(ui, id, column.next(height), options);
  column.space(space_px::one);
  if (!deeds.empty()) draw_deeds(ui, column, state, model, visit, id, deeds, actions);
}

void draw_error(Ui& ui, Column& column, const State& state, const Submission& decide) {
  const std::string words = task_error_words(ui, decide.error);
  if (words.empty() || state.decline.open) return;
  const Banner what{.id = "visits.error", .tone = Tone::danger, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

void draw_list(Ui& ui, Column& column, const Rect& viewport, State& state, const Model& model, Actions& actions) {
  const JointVisitsModel& visits = model.visits;
  const auto& list = *visits.list.value;
  if (list.empty() && visits.next_cursor.empty())
    notice(ui, column.next(280),
           {.id = "visits.none",
            .icon = Icon::users,
            .title = ui.say(look_of(visits.shown).none),
            .advice = visits.shown == VisitState::proposed ? ui.say(Text::visits_none_advice) : std::string_view()});
  for (std::size_t i = 0; i < list.size(); ++i) draw_visit(ui, column, viewport, state, model, list[i], i, actions);
  if (visits.has_unshown)
    column.space(paragraph(ui, "visits.unshown", column.next(0), ui.say(Text::visits_unshown), type_px::small,
                           ui.theme->text_secondary));
  if (visits.next_cursor.empty()) return;
  const auto label = ui.say(Text::visits_more);
  const ButtonOptions options{.kind = ButtonKind::secondary, .enabled = !visits.list.is_loading};
  const Rect row = column.next(control_px);
  if (button(ui, "visits.more", label,
             {row.x, row.y, std::min(row.width, button_width(ui, label, options)), row.height}, options))
    actions.visits.emplace_back(ReadMoreJointVisits{});
}

void draw_decline(Ui& ui, State& state, const Model& model, Actions& actions) {
  const bool is_call_off = state.declined && state.declined->id;
  const Text title = is_call_off ? Text::visit_call_off_title : Text::visit_decline_title;
  auto sheet = begin_sheet(ui, state.decline, {.id = "visits.decline", .title = ui.say(title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  column.space(paragraph(ui, "visits.decline.help", column.next(0), ui.say(Text::visit_decline_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  {
    Form form(ui, column, "visits.decline.form");
    line_field(ui, form, "visits.decline.reason", Text::visit_decline_reason, FieldKind::multiline,
               static_cast<int>(items::reason_characters_max), state.shows_missing, state.reason);
    if (state.answers_before != model.visits.decide.answers)
      form.error(task_error_words(ui, model.visits.decide.error));
    if (form.submit({.label = ui.say(Text::save_word), .is_under_way = model.visits.decide.is_under_way}) ==
        FormAnswer::submitted) {
      state.shows_missing = state.reason.empty();
      if (!state.shows_missing && state.declined) {
        state.was_agreed = false;
        actions.visits.emplace_back(DeclineJointVisit{*state.declined, state.reason});
      }
    }
  }
  end_sheet_content(ui, state.decline, *sheet);
  end_sheet(ui);
}

void ask_sealed(Ui& ui, State& state, Actions& actions) {
  if (!state.asked) return;
  const DialogAnswer answer = dialog(ui, {.id = "visits.sealed",
                                          .title = ui.say(Text::visit_sealed_question),
                                          .text = ui.say(Text::visit_sealed_words),
                                          .confirm = ui.say(Text::visit_agree),
                                          .cancel = ui.say(Text::cancel)});
  if (answer == DialogAnswer::confirmed) agree(state, *state.asked, actions);
  if (answer != DialogAnswer::none) state.asked.reset();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const JointVisitsModel& visits = model.visits;
  if (!state.is_entered) state.decisions_seen = visits.decide.answers;
  state.is_entered = true;
  if (is_taken(state.decisions_seen, visits.decide)) {
    state.decline.open = false;
    show_toast(ui, "visits.decided",
               std::string(ui.say(state.was_agreed ? Text::visit_agreed_toast : Text::visit_declined_toast)));
  }
  const auto detail = visits.task ? ui.say(Text::visits_of_task) : std::string_view();
  const Rect rest =
      draw_header(ui, rect, {.title = ui.say(Text::visits_title), .detail = detail, .back = true}, actions).rest;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "visits", .name = {}, .rect = rest});
  Column& column = page.column;
  column.space(paragraph(ui, "visits.help", column.next(0), ui.say(Text::visits_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  if (!sees_joint_visits(model.session)) {
    notice(ui, column.next(280),
           {.id = "visits.none", .icon = Icon::users, .title = ui.say(Text::gate_not_allowed_title)});
    return end_page(ui, state.page, page);
  }
  Deeds deeds(ui, column);
  if (deeds.draw("visits.caps", Text::department_caps_title, {.kind = ButtonKind::secondary, .icon = Icon::calendar}))
    open_department_caps(state.caps, model, actions);
  deeds.end();
  draw_states(ui, column, visits, actions);
  draw_error(ui, column, state, visits.decide);
  if (visits.list.value) {
    if (draw_stale(ui, column, visits.list.error))
      actions.visits.emplace_back(ReadJointVisits{visits.task, visits.shown});
    draw_list(ui, column, rest, state, model, actions);
  } else {
    bool retry = false;
    draw_unread(ui, column.next(240), ui.say(Text::visits_failed), visits.list, retry);
    if (retry) actions.visits.emplace_back(ReadJointVisits{visits.task, visits.shown});
  }
  end_page(ui, state.page, page);
  draw_decline(ui, state, model, actions);
  ask_sealed(ui, state, actions);
  draw_department_caps(ui, state.caps, model, actions);
}

}  // namespace mingchou::client::joint_visits_screen
