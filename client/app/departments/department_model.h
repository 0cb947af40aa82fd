// One department as whoever keeps the departments sees it, and what can be asked for. Plain data: DepartmentKeeper
// fills it between frames.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "client/app/accounts/session_model.h"
#include "client/app/model/departments.h"
#include "shared/calendar/civil_date.h"

namespace mingchou::client {

namespace department_limits {
inline constexpr int name_characters_max = 60;
inline constexpr int code_characters_max = 32;
inline constexpr int line_characters_max = 200;
inline constexpr int reason_characters_max = 200;
inline constexpr std::int64_t order_max = 9999;
}  // namespace department_limits

/// What can be changed of a department.
struct DepartmentFields {
  std::string code, name, short_name;
  /// `other` where nobody has chosen yet.
  DepartmentKind kind = DepartmentKind::other;
  /// Place in the order of protocol, as typed.
  std::string order;
  std::string phone, address;
  bool operator==(const DepartmentFields&) const = default;
};

struct DepartmentDetails {
  Uuid id;
  DepartmentFields fields;
  std::int64_t revision = 0;
  Instant recorded_at;
  std::string recorded_by;
  /// Of the last change.
  std::string reason;
  /// It is no department any more.
  std::optional<CivilDate> ended_on;
};

/// The department whose page is open.
struct DepartmentModel {
  Uuid id;
  bool is_loading = false;
  std::optional<DepartmentDetails> department;
  std::optional<Error> error;

  Submission create, save, end;
};

struct OpenDepartment {
  Uuid id;
};
struct CreateDepartment {
  DepartmentFields fields;
  std::string reason;
};
/// Of the department that is open.
struct SaveDepartment {
  DepartmentFields fields;
  std::string reason;
  /// The revision that it was made from.
  std::int64_t revision = 0;
};
struct EndDepartment {
  std::string reason;
  std::int64_t revision = 0;
};
using DepartmentRequest = std::variant<OpenDepartment, CreateDepartment, SaveDepartment, EndDepartment>;

}  // namespace mingchou::client
