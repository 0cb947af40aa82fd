#include "shared/registry/entities.h"

#include <algorithm>
#include <array>

namespace mingchou {
namespace {

template <class Enum, std::size_t N>
std::string_view text_at(const std::array<std::string_view, N>& texts, Enum value) {
  return texts[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
std::optional<Enum> value_in(const std::array<std::string_view, N>& texts, std::string_view text) {
  const auto* const found = std::ranges::find(texts, text);
  if (found == texts.end()) return std::nullopt;
  return static_cast<Enum>(found - texts.begin());
}

constexpr std::array<std::string_view, 3> department_kinds{"joint_meeting_office", "bureau", "branch"};
constexpr std::array<std::string_view, 7> target_kinds{"enterprise", "self_employed", "cooperative", "institution",
                                                       "product",    "project",       "behaviour"};
constexpr std::array<std::string_view, 6> target_statuses{"active",          "suspended", "deregistered",
                                                          "licence_revoked", "withdrawn", "moved_out"};
constexpr std::array<std::string_view, 3> person_kinds{"civil_servant", "qualified_staff", "supervision_staff"};
constexpr std::array<std::string_view, 5> inspector_statuses{"active", "on_leave", "seconded", "suspended", "left"};
constexpr std::array<std::string_view, 2> expert_statuses{"active", "inactive"};
constexpr std::array<std::string_view, 3> sides{"inspector", "target", "department"};
constexpr std::array<std::string_view, 3> receipt_results{"none", "accepted", "refused"};

}  // namespace

std::string_view text_of(DepartmentKind kind) { return text_at(department_kinds, kind); }
std::string_view text_of(TargetKind kind) { return text_at(target_kinds, kind); }
std::string_view text_of(TargetStatus status) { return text_at(target_statuses, status); }
std::string_view text_of(PersonKind kind) { return text_at(person_kinds, kind); }
std::string_view text_of(InspectorStatus status) { return text_at(inspector_statuses, status); }
std::string_view text_of(ExpertStatus status) { return text_at(expert_statuses, status); }
std::string_view text_of(Side side) { return text_at(sides, side); }
std::string_view text_of(ReceiptResult result) { return text_at(receipt_results, result); }

std::optional<DepartmentKind> department_kind_from(std::string_view text) {
  return value_in<DepartmentKind>(department_kinds, text);
}
std::optional<TargetKind> target_kind_from(std::string_view text) { return value_in<TargetKind>(target_kinds, text); }
std::optional<TargetStatus> target_status_from(std::string_view text) {
  return value_in<TargetStatus>(target_statuses, text);
}
std::optional<PersonKind> person_kind_from(std::string_view text) { return value_in<PersonKind>(person_kinds, text); }
std::optional<InspectorStatus> inspector_status_from(std::string_view text) {
  return value_in<InspectorStatus>(inspector_statuses, text);
}
std::optional<ExpertStatus> expert_status_from(std::string_view text) {
  return value_in<ExpertStatus>(expert_statuses, text);
}
std::optional<Side> side_from(std::string_view text) { return value_in<Side>(sides, text); }
std::optional<ReceiptResult> receipt_result_from(std::string_view text) {
  return value_in<ReceiptResult>(receipt_results, text);
}

}  // namespace mingchou
