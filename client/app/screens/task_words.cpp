#include "client/app/screens/task_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/screens/account_words.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/people_words.h"
#include "client/app/screens/plan_row_fields.h"
#include "client/app/screens/plan_words.h"
#include "client/app/text/format.h"
#include "shared/plans/content.h"

namespace mingchou::client {
namespace {

constexpr const char* separator = " · ";

constexpr std::array<std::pair<std::string_view, Text>, 5> exclusion_names{{
    {"recently_checked", Text::task_excluded_recently_checked},
    {"result_reused", Text::task_excluded_result_reused},
    {"visit_cap", Text::task_excluded_visit_cap},
    {"closed", Text::task_excluded_closed},
    {"other_task", Text::task_excluded_other_task},
}};
constexpr std::array<std::pair<tasks::Event, Text>, tasks::event_count> events{{
    {tasks::Event::edit, Text::task_event_edit},
    {tasks::Event::make_ready, Text::task_event_make_ready},
    {tasks::Event::reopen, Text::task_event_reopen},
    {tasks::Event::draw, Text::task_event_draw},
    {tasks::Event::begin, Text::task_event_begin},
    {tasks::Event::finish, Text::task_event_finish},
    {tasks::Event::cancel, Text::task_event_void},
}};
/// Those that a plan's row has not.
constexpr std::array<std::pair<std::string_view, Text>, 8> fields{{
    {"special_reason", Text::task_field_special_reason},
    {"team", Text::task_field_team},
    {"strata", Text::task_field_strata},
    {"period", Text::task_field_period},
    {"substitute_count", Text::task_substitute_count},
    {"checked_within_months", Text::task_months},
    {"load_max", Text::task_load_max},
    {"name", Text::task_stratum_name},
}};

template <std::size_t count>
std::string_view word_in(const Ui& ui, const std::array<std::pair<std::string_view, Text>, count>& words,
                         std::string_view name) {
  for (const auto& [key, word] : words)
    if (key == name) return ui.say(word);
  return name;
}

std::string field_words(const Ui& ui, std::string_view field) {
  const std::string_view whole = field.substr(0, field.find('.'));
  const std::string_view words = word_in(ui, fields, whole);
  return words == whole ? plan_field_words(ui, whole) : std::string(words);
}

std::string value_of(const Ui& ui, const Error& error, const Error::Argument& argument) {
  if (argument.name == "field") return field_words(ui, argument.value);
  if (argument.name == "date") {
    const auto day = CivilDate::parse(argument.value);
    return day ? date_text(*day, ui.language) : argument.value;
  }
  if (argument.name == "state") {
    if (error.code == "tasks.plan_not_approved") {
      const auto state = plans::state_from(argument.value);
      return state ? std::string(ui.say(look_of(*state).words)) : argument.value;
    }
    const auto state = tasks::state_from(argument.value);
    return state ? std::string(ui.say(look_of(*state).words)) : argument.value;
  }
  if (argument.name == "event")
    for (const auto& [event, words] : events)
      if (text_of(event) == argument.value) return std::string(ui.say(words));
  return argument.value;
}

std::string_view bar_of(const Ui& ui, const std::string& reason) {
  for (const DrawBar bar : {DrawBar::not_active, DrawBar::on_leave, DrawBar::no_certificate,
                            DrawBar::certificate_not_yet_valid, DrawBar::certificate_expired})
    if (text_of(bar) == reason) return bar_words(ui, bar);
  return reason;
}

}  // namespace

TaskStateLook look_of(tasks::State state) {
  switch (state) {
    case tasks::State::draft:
      return {Text::task_state_draft, Tone::info, Icon::edit};
    case tasks::State::ready:
      return {Text::task_state_ready, Tone::warning, Icon::dice};
    case tasks::State::drawn:
      return {Text::task_state_drawn, Tone::success, Icon::draw};
    case tasks::State::running:
      return {Text::task_state_running, Tone::info, Icon::activity};
    case tasks::State::done:
      return {Text::task_state_done, Tone::success, Icon::success};
    case tasks::State::voided:
      break;
  }
  return {Text::task_state_voided, Tone::neutral, Icon::forbidden};
}

std::string task_next_words(const Ui& ui, const KeptTask& task, bool is_in_draw) {
  switch (task.state) {
    case tasks::State::draft:
      return std::string(ui.say(Text::task_next_draft));
    case tasks::State::ready:
      return std::string(ui.say(is_in_draw ? Text::task_next_in_draw : Text::task_next_ready));
    case tasks::State::drawn:
      return std::string(ui.say(task.task.is_sealed ? Text::task_next_drawn_sealed : Text::task_next_drawn));
    case tasks::State::running:
      return std::string(ui.say(Text::task_next_running));
    case tasks::State::done:
      return std::string(ui.say(Text::task_next_done));
    case tasks::State::voided:
      break;
  }
  return text(Text::task_next_voided, ui.language, {{"reason", task.void_reason}});
}

std::string task_line(const Ui& ui, const Model& model, const KeptTask& task) {
  return task.number + separator +
         std::string(ui.say(task.task.is_special() ? Text::task_is_special : Text::task_is_planned)) + separator +
         plan_row_line(ui, model, task.task.work);
}

bool is_open_draw(const TaskDraw& draw) {
  return draw.stage != ceremony::Stage::drawn && draw.stage != ceremony::Stage::voided;
}

std::string counts_headline(const Ui& ui, const TaskCounts& counts) {
  return text(Text::task_counts_headline, ui.language,
              {{"eligible", grouped(counts.eligible)}, {"drawn", grouped(counts.drawn)}});
}

std::string counts_detail(const Ui& ui, const TaskCounts& counts) {
  std::string words = text(Text::task_counts_detail, ui.language, {{"concerned", grouped(counts.concerned)}});
  const auto add = [&](const std::string& part) { (words += separator) += part; };
  for (const ReasonCount& one : counts.excluded)
    add(text(Text::task_counts_excluded, ui.language,
             {{"reason", std::string(word_in(ui, exclusion_names, one.reason))}, {"count", grouped(one.count)}}));
  if (counts.outside > 0) add(text(Text::task_counts_outside, ui.language, {{"count", grouped(counts.outside)}}));
  std::int64_t substitutes = 0;
  for (const TaskCounts::Stratum& stratum : counts.strata) substitutes += stratum.substitutes;
  if (substitutes > 0) add(text(Text::task_counts_substitutes, ui.language, {{"count", grouped(substitutes)}}));
  return words;
}

std::string place_detail(const Ui& ui, const TaskCounts::Place& place) {
  std::string words = text(Text::task_counts_place, ui.language,
                           {{"eligible", grouped(place.eligible)},
                            {"roster", grouped(place.in_roster)},
                            {"needed", grouped(place.needed)},
                            {"places", grouped(place.places)}});
  for (const ReasonCount& one : place.barred)
    words += separator + text(Text::task_counts_barred, ui.language,
                              {{"reason", std::string(bar_of(ui, one.reason))}, {"count", grouped(one.count)}});
  return words;
}

std::string exclusions_words(const Ui& ui, const tasks::Exclusions& exclusions) {
  std::string words;
  if (exclusions.checked_within_months > 0)
    words = text(Text::task_months_words, ui.language, {{"count", std::to_string(exclusions.checked_within_months)}});
  if (exclusions.at_visit_cap)
    words += (words.empty() ? "" : std::string(ui.say(Text::list_comma))) +
             std::string(ui.say(Text::task_excluded_visit_cap));
  return words.empty() ? std::string(ui.say(Text::task_no_exclusions)) : words;
}

std::string stratum_detail(const Ui& ui, const Model& model, const tasks::Stratum& stratum) {
  std::string words = stratum.range.is_empty() ? std::string(ui.say(Text::task_stratum_all))
                                               : plan_value_words(ui, model, "range", plans::range_json(stratum.range));
  if (stratum.substitute_count > 0)
    words +=
        separator + text(Text::task_stratum_substitutes, ui.language, {{"count", grouped(stratum.substitute_count)}});
  return words;
}

std::string task_error_words(const Ui& ui, const std::optional<Error>& error) {
  if (!error) return {};
  if (!error->code.starts_with("tasks.") && !error->code.starts_with("items.field")) return plan_error_words(ui, error);
  Error said = *error;
  for (Error::Argument& argument : said.arguments) argument.value = value_of(ui, *error, argument);
  return form_error_words(ui, said);
}

std::string_view task_field_of(const Error& error) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> places{{
      {"tasks.reason_on_planned", "special_reason"},
      {"tasks.strata_max", "strata"},
      {"tasks.stratum_repeated", "strata"},
      {"tasks.stratum_beyond_range", "strata"},
      {"tasks.substitutes_range", "substitute_count"},
      {"tasks.months_range", "checked_within_months"},
      {"tasks.load_range", "load_max"},
      {"tasks.team_departments", "team"},
      {"tasks.place_range", "team"},
      {"tasks.requirements_max", "team"},
      {"tasks.team_too_small", "team"},
  }};
  const auto found = std::ranges::find(places, error.code, &std::pair<std::string_view, std::string_view>::first);
  if (found != places.end()) return found->second;
  if (error.code == "tasks.differs_from_plan" && error.argument("field") == "period") return "first_day";
  return plan_field_of(error);
}

}  // namespace mingchou::client
