// The lines of a snapshot of the target register: what a tablet keeps of it. Each line is its own canonical JSON
// (RFC 8785), at most 64 KiB, and says in "type" what it is:
//
// * "department": id, code, name, short_name, kind. Current ones in their order of protocol, and ended ones that a
//   target still names.
// * "tag": id, name. Current ones by id.
// * "target": the fields of 0002_registers.sql by their names, the ids of current tags and the licences. Current ones
//   by id. What is not set is absent. Risk classes are internal and never here, nor is where a row came from.
//
// Whose tablet it is decides which targets there are and whether persons are named (RegisterPart); departments and tags
// are everybody's. Everything is read in one transaction, so it is the register of one moment.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/uuid.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou::server {

/// How much of the target register somebody may hold.
struct RegisterPart {
  /// Only targets that this department is responsible for; nothing: all.
  std::optional<DepartmentId> department = {};
  /// Legal persons, contacts, telephone numbers, addresses.
  bool names_persons = true;
  auto operator<=>(const RegisterPart&) const = default;
};

struct TargetLine {
  enum class Kind { department, tag, target } kind;
  Uuid id;
  std::string_view text;  // without a line feed; valid during the call
};

/// Called with the lines in the order above. An error ends the reading and is returned.
using OnTargetLine = std::function<Result<>(const TargetLine&)>;

/// The number of register_version that belongs to what was read. Errors: snapshot.row_too_large {type, id, bytes_max},
/// those of the store and of `on_line`.
Result<std::int64_t> read_target_lines(Database& db, const RegisterPart& part, const OnTargetLine& on_line);

/// Cheap: for telling whether a snapshot is still right.
Result<std::int64_t> target_register_version(Database& db);

}  // namespace mingchou::server
