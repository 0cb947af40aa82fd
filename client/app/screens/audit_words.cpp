#include "client/app/screens/audit_words.h"

#include <algorithm>
#include <utility>

#include "client/app/screens/account_words.h"
#include "shared/items/diff.h"

namespace mingchou::client {
namespace {

template <std::size_t count>
const AuditWord* find_word(const std::array<AuditWord, count>& words, std::string_view name) {
  const auto found = std::ranges::find(words, name, &AuditWord::name);
  return found == words.end() ? nullptr : &*found;
}

constexpr std::array<std::pair<std::string_view, Text>, 6> fields{{
    {"login", Text::login_name},
    {"name", Text::account_name},
    {"role", Text::role_name},
    {"department_id", Text::department_name},
    {"status", Text::user_status},
    {"seconds", Text::audit_field_seconds},
}};

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

std::string audit_field_words(const Ui& ui, std::string_view field) {
  const auto found = std::ranges::find(fields, field, &std::pair<std::string_view, Text>::first);
  if (found != fields.end()) return std::string(ui.say(found->second));
  // What the domain of items calls so; anything else is shown as it is.
  return items::field_words(field, ui.language);
}

std::string audit_value_words(const Ui& ui, const Model& model, std::string_view field, std::string_view value) {
  if (field == "role")
    if (const auto role = access::role_from(value)) return std::string(role_words(ui, role));
  if (field == "status" && value == "active") return std::string(ui.say(Text::user_active));
  if (field == "status" && value == "disabled") return std::string(ui.say(Text::user_disabled));
  if (field == "department_id")
    if (std::string department = department_words(model, Uuid::parse(value)); !department.empty()) return department;
  if (value == "true") return std::string(ui.say(Text::audit_yes));
  if (value == "false") return std::string(ui.say(Text::audit_no));
  return std::string(value);
}

}  // namespace mingchou::client
