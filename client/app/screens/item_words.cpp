#include "client/app/screens/item_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "client/app/items/item_route.h"
#include "client/app/screens/account_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/items/rules.h"

namespace mingchou::client {
namespace {

constexpr std::array<std::pair<std::string_view, Text>, 5> states{{
    {"draft", Text::version_draft},
    {"issued", Text::state_issued},
    {"superseded", Text::state_superseded},
    {"withdrawn", Text::standing_withdrawn},
    {"discarded", Text::standing_discarded},
}};
constexpr std::array<std::pair<std::string_view, Text>, 6> events{{
    {"edit", Text::event_edit},
    {"discard", Text::event_discard},
    {"issue", Text::event_issue},
    {"copy", Text::event_copy},
    {"publish", Text::event_publish},
    {"withdraw", Text::event_withdraw},
}};

std::string number_words(const Ui& ui, std::int64_t number) {
  return text(Text::list_version_name, ui.language, {{"number", std::to_string(number)}});
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Numbers, wherever they stand; none at all if one of them has more than eight digits.
std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < text.size() && numbers.size() <= 3; ++i) {
    if (!is_digit(text[i])) continue;
    int number = 0;
    std::size_t digits = 0;
    for (; i < text.size() && is_digit(text[i]); ++i, ++digits) {
      if (digits == 8) return {};
      number = number * 10 + (text[i] - '0');
    }
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

std::string owner_words(const Ui& ui, const Model& model, const items::Owner& owner) {
  if (!owner) return std::string(ui.say(Text::joint_list_name));
  const std::string name = department_words(model, owner->uuid);
  return name.empty() ? owner->uuid.text() : name;
}

std::string version_words(const Ui& ui, const ListVersion& version) {
  if (version.number) return number_words(ui, *version.number);
  return std::string(ui.say(version.state == items::State::discarded ? Text::version_discarded : Text::version_draft));
}

StandingLook look_of(const ListVersion& version) {
  switch (version.standing) {
    case items::Standing::draft:
      return {Text::standing_draft, Tone::info, Icon::edit};
    case items::Standing::upcoming:
      return {Text::standing_upcoming, Tone::info, Icon::deadline};
    case items::Standing::in_force:
      return {Text::standing_in_force, Tone::success, Icon::success};
    case items::Standing::ended:
      if (version.state == items::State::withdrawn) return {Text::standing_withdrawn, Tone::neutral, Icon::forbidden};
      return {Text::standing_ended, Tone::neutral, Icon::history};
    case items::Standing::discarded:
      break;
  }
  return {Text::standing_discarded, Tone::neutral, Icon::trash};
}

std::string term_words(const Ui& ui, const ListVersion& version) {
  if (!version.effective_from) return {};
  const std::string from = date_text(*version.effective_from, ui.language);
  if (!version.effective_to) return text(Text::version_from, ui.language, {{"date", from}});
  const CivilDate last = version.effective_to->plus_days(-1);
  // Withdrawn or replaced before it began: it never held.
  if (last < *version.effective_from) return text(Text::version_from, ui.language, {{"date", from}});
  return text(Text::version_term, ui.language, {{"from", from}, {"to", date_text(last, ui.language)}});
}

std::string_view channel_words(const Ui& ui, items::Channel channel) {
  return ui.say(channel == items::Channel::department_portal ? Text::channel_department_portal
                                                             : Text::channel_publicity_system);
}

std::string duty_words(const Ui& ui, const items::Duty& duty) {
  if (duty.kind == items::DutyKind::yearly_list)
    return text(Text::duty_yearly, ui.language, {{"year", std::to_string(duty.year)}});
  const bool is_issue = duty.notice == items::Notice::issue;
  return text(is_issue ? Text::duty_publish_issue : Text::duty_publish_withdrawal, ui.language,
              {{"version", number_words(ui, duty.number)}, {"channel", channel_words(ui, duty.channel)}});
}

std::string duty_due_words(const Ui& ui, const items::Duty& duty) {
  return due_words(ui, duty.due, duty.is_overdue, duty.is_provisional);
}

std::string due_words(const Ui& ui, const std::optional<CivilDate>& due, bool is_overdue, bool is_provisional) {
  if (!due) return std::string(ui.say(Text::duty_no_day));
  const Text key = is_overdue ? Text::duty_was_due : is_provisional ? Text::duty_provisional : Text::duty_due;
  return text(key, ui.language, {{"date", date_text(*due, ui.language)}});
}

Route duty_route(const items::Duty& duty) {
  if (!duty.list_id) return {Screen::item_lists, {}};
  if (!duty.version_id) return route_of({.screen = Screen::item_list, .list = *duty.list_id});
  return route_of({.screen = Screen::item_version, .list = *duty.list_id, .version = *duty.version_id});
}

items::NameOf names_of(const Model& model) {
  return [&model](const Uuid& id) {
    if (std::string name = department_words(model, id); !name.empty()) return name;
    if (model.items.tags.value)
      for (const TagName& tag : *model.items.tags.value)
        if (tag.id == id) return tag.name;
    return id.text();
  };
}

std::string item_value_words(const Ui& ui, const Model& model, std::string_view field, const std::string& json) {
  if (json.empty()) return std::string(ui.say(Text::not_set));
  if (field == "valid_from" || field == "valid_to")
    if (const auto day = CivilDate::parse(std::string_view(json).substr(1, json.size() - 2)))
      return date_text(*day, ui.language);
  return items::value_words(field, json, names_of(model), ui.language);
}

std::string item_name_words(const items::Item& item) {
  std::string words = item.code + " " + item.name;
  if (item.sub_item) words += "（" + *item.sub_item + "）";
  return words;
}

std::string item_detail_words(const Ui& ui, const items::Item& item) {
  std::string words(ui.say(item.kind == items::Kind::key ? Text::item_kind_key : Text::item_kind_general));
  if (item.ratio_basis_points)
    words +=
        " · " + text(Text::item_ratio_short, ui.language, {{"ratio", items::percent_text(*item.ratio_basis_points)}});
  if (item.cap_basis_points)
    words += " · " + text(Text::item_general_cap, ui.language, {{"cap", items::percent_text(*item.cap_basis_points)}});
  return words + " · " + item.category + " · " + item.inspecting_body;
}

std::string item_error_words(const Ui& ui, const std::optional<Error>& error) {
  if (!error) return {};
  Error said = *error;
  for (Error::Argument& argument : said.arguments) {
    if (argument.name == "field") argument.value = items::field_words(argument.value, ui.language);
    const auto say = [&](const auto& words) {
      for (const auto& [word, key] : words)
        if (word == argument.value) {
          argument.value = ui.say(key);
          return;
        }
    };
    if (argument.name == "state") say(states);
    if (argument.name == "event") say(events);
    if (argument.name == "date")
      if (const auto day = CivilDate::parse(argument.value)) argument.value = date_text(*day, ui.language);
  }
  return form_error_words(ui, said);
}

std::optional<CivilDate> typed_day(std::string_view text) {
  const std::vector<int> numbers = numbers_in(text);
  if (numbers.size() == 1 && numbers[0] >= 10'000'000)
    return CivilDate::of(numbers[0] / 10'000, static_cast<unsigned>(numbers[0] / 100 % 100),
                         static_cast<unsigned>(numbers[0] % 100));
  // A year has its four digits: nothing is guessed.
  if (numbers.size() != 3 || numbers[0] < 1000 || numbers[0] > 9999) return std::nullopt;
  return CivilDate::of(numbers[0], static_cast<unsigned>(numbers[1]), static_cast<unsigned>(numbers[2]));
}

std::optional<int> typed_percent(std::string_view text) {
  while (!text.empty() && (text.back() == '%' || text.back() == ' ')) text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  const bool is_number = !whole.empty() && whole.size() <= 4 && part.size() <= 2 &&
                         std::ranges::all_of(whole, is_digit) && std::ranges::all_of(part, is_digit) &&
                         (point == std::string_view::npos || !part.empty());
  if (!is_number) return std::nullopt;
  int points = 0;
  for (const char digit : whole) points = points * 10 + (digit - '0');
  points *= 100;
  if (!part.empty()) points += (part[0] - '0') * 10;
  if (part.size() == 2) points += part[1] - '0';
  return points;
}

void draw_unread(Ui& ui, const Rect& rect, std::string_view title_failed, const LoadState& state, bool& wants_retry) {
  wants_retry = false;
  if (!state.error) {
    notice(ui, rect, {.id = "items.loading", .icon = Icon::waiting, .title = ui.say(Text::items_loading)});
    return;
  }
  const std::string advice = render(*state.error, ui.language);
  const Notice what{.id = "items.failed",
                    .role = Role::alert,
                    .tone = Tone::warning,
                    .title = title_failed,
                    .advice = advice,
                    .action = ui.say(Text::retry)};
  wants_retry = notice(ui, rect, what);
}

}  // namespace mingchou::client
