// The form in which the server hands out the target register: a manifest, and parts of JSON Lines that it names with
// their hashes. Reading only; every text is bounded, and what a newer server adds is passed over.
//
// Manifest: {"format":1, "snapshot":"<64 hex>", "created_at":ms, "row_count":targets, "bytes":…, "raw_bytes":…,
//            "parts":[{"index":0, "row_count":lines, "bytes":…, "raw_bytes":…, "sha256":"<64 hex>"}, …]}
// Lines: {"type":"department", …} and {"type":"tag", …} first, then {"type":"target", …}; absent instead of null.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/crypto/hash.h"
#include "shared/json/json.h"
#include "shared/registry/entities.h"

namespace mingchou::client {

namespace snapshot_limits {
inline constexpr std::int64_t rows_max = 2'000'000;
inline constexpr std::size_t parts_max = 20'000;
inline constexpr std::int64_t part_rows_max = 100'000;
inline constexpr std::int64_t part_raw_bytes_max = 16 * 1024 * 1024;
inline constexpr std::size_t text_bytes_max = 2048;
inline constexpr std::size_t licences_max = 100;
inline constexpr std::size_t tags_of_target_max = 64;
/// Of the whole register.
inline constexpr std::size_t departments_max = 2000;
inline constexpr std::size_t tags_max = 256;
}  // namespace snapshot_limits

struct SnapshotPart {
  std::int64_t row_count = 0;  // lines of every type
  std::int64_t bytes = 0;      // on the network
  std::int64_t raw_bytes = 0;
  crypto::Digest sha256{};  // of the raw bytes

  bool operator==(const SnapshotPart&) const = default;
};

struct Manifest {
  /// 64 hexadecimal digits; names the content.
  std::string snapshot;
  Instant created_at;
  std::int64_t target_count = 0;
  std::int64_t bytes = 0;
  std::int64_t raw_bytes = 0;
  std::vector<SnapshotPart> parts;
};

inline constexpr std::string_view manifest_path = "/api/v1/snapshots/targets";
std::string part_path(std::string_view snapshot, std::size_t part);

/// Errors: register.newer_format for a format that this program doesn't read, client.strange_answer for all else.
Result<Manifest> read_manifest(std::string_view json);

struct RegisterDepartment {
  DepartmentId id;
  std::string code, name, short_name;
  std::string kind;
};

struct RegisterTag {
  TagId id;
  std::string name;
};

/// A target as downloaded: see Target in shared/registry/entities.h. Kinds and states stand here as the server wrote
/// them; kind_of() and status_of() say which of ours they are.
struct RegisterTarget {
  TargetId id;
  std::string kind, name;
  std::optional<std::string> credit_code, registration_number;
  std::optional<TargetId> holder_id;
  std::optional<std::string> form;
  std::optional<CivilDate> established_on;
  std::optional<std::string> registration_authority;
  std::string status;
  std::optional<std::string> legal_person;
  std::string township_code;
  std::optional<std::string> address, contact_name, contact_phone, industry_code;
  DepartmentId responsible_department_id;
  std::optional<std::string> station, area;
  std::optional<CivilDate> last_checked_on;
  std::int64_t revision = 1;
  std::vector<TagId> tags;
  std::vector<Licence> licences;
};

/// Nothing: one that a newer server knows.
std::optional<TargetKind> kind_of(std::string_view text);
std::optional<TargetStatus> status_of(std::string_view text);

/// std::monostate: a line of a type that a newer server knows.
using RegisterLine = std::variant<std::monostate, RegisterDepartment, RegisterTag, RegisterTarget>;

/// Errors: json.field_… and the like; the caller says where.
Result<RegisterLine> read_register_line(json::Value value);

/// Licences as the database keeps them.
std::string write_licences(const std::vector<Licence>& licences);
Result<std::vector<Licence>> read_licences(std::string_view json);

}  // namespace mingchou::client
