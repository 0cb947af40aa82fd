// What stands in the registers: departments, targets, inspectors, and what belongs to them.
//
// Plain values in the form of server/migrations/0002_registers.sql, which says what each field means. Texts of
// enumerations are those of the database and the API. Runs everywhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/uuid.h"
#include "shared/calendar/civil_date.h"

namespace mingchou {

struct DepartmentTag;
using DepartmentId = Id<DepartmentTag>;
struct TagTag;
using TagId = Id<TagTag>;
struct TargetTag;
using TargetId = Id<TargetTag>;
struct LicenceTag;
using LicenceId = Id<LicenceTag>;
struct InspectorTag;
using InspectorId = Id<InspectorTag>;
struct CertificateTag;
using CertificateId = Id<CertificateTag>;
struct LeaveTag;
using LeaveId = Id<LeaveTag>;
struct RecusalTag;
using RecusalId = Id<RecusalTag>;
struct ExpertTag;
using ExpertId = Id<ExpertTag>;
struct TrainingTag;
using TrainingId = Id<TrainingTag>;

/// Who wrote a state, when and why, and from which day it holds.
struct Recorded {
  CivilDate valid_from;
  Instant at;
  std::string by;
  std::string reason;
};

/// The joint meeting's office plans and supervises; it is never an inspecting body.
enum class DepartmentKind { joint_meeting_office, bureau, branch };
enum class TargetKind { enterprise, self_employed, cooperative, institution, product, project, behaviour };
enum class TargetStatus { active, suspended, deregistered, licence_revoked, withdrawn, moved_out };
enum class PersonKind { civil_servant, qualified_staff, supervision_staff };
enum class InspectorStatus { active, on_leave, seconded, suspended, left };
enum class ExpertStatus { active, inactive };
enum class Side { inspector, target, department };
/// What the provincial platform made of an entry that it was sent; `none` while it has not said so.
enum class ReceiptResult { none, accepted, refused };

std::string_view text_of(DepartmentKind kind);
std::string_view text_of(TargetKind kind);
std::string_view text_of(TargetStatus status);
std::string_view text_of(PersonKind kind);
std::string_view text_of(InspectorStatus status);
std::string_view text_of(ExpertStatus status);
std::string_view text_of(Side side);
std::string_view text_of(ReceiptResult result);

/// Nothing for a text that names no value.
std::optional<DepartmentKind> department_kind_from(std::string_view text);
std::optional<TargetKind> target_kind_from(std::string_view text);
std::optional<TargetStatus> target_status_from(std::string_view text);
std::optional<PersonKind> person_kind_from(std::string_view text);
std::optional<InspectorStatus> inspector_status_from(std::string_view text);
std::optional<ExpertStatus> expert_status_from(std::string_view text);
std::optional<Side> side_from(std::string_view text);
std::optional<ReceiptResult> receipt_result_from(std::string_view text);

/// Products, projects and behaviours have no credit code.
constexpr bool is_market_entity(TargetKind kind) { return kind < TargetKind::product; }

struct Department {
  DepartmentId id;
  std::string code, name, short_name;
  DepartmentKind kind = DepartmentKind::bureau;
  int sort_order = 0;
  std::optional<std::string> phone, address;
};

struct Tag {
  TagId id;
  std::string name;
};

struct Licence {
  LicenceId id;
  std::string name, number, authority;
  std::optional<CivilDate> issued_on, expires_on;
};

/// The provincial platform's last answer about an entry (平台回执). Without a result there is no more of it.
struct Receipt {
  ReceiptResult result = ReceiptResult::none;
  /// Why it was refused.
  std::optional<std::string> message;
  std::optional<CivilDate> on;
  bool operator==(const Receipt&) const = default;
};

struct Target {
  TargetId id;
  TargetKind kind = TargetKind::enterprise;
  std::string name;
  std::optional<std::string> credit_code, registration_number;
  std::optional<TargetId> holder_id;
  std::optional<std::string> form;
  std::optional<CivilDate> established_on;
  std::optional<std::string> registration_authority;
  TargetStatus status = TargetStatus::active;
  std::optional<std::string> legal_person;
  std::string township_code;
  std::optional<std::string> address, contact_name, contact_phone, industry_code;
  DepartmentId responsible_department_id;
  std::optional<std::string> station, area;
  std::optional<std::string> risk_class, risk_source;
  std::optional<CivilDate> risk_on;
  std::optional<std::string> food_risk_class;
  std::optional<CivilDate> last_checked_on;
  std::string source;
  std::optional<std::string> external_number;
  Receipt receipt;
  std::vector<TagId> tags;
  std::vector<Licence> licences;
};

struct Certificate {
  CertificateId id;
  std::string number, field, authority;
  CivilDate issued_on, expires_on;
};

struct Leave {
  LeaveId id;
  CivilDate first_day, last_day;
  std::string reason;
};

struct Inspector {
  InspectorId id;
  std::string staff_number, name;
  std::optional<std::string> sex;  // "female" or "male"
  DepartmentId department_id;
  std::optional<std::string> unit, township_code, position, phone;
  PersonKind person_kind = PersonKind::qualified_staff;
  InspectorStatus status = InspectorStatus::active;
  std::string source;
  std::optional<std::string> external_number;
  Receipt receipt;
  /// Checks in one draw; none: what the plan lets anybody have.
  std::optional<int> capacity;
  std::vector<Certificate> certificates;
  std::vector<std::string> specialties;
  std::vector<Leave> leaves;
};

/// Assists, and never counts as an inspector.
struct Expert {
  ExpertId id;
  std::string name;
  std::optional<std::string> sex;
  /// Keeps the entry.
  DepartmentId department_id;
  std::string institution;
  std::optional<std::string> title, phone;
  ExpertStatus status = ExpertStatus::active;
  std::string source;
  std::optional<std::string> external_number;
  Receipt receipt;
  std::vector<std::string> fields;
  std::vector<Licence> qualifications;
};

struct Recusal {
  RecusalId id;
  InspectorId inspector_id;
  TargetId target_id;
  std::string reason;
  Side entered_by_side = Side::inspector;
};

/// A course, and who of the department's inspectors took part.
struct Training {
  TrainingId id;
  DepartmentId department_id;
  CivilDate held_on;
  std::string topic, organiser;
  int duration_minutes = 60;
  std::vector<InspectorId> attendees;
};

}  // namespace mingchou
