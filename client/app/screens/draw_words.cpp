#include "client/app/screens/draw_words.h"

#include <algorithm>
#include <array>

#include "client/app/screens/account_words.h"
#include "client/app/text/format.h"

namespace mingchou::client {
namespace {

using ceremony::Stage;

constexpr auto forms = std::to_array<std::pair<std::string_view, Text>>({
    {"lottery:ssq", Text::draw_form_ssq},
    {"lottery:dlt", Text::draw_form_dlt},
    {"lottery:qlc", Text::draw_form_qlc},
    {"lottery:kl8", Text::draw_form_kl8},
    {"drand", Text::draw_form_drand},
    {"digits", Text::draw_setup_value_digits},
});

template <class Wanted>
std::string names_where(const Ui& ui, const Draw& draw, Wanted wanted) {
  std::string names;
  for (const DrawSeat& seat : draw.seats)
    if (wanted(seat.state)) names += (names.empty() ? "" : std::string(ui.say(Text::list_comma))) + seat.name;
  return names;
}

std::string about(const Ui& ui, Text key, const DrawValue& value) {
  return text(key, ui.language, {{"name", value.name}, {"ref", value.ref}});
}

/// What is awaited of a value; "" once it is there.
std::string value_next(const Ui& ui, const Model& model, const DrawValue& value) {
  if (!value.value.empty()) return {};
  const auto left_ms = ms_until_typed(model, value);
  if (value.is_in_room && left_ms)
    return text(Text::draw_next_throw_wait, ui.language, {{"name", value.name}, {"time", countdown_words(*left_ms)}});
  if (left_ms)
    return text(Text::draw_next_announced, ui.language,
                {{"name", value.name}, {"ref", value.ref}, {"moment", moment_words(ui, model, value.at_s)}});
  if (value.typed_by.size() == 1) return about(ui, Text::draw_next_second, value);
  return about(ui, value.is_in_room ? Text::draw_next_throw : Text::draw_next_type, value);
}

/// Thrown in the room first, then the witnesses, then what is announced.
std::string reveal_next(const Ui& ui, const Model& model, const Draw& draw) {
  for (const DrawValue& value : draw.values)
    if (value.is_in_room)
      if (std::string words = value_next(ui, model, value); !words.empty()) return words;
  const std::string names = names_where(ui, draw, [](SeatState state) { return state < SeatState::revealed; });
  if (!names.empty()) return text(Text::draw_next_reveal, ui.language, {{"names", names}});
  for (const DrawValue& value : draw.values)
    if (std::string words = value_next(ui, model, value); !words.empty()) return words;
  return std::string(ui.say(Text::draw_next_settling));
}

}  // namespace

DrawLook look_of(Stage stage) {
  switch (stage) {
    case Stage::inviting:
      return {Text::draw_stage_inviting, Tone::info, Icon::user_add};
    case Stage::consenting:
      return {Text::draw_stage_consenting, Tone::info, Icon::signature};
    case Stage::revealing:
      return {Text::draw_stage_revealing, Tone::info, Icon::dice};
    case Stage::settling:
      return {Text::draw_stage_settling, Tone::warning, Icon::waiting};
    case Stage::drawn:
      return {Text::draw_stage_drawn, Tone::success, Icon::success};
    case Stage::voided:
      break;
  }
  return {Text::draw_stage_voided, Tone::neutral, Icon::forbidden};
}

DrawLook look_of(SeatState state) {
  switch (state) {
    case SeatState::invited:
      return {Text::draw_seat_invited, Tone::neutral, Icon::clock};
    case SeatState::joined:
      return {Text::draw_seat_joined, Tone::info, Icon::user_check};
    case SeatState::consented:
      return {Text::draw_seat_consented, Tone::info, Icon::signature};
    case SeatState::revealed:
      return {Text::draw_seat_revealed, Tone::success, Icon::success};
    case SeatState::struck:
      break;
  }
  return {Text::draw_seat_struck, Tone::warning, Icon::forbidden};
}

DrawLook look_of(ChangeState state) {
  switch (state) {
    case ChangeState::proposed:
      return {Text::draw_change_state_proposed, Tone::warning, Icon::clock};
    case ChangeState::confirmed:
      return {Text::draw_change_state_confirmed, Tone::success, Icon::stamp};
    case ChangeState::withdrawn:
      break;
  }
  return {Text::draw_change_state_withdrawn, Tone::neutral, Icon::undo};
}

std::string draw_round_words(const Ui& ui, const Draw& draw) {
  return text(Text::draw_round, ui.language, {{"round", std::to_string(draw.round)}});
}

std::span<const std::pair<std::string_view, Text>> announced_forms() { return forms; }

std::string public_form_words(const Ui& ui, const draw::PublicForm& form) {
  if (form.kind == draw::PublicForm::Kind::digits)
    return text(Text::draw_form_digits, ui.language, {{"count", std::to_string(form.digits)}});
  const std::string name = form.text();
  for (const auto& [known, words] : forms)
    if (known == name) return std::string(ui.say(words));
  return name;
}

std::string_view reason_words(const Ui& ui, draw::SubstitutionReason reason) {
  using enum draw::SubstitutionReason;
  switch (reason) {
    case deregistered:
      return ui.say(Text::draw_reason_deregistered);
    case moved_away:
      return ui.say(Text::draw_reason_moved_away);
    case duplicate:
      return ui.say(Text::draw_reason_duplicate);
    case not_concerned:
      return ui.say(Text::draw_reason_not_concerned);
    case inaccessible:
      break;
  }
  return ui.say(Text::draw_reason_inaccessible);
}

std::string_view reason_words(const Ui& ui, draw::ReplacementReason reason) {
  using enum draw::ReplacementReason;
  switch (reason) {
    case illness:
      return ui.say(Text::draw_reason_illness);
    case recusal:
      return ui.say(Text::draw_reason_recusal);
    case certificate:
      return ui.say(Text::draw_reason_certificate);
    case left_post:
      return ui.say(Text::draw_reason_left_post);
    case urgent_duty:
      break;
  }
  return ui.say(Text::draw_reason_urgent_duty);
}

std::optional<double> ms_until_typed(const Model& model, const DrawValue& value) {
  const std::int64_t left_ms = value.at_s * 1000 - model.now.ms;
  return left_ms > 0 ? std::optional(static_cast<double>(left_ms)) : std::nullopt;
}

std::string moment_words(const Ui& ui, const Model& model, std::int64_t at_s) {
  return moment_text(Instant{at_s * 1000}, model.today, ui.language);
}

std::string draw_next_words(const Ui& ui, const Model& model, const Draw& draw) {
  if (draw.is_overdue && draw.stage != Stage::settling && !draw.is_over())
    return std::string(ui.say(Text::draw_next_overdue));
  switch (draw.stage) {
    case Stage::inviting: {
      const std::string names = names_where(ui, draw, [](SeatState state) { return state == SeatState::invited; });
      if (!names.empty()) return text(Text::draw_next_invite, ui.language, {{"names", names}});
      return std::string(ui.say(draw.seats.empty() ? Text::draw_next_fix_alone : Text::draw_next_fix));
    }
    case Stage::consenting:
      return text(Text::draw_next_consent, ui.language,
                  {{"names", names_where(ui, draw, [](SeatState state) { return state < SeatState::consented; })}});
    case Stage::revealing:
      return reveal_next(ui, model, draw);
    case Stage::settling:
      return std::string(ui.say(Text::draw_next_settling));
    case Stage::drawn:
      return std::string(ui.say(Text::draw_next_drawn));
    case Stage::voided:
      break;
  }
  return text(Text::draw_next_voided, ui.language, {{"reason", draw.void_reason}});
}

std::string grouped_hash(std::string_view hash) {
  constexpr std::size_t group = 4;
  std::string groups;
  groups.reserve(hash.size() + hash.size() / group);
  for (std::size_t i = 0; i < hash.size(); i += group) {
    if (i > 0) groups += ' ';
    groups += hash.substr(i, group);
  }
  return groups;
}

std::string first_of_hash(std::string_view hash) { return std::string(hash.substr(0, 16)); }

std::string invitation_link(const Model& model, const std::string& token) {
  return verify_link(model) + "witness.html#" + token;
}

std::string verify_link(const Model& model) { return model.origin + "/verify/"; }

std::string target_words(const DrawPlaces& places, const std::string& id) {
  const auto found = places.targets.find(id);
  return found == places.targets.end() || found->second.name.empty() ? id : found->second.name;
}

std::string inspector_words(const Ui& ui, const Model& model, const DrawPlaces& places, const std::string& id) {
  if (id.empty()) return std::string(ui.say(Text::draw_inspector_empty));
  const auto found = places.inspectors.find(id);
  if (found == places.inspectors.end()) return id;
  const std::string department = department_words(model, found->second.department_id);
  if (found->second.name.empty()) return department;
  return department.empty() ? found->second.name : found->second.name + "（" + department + "）";
}

/// Slots stand by department: it is named once, behind its people.
std::string team_words(const Ui& ui, const Model& model, const DrawPlaces& places, const DrawPlace& place) {
  const std::string_view comma = ui.say(Text::list_comma);
  std::string words;
  const auto& team = place.inspectors;
  const auto department_of = [&places](const std::string& id) {
    const auto found = places.inspectors.find(id);
    return found == places.inspectors.end() ? std::nullopt : found->second.department_id;
  };
  for (std::size_t i = 0; i < team.size(); ++i) {
    const auto found = places.inspectors.find(team[i]);
    const auto department = department_of(team[i]);
    const bool goes_on = department && i + 1 < team.size() && department_of(team[i + 1]) == department;
    if (goes_on && found->second.name.empty()) continue;  // the department alone is told
    if (!words.empty()) words += comma;
    words += goes_on ? found->second.name : inspector_words(ui, model, places, team[i]);
  }
  return words;
}

std::string draw_error_words(const Ui& ui, const std::optional<Error>& error) {
  if (!error) return {};
  Error said = *error;
  for (Error::Argument& argument : said.arguments) {
    if (argument.name == "stage")
      if (const auto stage = ceremony::stage_from(argument.value)) argument.value = ui.say(look_of(*stage).words);
    if (argument.name == "form")
      if (const auto form = draw::PublicForm::parse(argument.value)) argument.value = public_form_words(ui, *form);
  }
  return form_error_words(ui, said);
}

}  // namespace mingchou::client
