#include "shared/access/register_fields.h"

#include <algorithm>
#include <array>
#include <span>

#include "shared/access/grants.h"

namespace mingchou::access {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 5> entities = {"target", "inspector", "expert", "recusal", "training"};
constexpr std::array<std::string_view, 3> risk_fields = {"risk_class", "risk_source", "risk_on"};
// Why the platform refused an entry is said with what stands in it.
constexpr std::array<std::string_view, 5> personal_of_target = {"legal_person", "contact_name", "contact_phone",
                                                                "address", "receipt_message"};
constexpr std::array<std::string_view, 6> personal_of_person = {"name",   "sex",   "phone",
                                                                "leaves", "leave", "receipt_message"};
/// Kinship and the like.
constexpr std::array<std::string_view, 1> personal_of_recusal = {"reason"};

Names personal_fields(std::string_view entity) {
  if (entity == "target") return personal_of_target;
  if (entity == "inspector" || entity == "expert") return personal_of_person;
  if (entity == "recusal") return personal_of_recusal;
  return {};
}

}  // namespace

bool is_of_registers(std::string_view entity) { return std::ranges::contains(entities, entity); }

bool may_see_field(Role role, std::string_view entity, std::string_view field) {
  if (!is_of_registers(entity)) return true;
  const Scope scope = scope_of(role, Action::registers_read);
  if (scope == Scope::none) return false;
  if (std::ranges::contains(risk_fields, field) && scope_of(role, Action::risk_read) == Scope::none) return false;
  return scope != Scope::without_personal_data || !std::ranges::contains(personal_fields(entity), field);
}

}  // namespace mingchou::access
