#include "client/app/screens/people_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/screens/account_words.h"
#include "client/app/screens/receipt_words.h"
#include "client/app/text/format.h"
#include "shared/codes/tables.h"
#include "shared/json/json.h"

namespace mingchou::client {
namespace {

using FieldWord = std::pair<std::string_view, Text>;

constexpr std::array<FieldWord, 16> plain_fields{{
    {"staff_number", Text::field_staff_number},
    {"name", Text::account_name},
    {"sex", Text::field_sex},
    {"department_id", Text::department_name},
    {"unit", Text::field_unit},
    {"township_code", Text::field_township},
    {"position", Text::field_position},
    {"phone", Text::field_phone},
    {"person_kind", Text::field_person_kind},
    {"status", Text::field_person_status},
    {"external_number", Text::field_external_number},
    {"capacity", Text::field_capacity},
    {"specialties", Text::field_specialties},
    {"institution", Text::field_institution},
    {"title", Text::field_expert_title},
    {"fields", Text::field_expert_fields},
}};
constexpr std::array<FieldWord, 12> other_fields{{
    {"source", Text::field_source},
    {"receipt_result", Text::field_receipt_result},
    {"receipt_message", Text::field_receipt_message},
    {"receipt_on", Text::field_receipt_on},
    {"reason", Text::field_reason},
    {"certificates", Text::section_certificates},
    {"leaves", Text::section_leaves},
    {"qualifications", Text::section_qualifications},
    {"topic", Text::training_topic},
    {"organiser", Text::training_organiser},
    {"held_on", Text::training_day},
    {"duration_minutes", Text::training_hours},
}};
constexpr std::array<FieldWord, 9> part_fields{{
    {"number", Text::certificate_number},
    {"field", Text::certificate_field},
    {"authority", Text::certificate_authority},
    {"issued_on", Text::certificate_issued},
    {"expires_on", Text::certificate_expires},
    {"first_day", Text::leave_first_day},
    {"last_day", Text::leave_last_day},
    {"reason", Text::leave_reason},
    {"name", Text::qualification_name},
}};

template <std::size_t count>
std::optional<Text> find_word(const std::array<FieldWord, count>& words, std::string_view name) {
  const auto found = std::ranges::find(words, name, &FieldWord::first);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

/// The last step of a path.
std::string_view last_of(std::string_view field) { return field.substr(field.find_last_of("./") + 1); }

std::string text_value(const Ui& ui, const Model& model, std::string_view field, std::string_view value) {
  const std::string_view name = last_of(field);
  if (name == "department_id") return department_words(model, Uuid::parse(value));
  if (name == "sex") return std::string(sex_words(ui, std::string(value)));
  if (name == "person_kind")
    if (const auto kind = person_kind_from(value)) return std::string(person_kind_words(ui, *kind));
  if (name == "status") {
    if (const auto status = inspector_status_from(value)) return std::string(status_words(ui, *status));
    if (const auto status = expert_status_from(value)) return std::string(status_words(ui, *status));
  }
  if (name == "receipt_result")
    if (const auto result = receipt_result_from(value)) return std::string(receipt_result_words(ui, *result));
  if (name == "township_code")
    if (const auto region = find_region(value)) return std::string(region->name);
  if (const auto date = CivilDate::parse(value)) return date_text(*date, ui.language);
  return std::string(value);
}

/// A text, a number, a list of words, or a part with its fields.
std::string value_words(const Ui& ui, const Model& model, std::string_view field, const json::Value& value) {
  if (const auto text = value.text()) return text_value(ui, model, field, *text);
  if (const auto number = value.int64()) return std::to_string(*number);
  std::string words;
  for (const json::Value item : value.items()) {
    if (!words.empty()) words += ui.say(Text::list_comma);
    words += value_words(ui, model, field, item);
  }
  for (const auto& [key, item] : value.members()) {
    if (key == "id") continue;
    if (!words.empty()) words += " · ";
    words += value_words(ui, model, key, item);
  }
  return words;
}

bool is_part(const std::string& json) { return json.starts_with('{'); }

}  // namespace

std::string_view person_kind_words(const Ui& ui, PersonKind kind) {
  switch (kind) {
    case PersonKind::civil_servant:
      return ui.say(Text::kind_civil_servant);
    case PersonKind::qualified_staff:
      return ui.say(Text::kind_qualified_staff);
    case PersonKind::supervision_staff:
      return ui.say(Text::kind_supervision_staff);
  }
  return ui.say(Text::value_unknown);
}

std::string_view status_words(const Ui& ui, InspectorStatus status) {
  switch (status) {
    case InspectorStatus::active:
      return ui.say(Text::person_active);
    case InspectorStatus::on_leave:
      return ui.say(Text::person_on_leave);
    case InspectorStatus::seconded:
      return ui.say(Text::person_seconded);
    case InspectorStatus::suspended:
      return ui.say(Text::person_suspended);
    case InspectorStatus::left:
      return ui.say(Text::person_left);
  }
  return ui.say(Text::value_unknown);
}

std::string_view status_words(const Ui& ui, ExpertStatus status) {
  return ui.say(status == ExpertStatus::active ? Text::expert_active : Text::expert_inactive);
}

std::string_view sex_words(const Ui& ui, const std::optional<std::string>& sex) {
  if (!sex) return {};
  return ui.say(*sex == "female" ? Text::sex_female : Text::sex_male);
}

std::string_view side_words(const Ui& ui, std::optional<Side> side) {
  if (!side) return ui.say(Text::value_unknown);
  switch (*side) {
    case Side::inspector:
      return ui.say(Text::side_inspector);
    case Side::target:
      return ui.say(Text::side_target);
    case Side::department:
      return ui.say(Text::side_department);
  }
  return {};
}

std::string_view bar_words(const Ui& ui, DrawBar bar) {
  switch (bar) {
    case DrawBar::not_active:
      return ui.say(Text::bar_not_active);
    case DrawBar::on_leave:
      return ui.say(Text::bar_on_leave);
    case DrawBar::no_certificate:
      return ui.say(Text::bar_no_certificate);
    case DrawBar::certificate_not_yet_valid:
      return ui.say(Text::bar_not_yet_valid);
    case DrawBar::certificate_expired:
      return ui.say(Text::bar_expired);
  }
  return {};
}

std::optional<CivilDate> certificates_end(const Inspector& inspector) {
  std::optional<CivilDate> end;
  for (const Certificate& certificate : inspector.certificates)
    if (!end || *end < certificate.expires_on) end = certificate.expires_on;
  return end;
}

namespace {

std::optional<PersonSign> refused_sign(const Ui& ui, const Receipt& receipt) {
  if (receipt.result != ReceiptResult::refused) return std::nullopt;
  const ReceiptSign sign = sign_of(receipt.result);
  return PersonSign{std::string(ui.say(Text::receipt_refused_sign)), sign.tone, sign.icon};
}

}  // namespace

std::optional<PersonSign> sign_of(const Ui& ui, const Person<Inspector>& person, CivilDate today) {
  if (person.bar) {
    const bool is_of_certificate = *person.bar >= DrawBar::no_certificate;
    const std::string_view words =
        *person.bar == DrawBar::not_active ? status_words(ui, person.entity.status) : bar_words(ui, *person.bar);
    return PersonSign{std::string(words), is_of_certificate ? Tone::danger : Tone::neutral,
                      is_of_certificate ? Icon::failure : Icon::pause};
  }
  constexpr int warned_days = 60;
  const auto end = certificates_end(person.entity);
  const int left = end ? *end - today : warned_days + 1;
  if (left < 0 || left > warned_days) return refused_sign(ui, person.entity.receipt);
  if (left == 0) return PersonSign{std::string(ui.say(Text::certificate_last_day)), Tone::warning, Icon::overdue};
  return PersonSign{text(Text::certificate_days_left, ui.language, {{"days", std::to_string(left)}}), Tone::warning,
                    Icon::deadline};
}

std::optional<PersonSign> sign_of(const Ui& ui, const Person<Expert>& person, CivilDate) {
  if (person.entity.status == ExpertStatus::active) return refused_sign(ui, person.entity.receipt);
  return PersonSign{std::string(status_words(ui, person.entity.status)), Tone::neutral, Icon::pause};
}

std::string name_words(const Ui& ui, const Inspector& inspector) {
  return inspector.name.empty() ? std::string(ui.say(Text::person_without_name)) : inspector.name;
}
std::string name_words(const Ui& ui, const Expert& expert) {
  return expert.name.empty() ? std::string(ui.say(Text::person_without_name)) : expert.name;
}

std::string person_field_words(const Ui& ui, std::string_view field) {
  const std::size_t step = field.find_first_of("[/");
  const std::string_view list = field.substr(0, step), name = last_of(field);
  const bool is_in_part = step != std::string_view::npos && name.size() < 36;
  if (is_in_part && list == "qualifications" && name == "number")
    return std::string(ui.say(Text::qualification_number));
  if (is_in_part)
    if (const auto word = find_word(part_fields, name)) return std::string(ui.say(*word));
  if (const auto word = find_word(plain_fields, list)) return std::string(ui.say(*word));
  if (const auto word = find_word(other_fields, list)) return std::string(ui.say(*word));
  return std::string(field);
}

std::string person_value_words(const Ui& ui, const Model& model, std::string_view field, const std::string& json) {
  if (json.empty()) return {};
  const auto document = json::parse(json);
  return document ? value_words(ui, model, field, document->root()) : json;
}

std::string person_change_words(const Ui& ui, const Model& model, const FieldChange& change) {
  const std::string before = person_value_words(ui, model, change.field, change.before);
  const std::string after = person_value_words(ui, model, change.field, change.after);
  const bool is_of_part = is_part(change.before) || is_part(change.after);
  if (change.before.empty())
    return text(is_of_part ? Text::history_added : Text::history_set, ui.language, {{"value", after}});
  if (change.after.empty())
    return text(is_of_part ? Text::history_removed : Text::history_cleared, ui.language, {{"value", before}});
  const auto shown = [&](const std::string& words) {
    return words.empty() ? std::string(ui.say(Text::audit_nothing)) : words;
  };
  return text(Text::history_replaced, ui.language, {{"before", shown(before)}, {"after", shown(after)}});
}

std::string person_error_words(const Ui& ui, const std::optional<Error>& error) {
  if (!error) return {};
  Error said = *error;
  for (Error::Argument& argument : said.arguments)
    if (argument.name == "field") argument.value = person_field_words(ui, argument.value);
  return form_error_words(ui, said);
}

}  // namespace mingchou::client
