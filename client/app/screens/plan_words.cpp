#include "client/app/screens/plan_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/account_words.h"
#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "shared/items/rules.h"
#include "shared/plans/content.h"

namespace mingchou::client {
namespace {

constexpr std::array<std::pair<plans::Event, Text>, plans::event_count> events{{
    {plans::Event::edit, Text::plan_event_edit},
    {plans::Event::submit, Text::plan_event_submit},
    {plans::Event::send_back, Text::plan_event_send_back},
    {plans::Event::approve, Text::plan_event_approve},
    {plans::Event::file, Text::plan_event_file},
    {plans::Event::record, Text::plan_event_record},
    {plans::Event::publish, Text::plan_event_publish},
    {plans::Event::adjust, Text::plan_event_adjust},
    {plans::Event::supersede, Text::plan_event_supersede},
    {plans::Event::end, Text::plan_event_end},
    {plans::Event::discard, Text::plan_event_discard},
}};

constexpr const char* separator = " · ";

std::string joined(const Ui& ui, const std::vector<std::string>& parts) {
  std::string words;
  for (const std::string& part : parts) words += (words.empty() ? "" : std::string(ui.say(Text::list_comma))) + part;
  return words;
}

std::string number_words(std::int64_t number) { return std::to_string(number); }

}  // namespace

std::string plan_name_words(const Ui& ui, int year) {
  return text(Text::plan_name, ui.language, {{"year", number_words(year)}});
}

std::string plan_version_words(const Ui& ui, const PlanVersion& version) {
  if (!version.number) return std::string(ui.say(Text::plan_version_discarded));
  return text(Text::plan_version_number, ui.language, {{"number", number_words(*version.number)}});
}

PlanStateLook look_of(plans::State state) {
  switch (state) {
    case plans::State::draft:
      return {Text::plan_state_draft, Tone::info, Icon::edit};
    case plans::State::submitted:
      return {Text::plan_state_submitted, Tone::warning, Icon::users};
    case plans::State::approved:
      return {Text::plan_state_approved, Tone::info, Icon::stamp};
    case plans::State::filed:
      return {Text::plan_state_filed, Tone::info, Icon::archive};
    case plans::State::published:
      return {Text::plan_state_published, Tone::success, Icon::success};
    case plans::State::superseded:
      return {Text::plan_state_superseded, Tone::neutral, Icon::history};
    case plans::State::ended:
      return {Text::plan_state_ended, Tone::neutral, Icon::forbidden};
    case plans::State::discarded:
      break;
  }
  return {Text::plan_state_discarded, Tone::neutral, Icon::trash};
}

std::string plan_next_words(const Ui& ui, const SessionModel& session, const PlanVersion& version) {
  switch (version.state) {
    case plans::State::draft:
      if (!version.return_reason.empty())
        return text(Text::plan_next_returned, ui.language, {{"reason", version.return_reason}});
      return std::string(
          ui.say(session.may(access::Action::plans_write) ? Text::plan_next_draft : Text::plan_next_draft_own));
    case plans::State::submitted:
      return std::string(ui.say(Text::plan_next_submitted));
    case plans::State::approved:
      return std::string(ui.say(Text::plan_next_approved));
    case plans::State::filed:
      return std::string(ui.say(Text::plan_next_filed));
    case plans::State::published:
      return std::string(ui.say(Text::plan_next_published));
    case plans::State::superseded:
      return std::string(ui.say(Text::plan_next_superseded));
    case plans::State::ended:
      return text(Text::plan_next_ended, ui.language, {{"reason", version.end_reason}});
    case plans::State::discarded:
      break;
  }
  return std::string(ui.say(Text::plan_next_discarded));
}

std::string plan_unpublished_words(const Ui& ui, const PlanVersion& version) {
  if (version.unpublished.empty()) return {};
  std::vector<std::string> channels;
  for (const items::Channel channel : version.unpublished) channels.emplace_back(channel_words(ui, channel));
  return text(Text::plan_unpublished, ui.language, {{"channel", joined(ui, channels)}});
}

std::string plan_quantity_words(const Ui& ui, const plans::Quantity& quantity) {
  switch (quantity.kind) {
    case plans::QuantityKind::ratio:
      return items::percent_text(static_cast<int>(quantity.value));
    case plans::QuantityKind::count:
      return text(Text::plan_row_count_short, ui.language, {{"count", grouped(quantity.value)}});
    case plans::QuantityKind::batch_order:
      break;
  }
  return std::string(ui.say(Text::plan_row_batch_short));
}

std::string plan_row_line(const Ui& ui, const Model& model, const plans::Row& row) {
  const auto name_of = names_of(model);
  std::vector<std::string> others;
  for (const DepartmentId& id : row.participating_department_ids) others.push_back(name_of(id.uuid));
  const std::string initiating =
      text(Text::plan_row_line, ui.language, {{"initiating", name_of(row.initiating_department_id.uuid)}});
  const std::string with = row.is_joint() ? text(Text::plan_row_with, ui.language, {{"others", joined(ui, others)}})
                                          : std::string(ui.say(Text::plan_row_own));
  const std::string period = text(
      Text::plan_row_period, ui.language,
      {{"from", day_of_year_text(row.first_day, ui.language)}, {"to", day_of_year_text(row.last_day, ui.language)}});
  const std::string kind(ui.say(row.is_directed ? Text::plan_directed : Text::plan_undirected));
  return initiating + separator + with + separator + kind + separator + period;
}

std::string plan_row_detail(const Ui& ui, const Model& model, const plans::Row& row) {
  std::string words = plan_row_line(ui, model, row);
  const auto add = [&words](const std::string& part) { (words += separator) += part; };
  add(row.target);
  for (const items::Field& field : plans::fields_of(row))
    if (field.name == "methods") add(plan_value_words(ui, model, field.name, field.json));
  if (row.estimated_count) add(text(Text::plan_row_estimate, ui.language, {{"count", grouped(*row.estimated_count)}}));
  return words;
}

std::string plan_value_words(const Ui& ui, const Model& model, std::string_view field, const std::string& json) {
  if (json.empty()) return std::string(ui.say(Text::not_set));
  if (field == "first_day" || field == "last_day")
    if (const auto day = CivilDate::parse(std::string_view(json).substr(1, json.size() - 2)))
      return date_text(*day, ui.language);
  return plans::value_words(field, json, names_of(model), ui.language);
}

/// As a label it begins with a capital.
std::string plan_field_words(const Ui& ui, std::string_view field) {
  std::string words = plans::field_words(field, ui.language);
  if (words == field) words = items::field_words(field, ui.language);
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() -= 'a' - 'A';
  return words;
}

std::vector<ChangedField> plan_fields_in_words(const Ui& ui, const Model& model, const std::string& id,
                                               const std::vector<plans::FieldChange>& fields) {
  return changed_fields(
      id, fields, [&](std::string_view name) { return plan_field_words(ui, name); },
      [&](std::string_view name, const std::string& json) { return plan_value_words(ui, model, name, json); });
}

Changes changes_of(const Ui& ui, const Model& model, const plans::Diff& diff) {
  Changes changes{.added_heading = Text::plan_diff_added,
                  .removed_heading = Text::plan_diff_removed,
                  .changed_heading = Text::plan_diff_changed,
                  .nothing = ui.say(Text::plan_diff_same)};
  const auto whole = [&](const plans::Row& row) {
    return WholeThing{row.id.uuid.text(), row.name,
                      plan_quantity_words(ui, row.quantity) + " · " + plan_row_detail(ui, model, row)};
  };
  for (const plans::Row& row : diff.added) changes.added.push_back(whole(row));
  for (const plans::Row& row : diff.removed) changes.removed.push_back(whole(row));
  for (const plans::RowChange& change : diff.changed) {
    const std::string id = change.id.uuid.text();
    changes.changed.push_back({id, change.name, plan_fields_in_words(ui, model, "diff." + id, change.fields)});
  }
  return changes;
}

std::string plan_duty_words(const Ui& ui, const plans::Duty& duty) {
  const std::string year = number_words(duty.year), number = number_words(duty.number);
  switch (duty.kind) {
    case plans::DutyKind::approval:
      return text(Text::plan_duty_approval, ui.language, {{"year", year}});
    case plans::DutyKind::filing:
      return text(Text::plan_duty_filing, ui.language, {{"year", year}, {"number", number}});
    case plans::DutyKind::publication:
      return text(Text::plan_duty_publication, ui.language,
                  {{"year", year}, {"number", number}, {"channel", channel_words(ui, duty.channel)}});
    case plans::DutyKind::period_ended:
      break;
  }
  return text(Text::plan_duty_period, ui.language, {{"name", duty.row ? duty.row->name : std::string()}});
}

std::string plan_duty_due_words(const Ui& ui, const plans::Duty& duty) {
  if (duty.kind == plans::DutyKind::filing) return std::string(ui.say(Text::plan_duty_soon));
  if (duty.kind == plans::DutyKind::period_ended && duty.due)
    return text(Text::plan_duty_period_due, ui.language, {{"date", date_text(*duty.due, ui.language)}});
  return due_words(ui, duty.due, duty.is_overdue, duty.is_provisional);
}

Route plan_duty_route(const plans::Duty& duty) {
  if (!duty.plan_id || !duty.version_id) return {Screen::plans, {}};
  PlanPlace place{.screen = Screen::plan_version, .plan = *duty.plan_id, .version = *duty.version_id};
  if (duty.row) {
    place.screen = Screen::plan_row;
    place.row = duty.row->id;
  }
  return route_of(place);
}

bool is_own_duty(const SessionModel& session, const plans::Duty& duty) {
  if (duty.row) return session.user && session.user->department_id == duty.row->initiating_department_id.uuid;
  return session.may(access::Action::plans_write);
}

std::string plan_error_words(const Ui& ui, const std::optional<Error>& error) {
  if (!error) return {};
  Error said = *error;
  for (Error::Argument& argument : said.arguments) {
    if (argument.name == "field") argument.value = plan_field_words(ui, argument.value);
    if (argument.name == "state")
      if (const auto state = plans::state_from(argument.value)) argument.value = ui.say(look_of(*state).words);
    if (argument.name == "event")
      for (const auto& [event, words] : events)
        if (text_of(event) == argument.value) {
          argument.value = ui.say(words);
          break;
        }
    if (argument.name == "date")
      if (const auto day = CivilDate::parse(argument.value)) argument.value = date_text(*day, ui.language);
  }
  return form_error_words(ui, said);
}

}  // namespace mingchou::client
