// The form of a draw without a screen: what its fields come to. Pure.
#include <algorithm>
#include <string>
#include <utility>

#include "client/app/screens/draw_setup.h"
#include "client/app/screens/field_parts.h"
#include "client/app/screens/item_words.h"
#include "shared/ceremony/entities.h"

namespace mingchou::client {
namespace {

constexpr std::int64_t minute_s = 60, day_s = 86'400, shanghai_s = 8 * 3600;

std::string form_text(const std::string& form, const std::string& digits) {
  return form == "digits" ? "digits:" + digits : form;
}

/// Minutes since midnight of "21:30", "9：05".
std::optional<std::int64_t> typed_minutes(std::string text) {
  constexpr std::string_view wide_colon = "：";
  if (const std::size_t at = text.find(wide_colon); at != std::string::npos) text.replace(at, wide_colon.size(), ":");
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto hours = number_from(std::string_view(text).substr(0, colon), 2);
  const auto minutes = number_from(std::string_view(text).substr(colon + 1), 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

Error needed(std::string field) { return Error("items.field_needed").with("field", std::move(field)); }
Error wrong(std::string field) { return Error("items.bad_value").with("field", std::move(field)); }

Result<std::int64_t> moment_from(const DrawValueFields& value, const std::string& prefix) {
  const auto day = typed_day(value.day);
  if (!day) return fail(wrong(prefix + "day"));
  const auto minutes = typed_minutes(value.time);
  if (!minutes) return fail(wrong(prefix + "time"));
  return (*day - *CivilDate::parse("1970-01-01")) * day_s + *minutes * minute_s - shanghai_s;
}

Result<SetUpValue> value_from(const DrawValueFields& typed, const std::string& prefix) {
  SetUpValue value;
  value.name = typed.name;
  value.ref = typed.ref;
  value.is_in_room = typed.is_in_room;
  value.form = form_text(typed.form, typed.digits);
  if (value.name.empty()) return fail(needed(prefix + "name"));
  if (!draw::PublicForm::parse(value.form)) return fail(wrong(prefix + "digits"));
  if (value.ref.empty()) return fail(needed(prefix + "ref"));
  if (typed.is_in_room) return value;
  value.at_s = MC_TRY(moment_from(typed, prefix));
  if (!typed.has_other) return value;
  value.other_form = form_text(typed.other_form, typed.other_digits);
  if (!draw::PublicForm::parse(value.other_form)) return fail(wrong(prefix + "other_digits"));
  value.other_ref = typed.other_ref;
  if (value.other_ref.empty()) return fail(needed(prefix + "other_ref"));
  return value;
}

}  // namespace

DrawSetupFields usual_draw_setup(Language language) {
  const auto say = [language](Text key) { return std::string(text(key, language)); };
  DrawSetupFields fields;
  fields.witnesses = {say(Text::draw_setup_witness_first), say(Text::draw_setup_witness_second)};
  fields.values = {{.name = say(Text::draw_setup_dice), .ref = say(Text::draw_setup_dice_ref)}};
  return fields;
}

Result<PrepareDraw> draw_setup_from(const DrawSetupFields& fields, const tasks::TaskId& task) {
  PrepareDraw made;
  made.task_id = task;
  made.suite = fields.suite;
  for (std::size_t i = 0; i < fields.witnesses.size(); ++i)
    if (fields.witnesses[i].empty()) return fail(needed("witnesses." + std::to_string(i)));
  made.witnesses = fields.witnesses;
  made.values.reserve(fields.values.size());
  for (std::size_t i = 0; i < fields.values.size(); ++i)
    made.values.push_back(MC_TRY(value_from(fields.values[i], "values." + std::to_string(i) + ".")));
  const auto minutes = number_from(fields.minutes, 6);
  made.deadline_s = minutes.value_or(0) * minute_s;
  if (made.deadline_s < static_cast<std::int64_t>(ceremony::deadline_min_s) ||
      made.deadline_s > static_cast<std::int64_t>(ceremony::deadline_max_s))
    return fail(wrong("minutes"));
  return made;
}

std::string draw_setup_field_of(const DrawSetupFields& fields, const Error& error) {
  if (error.code == "ceremony.deadline_range") return "minutes";
  const auto argument = [&error](std::string_view name) {
    const auto found = std::ranges::find(error.arguments, name, &Error::Argument::name);
    return found == error.arguments.end() ? std::string() : found->value;
  };
  const std::string field = argument("field"), name = argument("name");
  if (field == "seats.name") return "witnesses.0";
  if (field.starts_with("witnesses.") || field.starts_with("values.") || field == "minutes") return field;
  if (name.empty()) return {};
  for (std::size_t i = 0; i < fields.values.size(); ++i) {
    if (fields.values[i].name != name) continue;
    const bool is_of_moment = error.code == "ceremony.too_late" || error.code == "ceremony.value_passed";
    const bool is_of_ref = error.code == "draw.ref_next";
    return "values." + std::to_string(i) +
           (is_of_moment && !fields.values[i].is_in_room ? ".day"
            : is_of_ref                                  ? ".ref"
                                                         : ".name");
  }
  // The second of two alike is the one to change.
  for (std::size_t i = fields.witnesses.size(); i-- > 0;)
    if (fields.witnesses[i] == name) return "witnesses." + std::to_string(i);
  return {};
}

std::uint64_t entropy_bits_of(const DrawSetupFields& fields) {
  std::uint64_t bits = fields.witnesses.size() * draw::witness_secret_bytes * 8;
  for (const DrawValueFields& value : fields.values) {
    const auto form = draw::PublicForm::parse(form_text(value.form, value.digits));
    if (!form) continue;
    const auto other =
        value.has_other ? draw::PublicForm::parse(form_text(value.other_form, value.other_digits)) : std::nullopt;
    bits += other ? std::min(form->bits(), other->bits()) : form->bits();
  }
  return bits;
}

}  // namespace mingchou::client
