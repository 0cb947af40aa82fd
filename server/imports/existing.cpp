#include "server/imports/existing.h"

#include <algorithm>

#include "shared/registry/rules.h"

namespace mingchou::imports {
namespace {

std::string_view value_of(const Values& values, std::string_view key) {
  const auto found = values.find(key);
  return found == values.end() ? std::string_view() : std::string_view(found->second);
}

Match contradiction(std::string_view number) {
  return {{Severity::error, "certificate_number", Error("imports.certificate_registered").with("number", number)}};
}

}  // namespace

Result<std::optional<Uuid>> Existing::id_where(std::string_view condition, std::string_view value) {
  if (value.empty()) return std::nullopt;
  Statement find = MC_TRY(database_.prepare("SELECT id FROM " + std::string(entity_of(which_)) + " WHERE " +
                                            std::string(condition) + " AND valid_to IS NULL LIMIT 1"));
  find.bind(1, value);
  if (condition.contains("?2")) find.bind(2, department_);
  if (!MC_TRY(find.step())) return std::nullopt;
  return find.uuid(0);
}

template <class Entity>
Result<std::optional<Match>> Existing::match(const Stored<Entity>& stored, const DepartmentId& owner,
                                             const Values& given) {
  Match match{{Severity::duplicate, "", Error("imports.already_registered").with("name", stored.entity.name)}};
  if (owner != department_) return match;
  Entity entity = merged(stored.entity, given, ids_);
  if (const auto wrong = tidy_and_check(entity); !wrong.empty()) {
    match.problem = {Severity::error, wrong.front().field, wrong.front().error};
    return match;
  }
  match.changes = changes_between(which_, values_of(stored.entity), values_of(entity), known_);
  if (match.changes.empty()) return match;
  match.problem.error = Error("imports.registered_differently")
                            .with("name", stored.entity.name)
                            .with("count", static_cast<long long>(match.changes.size()));
  match.entity = std::move(entity);
  match.revision = stored.state.revision;
  return match;
}

Result<std::optional<Match>> Existing::find(const Values& given) {
  switch (which_) {
    case Register::targets:
      return find_target(given);
    case Register::inspectors:
      return find_inspector(given);
    case Register::experts:
      break;
  }
  return find_expert(given);
}

Result<std::optional<Match>> Existing::find_target(const Values& given) {
  const std::string_view code = value_of(given, "credit_code"), number = value_of(given, "registration_number");
  auto id = MC_TRY(id_where("credit_code = ?1", code));
  if (!id) id = MC_TRY(id_where("registration_number = ?1", number));
  if (!id)
    id = MC_TRY(
        id_where("external_number = ?1 AND +responsible_department_id = ?2", value_of(given, "external_number")));
  // By name only among those without codes, of which a department has few.
  if (!id && code.empty() && number.empty())
    id = MC_TRY(
        id_where("name = ?1 AND credit_code IS NULL AND registration_number IS NULL AND responsible_department_id = ?2",
                 value_of(given, "name")));
  if (!id) return std::nullopt;
  const auto stored = MC_TRY(find_entity(database_, TargetId{*id}));
  if (!stored) return std::nullopt;
  return match(*stored, stored->entity.responsible_department_id, given);
}

/// Of the first certificate that somebody current has.
Result<std::optional<Uuid>> Existing::holder_of_certificates(const Values& given) {
  Statement find =
      MC_TRY(database_.prepare("SELECT inspector.id FROM certificate JOIN inspector ON inspector.id = inspector_id "
                               "WHERE number = ? AND valid_to IS NULL LIMIT 1"));
  std::string_view numbers = value_of(given, "certificate_number");
  while (!numbers.empty()) {
    const std::size_t end = std::min(numbers.find('\n'), numbers.size());
    find.reset();
    find.bind(1, numbers.substr(0, end));
    if (MC_TRY(find.step())) return find.uuid(0);
    numbers.remove_prefix(std::min(end + 1, numbers.size()));
  }
  return std::nullopt;
}

Result<std::optional<Match>> Existing::find_inspector(const Values& given) {
  const auto holder = MC_TRY(holder_of_certificates(given));
  auto id = MC_TRY(id_where("staff_number = ?1 AND department_id = ?2", value_of(given, "staff_number")));
  if (holder && id && holder != id) return contradiction(value_of(given, "certificate_number"));
  if (!id) id = holder;
  if (!id) id = MC_TRY(id_where("external_number = ?1 AND department_id = ?2", value_of(given, "external_number")));
  if (!id) return std::nullopt;
  const auto stored = MC_TRY(find_entity(database_, InspectorId{*id}));
  if (!stored) return std::nullopt;
  if (stored->entity.department_id != department_) return contradiction(value_of(given, "certificate_number"));
  return match(*stored, stored->entity.department_id, given);
}

/// Of the same name and institution; whom the platform has under another number is somebody else.
Result<std::optional<Uuid>> Existing::namesake(const Values& given) {
  Statement find = MC_TRY(database_.prepare(
      "SELECT id FROM expert WHERE department_id = ?1 AND name = ?2 AND institution = ?3 AND valid_to IS NULL "
      "AND (external_number IS NULL OR ?4 = '') LIMIT 1"));
  find.bind_all(department_, value_of(given, "name"), value_of(given, "institution"),
                value_of(given, "external_number"));
  if (!MC_TRY(find.step())) return std::nullopt;
  return find.uuid(0);
}

Result<std::optional<Match>> Existing::find_expert(const Values& given) {
  auto id = MC_TRY(id_where("external_number = ?1 AND department_id = ?2", value_of(given, "external_number")));
  if (!id) id = MC_TRY(namesake(given));
  if (!id) return std::nullopt;
  const auto stored = MC_TRY(find_entity(database_, ExpertId{*id}));
  if (!stored) return std::nullopt;
  return match(*stored, stored->entity.department_id, given);
}

}  // namespace mingchou::imports
