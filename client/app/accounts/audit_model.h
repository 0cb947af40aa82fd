// The audit trail as whoever may see it reads it: newest first, page by page. Plain data: AuditKeeper fills it between
// frames.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/access/role.h"
#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/base/uuid.h"
#include "shared/calendar/civil_date.h"

namespace mingchou::client {

namespace audit_limits {
inline constexpr int page_size = 100;
/// Who has scrolled this far wants a filter.
inline constexpr std::size_t entries_max = 20'000;
inline constexpr std::size_t changes_max = 200;
inline constexpr std::size_t value_bytes_max = 4096;
}  // namespace audit_limits

/// One field as it was and as it is; nothing where it was not there.
struct AuditChange {
  std::string field;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

struct AuditEntry {
  std::int64_t sequence = 0;
  Instant at;
  std::optional<Uuid> actor_id;
  std::string actor_login;
  /// As the server wrote it; empty for programs.
  std::string actor_role;
  std::string action;
  std::string entity;
  std::optional<Uuid> entity_id;
  std::optional<Uuid> department_id;
  std::string request;
  std::string address;
  /// Fields that differ first, then the others.
  std::vector<AuditChange> changes;
};

struct AuditFilter {
  /// Who did it; the login is for people.
  std::optional<Uuid> actor_id;
  std::string actor_login;
  std::optional<access::Role> role;
  /// What was done, and to what: words of the server.
  std::string action;
  std::string entity;
  std::optional<Uuid> entity_id;
  /// Whose things it was done to.
  std::optional<Uuid> department_id;
  /// Of that many days, today the last of them; 0 for all.
  int days = 0;
  /// Instead of `days`: from the first to the last, both included.
  std::optional<CivilDate> first_day, last_day;
  bool operator==(const AuditFilter&) const = default;
};

struct AuditModel {
  AuditFilter filter;
  std::vector<AuditEntry> entries;
  /// Nothing was read yet with this filter.
  bool is_new = true;
  /// There are more than the app keeps.
  bool is_cut = false;
  bool is_loading = false;
  /// There are older ones.
  bool has_more = false;
  std::optional<Error> error;
};

/// From the beginning, with this filter.
struct ShowAudit {
  AuditFilter filter;
};
struct ReadMoreAudit {};
using AuditRequest = std::variant<ShowAudit, ReadMoreAudit>;

}  // namespace mingchou::client
