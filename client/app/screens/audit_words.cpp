#include "client/app/screens/audit_words.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "client/app/screens/account_words.h"
#include "client/app/screens/people_words.h"
#include "client/app/screens/record_words.h"
#include "client/app/text/format.h"
#include "shared/items/diff.h"
#include "shared/json/writer.h"

namespace mingchou::client {
namespace {

template <std::size_t count>
const AuditWord* find_word(const std::array<AuditWord, count>& words, std::string_view name) {
  const auto found = std::ranges::find(words, name, &AuditWord::name);
  return found == words.end() ? nullptr : &*found;
}

struct FieldWord {
  std::string_view field;
  Text words;
};
constexpr FieldWord user_fields[] = {
    {"login", Text::login_name},   {"name", Text::account_name},           {"role", Text::role_name},
    {"status", Text::user_status}, {"inspector_id", Text::user_inspector},
};
constexpr FieldWord department_fields[] = {
    {"name", Text::department_column},      {"short_name", Text::department_short_name},
    {"code", Text::department_code},        {"kind", Text::kind_column},
    {"sort_order", Text::department_order}, {"phone", Text::department_phone},
    {"address", Text::department_address},
};
constexpr FieldWord visit_fields[] = {
    {"state", Text::visits_state},
    {"first_day", Text::leave_first_day},
    {"last_day", Text::leave_last_day},
    {"year", Text::cap_year},
    {"lead_department_id", Text::audit_field_lead},
    {"visits_max", Text::audit_field_visits_max},
};
/// Of all entities.
constexpr FieldWord common_fields[] = {
    {"department_id", Text::department_name}, {"seconds", Text::audit_field_seconds},
    {"rows", Text::audit_field_rows},         {"template", Text::audit_field_template},
    {"register", Text::audit_field_register}, {"changed_count", Text::audit_field_changed},
    {"change", Text::audit_field_change},     {"fingerprint", Text::audit_field_fingerprint},
    {"reason", Text::record_reason},          {"target", Text::audit_entity_target},
    {"version", Text::versions_heading},
};
/// By which conditions the trail was taken out.
constexpr FieldWord trail_fields[] = {
    {"action", Text::audit_what},      {"entity", Text::audit_thing},         {"actor_id", Text::audit_who},
    {"actor_role", Text::filter_role}, {"entity_id", Text::audit_only_thing}, {"from", Text::audit_first_day},
    {"to", Text::audit_last_day},
};

const FieldWord* find_field(std::span<const FieldWord> words, std::string_view field) {
  const auto found = std::ranges::find(words, field, &FieldWord::field);
  return found == words.end() ? nullptr : &*found;
}

/// Stands in place of a value that was changed and is not for this user, as the server has it.
constexpr std::string_view withheld_value = "***";

bool is_about_visits(std::string_view entity) { return entity == "joint_visit" || entity == "department_visit_cap"; }

constexpr std::string_view trail = "audit";

/// Of instants from which, and before which.
std::string trail_moment(const Ui& ui, const Model& model, std::string_view field, std::string_view value) {
  Instant at;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), at.ms);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size()) return std::string(value);
  return moment_text(field == "to" ? at + -1 : at, model.today, ui.language);
}

bool is_person(std::string_view entity) { return entity == "inspector" || entity == "expert"; }

/// A text of the trail stands there without its quotes.
std::string as_json(std::string_view value) {
  if (value.starts_with('[') || value.starts_with('{')) return std::string(value);
  return std::move(json::Writer().value(value)).take();
}

}  // namespace

std::string audit_action_words(const Ui& ui, std::string_view action) {
  const AuditWord* word = find_word(audit_actions, action);
  return std::string(word ? ui.say(word->words) : action);
}

Icon audit_icon(std::string_view action) {
  const AuditWord* word = find_word(audit_actions, action);
  return word ? word->icon : Icon::history;
}

std::string audit_entity_words(const Ui& ui, std::string_view entity) {
  const AuditWord* word = find_word(audit_entities, entity);
  // Of an export it is the list that was taken out: "targets".
  if (!word && entity.ends_with('s')) word = find_word(audit_entities, entity.substr(0, entity.size() - 1));
  return std::string(word ? ui.say(word->words) : entity);
}

std::string audit_actor_words(const Ui& ui, const AuditEntry& entry) {
  if (entry.actor_login.empty()) return std::string(ui.say(Text::audit_nobody));
  if (entry.actor_role.empty()) return entry.actor_login;
  const auto role = access::role_from(entry.actor_role);
  return text(
      Text::audit_actor, ui.language,
      {{"login", entry.actor_login}, {"role", role ? role_words(ui, role) : std::string_view(entry.actor_role)}});
}

std::string audit_field_words(const Ui& ui, std::string_view entity, std::string_view field) {
  const FieldWord* word = entity == "user"          ? find_field(user_fields, field)
                          : entity == "department"  ? find_field(department_fields, field)
                          : is_about_visits(entity) ? find_field(visit_fields, field)
                          : entity == trail         ? find_field(trail_fields, field)
                                                    : nullptr;
  if (!word) word = find_field(common_fields, field);
  if (word) return std::string(ui.say(word->words));
  if (entity == "target") return field_words(ui, field);
  if (is_person(entity)) return person_field_words(ui, field);
  // What the domain of items calls so; anything else is shown as it is.
  return items::field_words(field, ui.language);
}

std::string audit_value_words(const Ui& ui, const Model& model, std::string_view entity, std::string_view field,
                              std::string_view value) {
  if (value == withheld_value) return std::string(ui.say(Text::audit_withheld));
  if (entity == "target") return field_value_words(ui, model, field, as_json(value));
  if (is_person(entity)) return person_value_words(ui, model, field, as_json(value));
  if (entity == trail && field == "action") return audit_action_words(ui, value);
  if (entity == trail && (field == "from" || field == "to")) return trail_moment(ui, model, field, value);
  // What was exported or imported; a form that is not called as its list is shown as it is.
  if ((entity == trail && field == "entity") || field == "register" || field == "template")
    return audit_entity_words(ui, value);
  if (entity == "department" && field == "kind")
    return std::string(department_kind_words(ui, department_kind_from(value)));
  if (field == "role" || field == "actor_role")
    if (const auto role = access::role_from(value)) return std::string(role_words(ui, role));
  if (entity == "user" && field == "status" && value == "active") return std::string(ui.say(Text::user_active));
  if (entity == "user" && field == "status" && value == "disabled") return std::string(ui.say(Text::user_disabled));
  if (entity == "joint_visit" && field == "state" && value == "agreed") return std::string(ui.say(Text::visits_agreed));
  if (entity == "joint_visit" && field == "state" && value == "declined")
    return std::string(ui.say(Text::visits_declined));
  if (field == "department_id" || field == "lead_department_id")
    if (std::string department = department_words(model, Uuid::parse(value)); !department.empty()) return department;
  if (value == "true") return std::string(ui.say(Text::audit_yes));
  if (value == "false") return std::string(ui.say(Text::audit_no));
  return std::string(value);
}

}  // namespace mingchou::client
